import { firstWhere } from '../firstWhere';
import type { ScannedNote } from '../mentions/scannedNote';
import type { Mention } from '../mentions/mention';
import { afterMarks, compactWithOffsets, type CompactText } from '../text/compact';
import { blocksOf, copyOf, shownText, type MarkdownToken, type Piece, type ReadNote } from './markdownTokens';

/** What a mention is to be linked to. */
export interface MentionLink {
  readonly href: string;
  /** Plain text, shown where the link is pointed at. */
  readonly title: string;
}

/** The class of the links, for style sheets. */
export const mentionClass = 'paper-digest-mention';

/**
 * A note's tokens with its mentions linked. A mention is linked where the text is shown that it stands in: not in code and
 * HTML, nor where the note has a link of its own; several links are made of it where one cannot hold it. The given tokens
 * stay as they are. Without the links, what is rendered of the new ones is the same.
 *
 * @param source The text that the tokens were made of, its lines ended by line feeds.
 * @param linkOf Null leaves a mention unlinked.
 */
export function linkMentions<T extends MarkdownToken<T>>(
  note: ReadNote<T>,
  source: ScannedNote,
  linkOf: (mention: Mention) => MentionLink | null,
): readonly T[] {
  const { mentions } = source;
  if (mentions.length === 0) return note.tokens;
  const linked = new Map<T, T>();
  for (const { lines, inlines } of blocksOf(note)) {
    const { start: from, end: to } = source.span(...lines);
    const here = mentionsIn(mentions, from, to);
    if (here.length === 0) continue;
    const { text, parts } = shownText(inlines);
    const places = placesOf(here, compactWithOffsets(source.prose(...lines)), from, text);
    for (const { inline, pieces } of parts) {
      const links = places.flatMap(({ mention, start, end }) => {
        const isHere = (pieces[0]?.start ?? Infinity) <= start && end <= (pieces.at(-1)?.end ?? 0);
        const link = isHere ? linkOf(mention) : null;
        return link ? [{ ...link, start, end }] : [];
      });
      if (links.length > 0) linked.set(inline, copyOf(note, inline, { children: withLinks(note, pieces, links) }));
    }
  }
  return note.tokens.map((token) => linked.get(token) ?? token);
}

function mentionsIn(mentions: readonly Mention[], from: number, to: number): Mention[] {
  const first = firstWhere(mentions.length, (place) => (mentions[place]?.start ?? 0) >= from);
  const behind = firstWhere(mentions.length, (place) => (mentions[place]?.end ?? 0) > to);
  return mentions.slice(first, behind);
}

interface Place {
  readonly mention: Mention;
  /** In UTF-16 code units of the block's shown text. */
  readonly start: number;
  readonly end: number;
}

/**
 * Where mentions stand in the shown text. Source and shown text have the same letters but for what only one of them has,
 * such as an item's number: between two mentions, as often as the letters of the second are passed over in the source they
 * are passed over in the shown text.
 *
 * @param written The block's source without what is no prose.
 * @param from Where the block begins in the source.
 */
function placesOf(mentions: readonly Mention[], written: CompactText, from: number, text: string): Place[] {
  const shown = compactWithOffsets(text);
  const places: Place[] = [];
  let [passed, next] = [0, 0];
  for (const mention of mentions) {
    const begin = atOffset(written, mention.start - from);
    const end = atOffset(written, mention.end - from);
    const letters = written.text.slice(begin, end);
    let found = nextOf(shown, letters, next);
    for (
      let at = nextOf(written, letters, passed);
      at >= 0 && at < begin && found >= 0;
      at = nextOf(written, letters, at + 1)
    )
      found = nextOf(shown, letters, found + 1);
    passed = end;
    if (found < 0 || letters === '') continue;
    next = found + letters.length;
    places.push({ mention, start: shown.starts[found] ?? 0, end: afterMarks(text, shown.ends[next - 1] ?? 0) });
  }
  return places;
}

function atOffset({ starts }: CompactText, offset: number): number {
  return firstWhere(starts.length, (place) => (starts[place] ?? 0) >= offset);
}

/** The next place of some letters at which a word begins; -1 if there is none. */
function nextOf({ text, wordStarts }: CompactText, letters: string, from: number): number {
  let at = text.indexOf(letters, from);
  while (at >= 0 && wordStarts[at] === 0) at = text.indexOf(letters, at + 1);
  return at;
}

interface PlacedLink extends MentionLink {
  readonly start: number;
  readonly end: number;
}

/** The tokens of a line with links around some of its text. */
function withLinks<T extends MarkdownToken<T>>(
  note: ReadNote<T>,
  whole: readonly Piece<T>[],
  links: readonly PlacedLink[],
): T[] {
  const pieces = cutPieces(
    note,
    whole,
    links.flatMap(({ start, end }) => [start, end]),
  );
  const parts: T[][] = [];
  let done = 0;
  for (const link of links) {
    for (const [first, last] of runsIn(pieces, link)) {
      const open = note.token('link_open', 'a', 1);
      open.attrs = [
        ['href', link.href],
        ['class', mentionClass],
        ['title', link.title],
      ];
      parts.push(tokensOf(pieces, done, first), [open], tokensOf(pieces, first, last + 1), [
        note.token('link_close', 'a', -1),
      ]);
      done = last + 1;
    }
  }
  parts.push(tokensOf(pieces, done, pieces.length));
  return parts.flat();
}

function tokensOf<T>(pieces: readonly Piece<T>[], from: number, to: number): T[] {
  return pieces.slice(from, to).map(({ token }) => token);
}

/** The pieces, those of text cut at some offsets, which are in order. */
function cutPieces<T extends MarkdownToken<T>>(
  note: ReadNote<T>,
  pieces: readonly Piece<T>[],
  cuts: readonly number[],
): Piece<T>[] {
  let next = 0;
  return pieces.flatMap((piece) => {
    while ((cuts[next] ?? Infinity) <= piece.start) next++;
    if (piece.kind !== 'text' || (cuts[next] ?? Infinity) >= piece.end) return [piece];
    const cut: Piece<T>[] = [];
    for (let start = piece.start; start < piece.end;) {
      const end = Math.min(cuts[next] ?? Infinity, piece.end);
      if (end < piece.end) next++;
      if (end <= start) continue;
      const content = piece.token.content.slice(start - piece.start, end - piece.start);
      cut.push({ token: copyOf(note, piece.token, { content }), kind: 'text', start, end });
      start = end;
    }
    return cut;
  });
}

/**
 * The pieces that a link has to go around, each run as its first and last: one run if its pairs are whole, else those between
 * what a link cannot hold; none where the note has a link itself.
 */
function runsIn<T extends MarkdownToken<T>>(
  pieces: readonly Piece<T>[],
  { start, end }: PlacedLink,
): [number, number][] {
  let first = firstWhere(pieces.length, (at) => (pieces[at]?.end ?? 0) > start);
  let last = firstWhere(pieces.length, (at) => (pieces[at]?.start ?? 0) >= end) - 1;
  const held = pieces.slice(first, last + 1);
  if (held.some(({ kind }) => kind === 'linked')) return [];
  const between = textRuns(held, first);
  for (; pairsIn(pieces, first, last).unopened > 0 && pieces[first - 1]?.kind === 'open'; first--);
  for (; pairsIn(pieces, first, last).unclosed > 0 && pieces[last + 1]?.kind === 'close'; last++);
  const { unopened, unclosed } = pairsIn(pieces, first, last);
  return unopened + unclosed > 0 || held.some(({ kind }) => kind === 'apart') ? between : [[first, last]];
}

/** The runs of text in some pieces, of which the first is the one of number `from`. */
function textRuns<T extends MarkdownToken<T>>(pieces: readonly Piece<T>[], from: number): [number, number][] {
  const runs: [number, number][] = [];
  for (const [offset, { token, kind }] of pieces.entries()) {
    const at = from + offset;
    const run = runs.at(-1);
    if (kind !== 'text' && kind !== 'through') continue;
    if (run?.[1] === at - 1) run[1] = at;
    else if (token.content.trim() !== '') runs.push([at, at]);
  }
  return runs;
}

/** How many pairs of a run of pieces have their beginning, and how many their end, outside it. */
function pairsIn(
  pieces: readonly Piece<unknown>[],
  first: number,
  last: number,
): { unopened: number; unclosed: number } {
  let [unopened, unclosed] = [0, 0];
  for (const { kind } of pieces.slice(first, last + 1)) {
    if (kind === 'open') unclosed++;
    else if (kind === 'close' && unclosed > 0) unclosed--;
    else if (kind === 'close') unopened++;
  }
  return { unopened, unclosed };
}
