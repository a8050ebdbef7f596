export const viewId = 'paperDigest.papers';
export const readerViewType = 'paperDigest.reader';

export const commands = {
  searchPapers: 'paperDigest.searchPapers',
  refresh: 'paperDigest.refresh',
  openSample: 'paperDigest.openSample',
  closeSample: 'paperDigest.closeSample',
  openAbstract: 'paperDigest.openAbstract',
  openAbstractToSide: 'paperDigest.openAbstractToSide',
  openInDump: 'paperDigest.openInDump',
  copyTitle: 'paperDigest.copyTitle',
} as const;

export const contextKeys = {
  loaded: 'paperDigest.loaded',
  sampleOpen: 'paperDigest.sampleOpen',
} as const;

export const settings = {
  section: 'paperDigest',
  include: 'files.include',
  exclude: 'files.exclude',
  noteLanguages: 'notes.languages',
} as const;
