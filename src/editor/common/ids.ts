/** The publisher and the name of the manifest. */
export const extensionId = 'paper-digest.paper-digest';
export const viewId = 'paperDigest.papers';
export const readerViewType = 'paperDigest.reader';
export const overviewViewType = 'paperDigest.overview';

export const commands = {
  searchPapers: 'paperDigest.searchPapers',
  refresh: 'paperDigest.refresh',
  openSample: 'paperDigest.openSample',
  closeSample: 'paperDigest.closeSample',
  openAbstract: 'paperDigest.openAbstract',
  openAbstractToSide: 'paperDigest.openAbstractToSide',
  openInDump: 'paperDigest.openInDump',
  overview: 'paperDigest.overview',
  openMention: 'paperDigest.openMention',
  nextPaper: 'paperDigest.nextPaper',
  previousPaper: 'paperDigest.previousPaper',
  goBack: 'paperDigest.goBack',
  goForward: 'paperDigest.goForward',
  toggleRaw: 'paperDigest.toggleRaw',
  openAsText: 'paperDigest.openAsText',
  copyTitle: 'paperDigest.copyTitle',
  copyCitation: 'paperDigest.copyCitation',
  insertPaper: 'paperDigest.insertPaper',
  holdCitationKey: 'paperDigest.holdCitationKey',
  insertIntoNote: 'paperDigest.insertIntoNote',
  copyAs: 'paperDigest.copyAs',
  exportPapers: 'paperDigest.exportPapers',
  searchOnWeb: 'paperDigest.searchOnWeb',
  showSimilar: 'paperDigest.showSimilar',
  star: 'paperDigest.star',
  unstar: 'paperDigest.unstar',
  readLater: 'paperDigest.readLater',
  notLater: 'paperDigest.notLater',
  markRead: 'paperDigest.markRead',
  markUnread: 'paperDigest.markUnread',
  hide: 'paperDigest.hide',
  unhide: 'paperDigest.unhide',
  toggleStar: 'paperDigest.toggleStar',
  toggleLater: 'paperDigest.toggleLater',
  toggleRead: 'paperDigest.toggleRead',
  toggleHidden: 'paperDigest.toggleHidden',
  editTags: 'paperDigest.editTags',
  editNote: 'paperDigest.editNote',
  undoMark: 'paperDigest.undoMark',
  showOnly: 'paperDigest.showOnly',
  openTopicsFile: 'paperDigest.openTopicsFile',
  arrange: 'paperDigest.arrange',
  filter: 'paperDigest.filter',
  clearFilter: 'paperDigest.clearFilter',
  hideTopic: 'paperDigest.hideTopic',
  showHiddenTopics: 'paperDigest.showHiddenTopics',
  markSeen: 'paperDigest.markSeen',
  saveSearch: 'paperDigest.saveSearch',
  removeSearch: 'paperDigest.removeSearch',
  repeatSearch: 'paperDigest.repeatSearch',
  moveToTopic: 'paperDigest.moveToTopic',
  undoMove: 'paperDigest.undoMove',
  resetTopic: 'paperDigest.resetTopic',
  teachTopic: 'paperDigest.teachTopic',
} as const;

/** Commands that only code calls, with what a user cannot give; the manifest does not declare them. */
export const internalCommands = [commands.openMention, commands.holdCitationKey] as const;

/** The contributed colours, as a style sheet of the editor names them. */
export const colors = {
  mentionUnderline: 'paperDigest.mentionUnderline',
} as const;

export const contextKeys = {
  loaded: 'paperDigest.loaded',
  sampleOpen: 'paperDigest.sampleOpen',
  filtered: 'paperDigest.filtered',
  hidden: 'paperDigest.hidden',
  canUndoMove: 'paperDigest.canUndoMove',
} as const;

export const settings = {
  section: 'paperDigest',
  include: 'files.include',
  exclude: 'files.exclude',
  readingKeepIn: 'reading.keepIn',
  readingAfter: 'reading.markReadAfter',
  noteLanguages: 'notes.languages',
  noteComments: 'notes.comments',
  noteUnderline: 'notes.underline',
  notePreview: 'notes.preview',
  noteInsertAs: 'notes.insertAs',
} as const;
