import MarkdownIt from 'markdown-it';
import { printReadingFile } from '../../../src/core/reading/readingFile';
import { sortPlaced } from '../../../src/core/arrangement';
import { markdownCells } from '../../../src/core/backlinks/notebook';
import { placesOf } from '../../../src/core/backlinks/places';
import { citedDetails, citedTitle } from '../../../src/core/cite/details';
import { exportFormats } from '../../../src/core/cite/formats';
import { citationStem } from '../../../src/core/cite/stem';
import { decode } from '../../../src/core/dump/decode';
import { parseDump } from '../../../src/core/dump/parse';
import { isDumpText } from '../../../src/core/dump/sniff';
import { proseOf } from '../../../src/core/mentions/noteText';
import { ScannedNote } from '../../../src/core/mentions/scannedNote';
import { TitleTable } from '../../../src/core/mentions/titleTable';
import { begun, brackets, isHeading, isInCode, isInLink, linkAround } from '../../../src/core/notes/context';
import { linkMentions } from '../../../src/core/notes/linkedTokens';
import { replacementOf } from '../../../src/core/notes/replacement';
import { parseReadingFile } from '../../../src/core/reading/readingFile';
import { complete } from '../../../src/core/search/completions';
import { PhraseText, phraseTest } from '../../../src/core/search/phrases';
import { termsOf } from '../../../src/core/search/prepare';
import { parseQuery } from '../../../src/core/search/query';
import { tokenize } from '../../../src/core/search/tokens';
import { wantedWords } from '../../../src/core/search/wanted';
import { WordMatcher } from '../../../src/core/search/wordMatcher';
import { drain } from '../../../src/core/steps';
import { compact, compactWithOffsets } from '../../../src/core/text/compact';
import { fold } from '../../../src/core/text/fold';
import { linksIn } from '../../../src/core/text/links';
import { plainMarkdown } from '../../../src/core/text/plainMarkdown';
import { escapeMarkdown, firstSentences, truncate, visible } from '../../../src/core/text/prose';
import { readable } from '../../../src/core/text/readable';
import { mathText } from '../../../src/core/text/texMath';
import { TopicClassifier } from '../../../src/core/topics/classifier';
import { addPhrasesEdit, parseOwnTopics } from '../../../src/core/topics/ownTopics';
import { builtInTaxonomy } from '../../../src/core/topics/taxonomy';
import { builtInModel } from '../../../src/core/topics/termModel';
import { normalWords, splitWords } from '../../../src/core/topics/tokens';
import { paper } from '../support';

/** Something that reads untrusted text. */
export interface Subject {
  readonly name: string;
  /** Makes what has to be there before, which is not measured, and returns the work. */
  readonly prepare: (text: string) => () => unknown;
  /** The length of the largest text, in UTF-16 code units. */
  readonly size: number;
}

/** Texts of this length are made readable, longer ones are not. */
const usual = 8_000;
/** For what is quick, so that it can be measured. */
const long = 24_000;
/** For what makes its text readable first, so that all else is measured. */
const unmended = 12_000;

const of = (name: string, work: (text: string) => unknown, size = usual): Subject => ({
  ...{ name, size },
  prepare: (text) => () => work(text),
});

/** Signs and words that open the gates before expressions that look for what few texts have. */
const residue =
  ' 1times cdot x leq y infty arrow sim1 approx1 alpha ε ℓ \\ ^ _ { ` $ * ~ & = | Big [left](https://a.b)';
const titles = ['Kelp Forests Are Quiet Listeners to Passing Ships', 'A the A the A the', 'TideLens: A B C', 'Z 0'];
const table = new TitleTable();
for (const title of titles) table.add(paper(title));
const classifier = new TopicClassifier(builtInTaxonomy, builtInModel);
drain(classifier.prepare());
const matcher = new WordMatcher(
  wantedWords(
    [
      { text: 'kelp', inTitle: false },
      { text: 'a', inTitle: false },
    ],
    true,
  ),
);
const wanted = phraseTest('kelp forests are', false);
const aaa = phraseTest('a a a a a a a a b', true);
const noSource = { topics: [], organizations: [], dumps: [], tags: [], years: [] };
const context = { keyOf: () => 'key', topicOf: () => 'Topic', abstracts: true, byTopic: true };
const markdownIt = new MarkdownIt({ html: true, linkify: false });

function linkedNote(text: string): () => unknown {
  const state = new markdownIt.core.State(`${text}\n\n${titles[0] ?? ''}\n`, markdownIt, {});
  markdownIt.core.process(state);
  const note = {
    tokens: state.tokens,
    token: (...args: ConstructorParameters<typeof state.Token>) => new state.Token(...args),
  };
  return () => linkMentions(note, new ScannedNote(table, state.src, 'markdown'), () => ({ href: 'a', title: 'b' }));
}

const noteLanguages = ['markdown', 'html', 'latex', 'asciidoc', 'org', 'restructuredtext', 'typst', 'plaintext'];
const sourceLanguages = ['typescript', 'python', 'julia', 'lua', 'haskell', 'powershell', 'lisp', 'json'];

/** All that reads text from a listing, a note, a search box or a file that others may write. */
export const subjects: readonly Subject[] = [
  of('readable', (text) => readable(text + residue)),
  of('citedTitle', citedTitle),
  of('mathText', mathText),
  of('compact', compact),
  of('compactWithOffsets', compactWithOffsets),
  of('fold', fold),
  of('visible', visible),
  of('escapeMarkdown', escapeMarkdown),
  of('plainMarkdown', plainMarkdown),
  of('firstSentences', (text) => firstSentences(text, 300) + firstSentences(text, text.length - 1)),
  of('truncate', (text) => truncate(text, text.length - 2)),
  of('linksIn', linksIn),
  ...noteLanguages.map((language) => of(`the mask of ${language}`, (text) => proseOf(text, language), long)),
  ...sourceLanguages.map((language) => of(`the mask of ${language}`, (text) => proseOf(text, language), long)),
  of('TitleTable.find', (text) => table.find(text, 'plaintext')),
  of('TitleTable.add', (text) => {
    const one = new TitleTable();
    one.add(paper(text, '', 'one'));
    one.add(paper(`${text}: ${text}`, '', 'two'));
  }),
  of('near misses', (text) => drain(new ScannedNote(table, text, 'markdown').nearMisses(0, text.length))),
  of('placesOf', (text) =>
    placesOf(`a${text}a`, [{ start: text.length >> 1, end: text.length >> 1, ids: ['a'], tier: 'title' }]),
  ),
  of('contexts of notes', (text) => [
    ...noteLanguages.map((language) => isInCode(language, '', text)),
    ...noteLanguages.map((language) => isInLink(language, text, text)),
    ...noteLanguages.map((language) => isHeading(language, text, text, text)),
    begun(text),
    brackets(text),
    linkAround(text, text.length, text.length) ?? linkAround(text, 1, 2),
  ]),
  of('replacementOf', (text) => replacementOf(text, { start: 0, end: text.length }, paper('A Title'), 'markdown')),
  { name: 'linkMentions', prepare: linkedNote, size: usual / 2 },
  of('markdownCells', (text) => markdownCells(JSON.stringify({ cells: [{ cell_type: 'markdown', source: [text] }] }))),
  of('tokenize', tokenize),
  of('termsOf', (text) => termsOf({ title: text, abstract: text })),
  of('WordMatcher', (text) => matcher.rangesIn(text)),
  of('phrases in a text', (text) => [wanted, aaa].map((stands) => stands(new PhraseText(text)))),
  of('a phrase', (text) => phraseTest(text, true)(new PhraseText('Kelp forests are quiet.')), unmended),
  of('parseQuery', parseQuery),
  of('complete', (text) => complete(text, () => noSource)),
  of('splitWords', splitWords),
  of('normalWords', normalWords),
  of('TopicClassifier', (text) => classifier.classify({ title: text, abstract: text })),
  of('parseOwnTopics', (text) => parseOwnTopics(text, builtInTaxonomy)),
  of('parseOwnTopics, a phrase', (text) =>
    parseOwnTopics(
      JSON.stringify({ topics: [{ id: 'a', name: text, phrases: [text], acronyms: [text] }] }),
      builtInTaxonomy,
    ),
  ),
  of('addPhrasesEdit', (text) =>
    addPhrasesEdit(`{"topics": [{"id": "a", "phrases": ["b" /*${text.replaceAll('/', ' ')}*/]}]}`, { id: 'a' }, [text]),
  ),
  of('parseReadingFile', parseReadingFile),
  of('printReadingFile', (text) => printReadingFile(parseReadingFile(JSON.stringify({ papers: { [text]: {} } })))),
  of('citedDetails', (text) => citedDetails(paper(text, text)), unmended),
  of('citationStem', (text) => citationStem(paper(text))),
  ...exportFormats.map(({ id, print }) =>
    of(`export as ${id}`, (text) => drain(print([paper(text, text)], context)), unmended),
  ),
  of('sortPlaced', (text) =>
    sortPlaced([{ paper: paper(text, '', 'a'), also: false }], 'title', () => classifier.classify(paper(''))),
  ),
  of('isDumpText', isDumpText),
  of('decode', (text) => decode(Buffer.from(text))),
  of('parseDump', (text) => parseDump(text, 'a.txt')),
];
