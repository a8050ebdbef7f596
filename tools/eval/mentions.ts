import { FormKind, formsOf, nameOf, tellsAlone } from '../../src/core/mentions/titleForms';
import type { MentionTier } from '../../src/core/mentions/mention';
import { TitleTable } from '../../src/core/mentions/titleTable';
import type { Dump } from '../../src/core/paper';
import { compact } from '../../src/core/text/compact';
import type { Table } from './topics';

const ligatures: Readonly<Record<string, string>> = { ffi: 'ﬃ', ffl: 'ﬄ', ff: 'ﬀ', fi: 'ﬁ', fl: 'ﬂ' };

interface Distortion {
  readonly name: string;
  readonly of: (title: string) => string;
  readonly language?: string;
}

/** Ways in which a title stands in notes. */
const distortions: readonly Distortion[] = [
  { name: 'as it is', of: (title) => title },
  { name: 'upper case', of: (title) => title.toUpperCase() },
  { name: 'lower case', of: (title) => title.toLowerCase() },
  { name: 'en dashes', of: (title) => title.replaceAll('-', '–') },
  { name: 'no-break hyphens', of: (title) => title.replaceAll('-', '\u2011') },
  { name: 'dashes for colons', of: (title) => title.replaceAll(':', ' —') },
  { name: 'joined hyphens', of: (title) => title.replaceAll('-', '') },
  { name: 'curly quotes', of: (title) => title.replace(/"([^"]*)"/g, '“$1”').replaceAll("'", '’') },
  { name: 'no-break blanks', of: (title) => title.replaceAll(' ', '\u00a0') },
  { name: 'two blanks', of: (title) => title.replaceAll(' ', '  ') },
  { name: 'ligatures', of: (title) => title.replace(/ff[il]|ff|f[il]/g, (letters) => ligatures[letters] ?? letters) },
  { name: 'decomposed accents', of: (title) => title.normalize('NFD') },
  { name: 'wrapped', of: (title) => wrapped(title, '\n') },
  { name: 'wrapped in a block quote', of: (title) => wrapped(title, '\n> ') },
  { name: 'wrapped in a list item', of: (title) => wrapped(title, '\n  ') },
  { name: 'wrapped in a comment', of: (title) => wrapped(title, '\n# '), language: 'python' },
  { name: 'broken at a hyphen', of: (title) => title.replace('-', '-\n') },
  {
    name: 'a word broken at a line end',
    of: (title) => title.replace(/(\p{Ll}{3})(\p{Ll}{3})(?!.*\p{Ll}{6})/u, '$1-\n$2'),
  },
  { name: 'emphasis inside', of: (title) => title.replace(/(?<=\s)([A-Za-z]+)(?=\s)/, '*$1*') },
  { name: 'strong', of: (title) => `**${title}**` },
  { name: 'without TeX', of: (title) => title.replace(/[${}^\\]/g, '') },
  { name: 'TeX braces', of: (title) => title.replace(/(?<![\\^_{])\b([A-Z])(?=[a-z])/g, '{$1}'), language: 'latex' },
  { name: 'without leading article', of: (title) => title.replace(/^(?:the|an?) /i, '') },
  { name: 'a period behind', of: (title) => `${title}.` },
  { name: 'the text of a link', of: (title) => `[${title}](https://example.org/a)` },
];

function wrapped(title: string, lineEnd: string): string {
  const words = title.split(' ');
  return words.map((word, i) => (i > 0 && i % 3 === 0 ? `${lineEnd}${word}` : i > 0 ? ` ${word}` : word)).join('');
}

/** Titles that are others: a word left out, put in, or in the place of another. */
const distractors: readonly ((words: readonly string[]) => readonly string[])[] = [
  (words) => words.filter((_, i) => i !== Math.floor(words.length / 2)),
  (words) => words.map((word, i) => (i === Math.floor(words.length / 2) ? 'Walnut' : word)),
  (words) => words.flatMap((word, i) => (i === Math.floor(words.length / 2) ? ['Not', word] : [word])),
];

const titlesPerNote = 20;

/** How well titles are found in notes that are made up of them: each distortion, and each tier. */
export function mentionTables(dumps: readonly Dump[]): Table[] {
  const entries = [
    ...new Map(dumps.flatMap((dump) => dump.entries).map((entry) => [compact(entry.title), entry])).entries(),
  ].filter(([id]) => id !== '');
  const table = new TitleTable();
  for (const [id, { title }] of entries) table.add({ id, title });
  const papers = entries.map(([id, { title, abstract }]) => ({ id, title, abstract }));
  return [distortionTable(table, papers), tierTable(table, papers)];
}

interface Known {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
}

/** Counts whole titles that are found and what is found beside them, among titles that are not known. */
function distortionTable(table: TitleTable, papers: readonly Known[]): Table {
  const rows: (readonly [name: string, ...values: string[]])[] = [];
  for (const { name, of, language = 'markdown' } of distortions) {
    let [found, wrong] = [0, 0];
    for (let i = 0; i < papers.length; i += titlesPerNote) {
      const expected = new Set<string>();
      let note = '';
      for (const [k, { id, title }] of papers.slice(i, i + titlesPerNote).entries()) {
        const mark = language === 'python' ? '# ' : '';
        const isShort = formsOf(title)?.forms[0]?.kind === FormKind.Short;
        const other = distractors[k % distractors.length]?.(title.split(' ')).join(' ') ?? '';
        note += `${mark}Yesterday I read ${isShort ? '“' : ''}`;
        expected.add(`${String(note.length)} ${id}`);
        note += `${of(title)}${isShort ? '”' : ''} and slept well.\n\n${mark}Somebody else wrote ${other}, which is another paper.\n\n`;
      }
      const starts = [...expected].map((one) => ({ at: Number(one.split(' ')[0]), id: one.split(' ')[1] }));
      for (const mention of table.find(note, language)) {
        if (mention.tier !== 'title') continue;
        const hit = starts.find(({ at, id }) => Math.abs(at - mention.start) <= 8 && mention.ids.includes(id ?? ''));
        if (hit) found++;
        else wrong++;
      }
    }
    rows.push([name, percent(found, papers.length), percent(found, found + wrong)]);
  }
  return {
    heading: 'Mentions: whole titles in notes with others that differ by a word',
    columns: ['recall', 'precision'],
    rows,
  };
}

/** Counts for each tier what is found where it stands in prose, and in the abstracts of other papers. */
function tierTable(table: TitleTable, papers: readonly Known[]): Table {
  const parts: Record<MentionTier, (paper: Known) => string[]> = {
    title: ({ title }) => (formsOf(title)?.forms[0]?.kind === FormKind.Full ? [title] : []),
    cut: ({ title }) => (formsOf(title)?.forms.some(({ kind }) => kind === FormKind.Cut) === true ? cutsOf(title) : []),
    name: ({ title }) => [nameOf(title) ?? []].flat(),
  };
  const inAbstracts = papers.flatMap(({ id, abstract }) =>
    table.find(abstract).map(({ tier, ids }) => ({ tier, isOther: !ids.includes(id) })),
  );
  const rows = (['title', 'cut', 'name'] as const).map((tier) => {
    let [all, found, wrong] = [0, 0, 0];
    for (const paper of papers) {
      for (const part of parts[tier](paper)) {
        all++;
        const quoted = tier === 'cut' && !tellsAlone(part, compact(part).length) ? `“${part}”` : part;
        const mentions = table
          .find(`Yesterday I read of ${quoted} and slept well.`)
          .filter((mention) => mention.tier === tier);
        if (mentions.some(({ ids }) => ids.includes(paper.id))) found++;
        wrong += mentions.filter(({ ids }) => !ids.includes(paper.id)).length;
      }
    }
    const others = inAbstracts.filter((mention) => mention.tier === tier && mention.isOther).length;
    return [tier, String(all), percent(found, all), percent(found, found + wrong), String(others)] as const;
  });
  return {
    heading: `Mentions: by tier, and those of other papers in ${String(papers.length)} abstracts`,
    columns: ['parts', 'recall', 'precision', 'in abstracts'],
    rows,
  };
}

/** The parts of a title beside its colon that are forms of it. */
function cutsOf(title: string): string[] {
  const colon = title.search(/:\s/);
  const forms = formsOf(title);
  const cuts = new Set(
    forms?.forms.filter(({ kind }) => kind === FormKind.Cut).map(({ from, to }) => forms.text.slice(from, to)),
  );
  return [title.slice(0, colon), title.slice(colon + 1).trim()].filter((part) => cuts.has(compact(part)));
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`;
}
