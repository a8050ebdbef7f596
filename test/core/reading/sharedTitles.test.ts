import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Digest } from '../../../src/core/digest';
import type { Paper } from '../../../src/core/paper';
import { flagEdits, noteEdits, stateEdits, topicEdits } from '../../../src/core/reading/reading';
import { ReadingMemory } from '../../../src/core/reading/readingMemory';
import { builtInTaxonomy } from '../../../src/core/topics/taxonomy';
import { builtInModel } from '../../../src/core/topics/termModel';
import { dump, entry } from '../support';

const looms = 'Looms with shuttles were moved along a river of threads by patient weavers in early spring.';
const whales = 'Whales migrate past twelve lighthouses every winter, followed by gulls and curious keepers.';

const paperWith = (digest: Digest, abstract: string): Paper => {
  const found = [...digest.papers.values()].find((paper) => paper.abstract === abstract);
  assert.ok(found, abstract);
  return found;
};

describe('user state of papers that share a title', () => {
  const a = dump('a.txt', entry('Editorial', looms));
  const b = dump('b.txt', entry('Editorial', whales));
  let digest: Digest;
  let memory: ReadingMemory;
  beforeEach(() => {
    digest = new Digest(builtInTaxonomy, builtInModel);
    memory = new ReadingMemory(digest);
  });

  it('does not pass to the other paper when the listing of the first disappears, and comes back with it', () => {
    digest.update([a, b]);
    const { id } = paperWith(digest, looms);
    memory.edit([...flagEdits([id], 'starred', true), ...noteEdits([id], 'mine')], 5);
    digest.update([], ['a.txt']);
    const other = memory.of(paperWith(digest, whales).id);
    assert.deepEqual([other.starred, other.note], [false, '']);
    digest.update([a]);
    const first = memory.of(paperWith(digest, looms).id);
    assert.deepEqual([first.starred, first.note], [true, 'mine']);
  });

  it('stays with the paper that had the title alone when a second one arrives', () => {
    digest.update([a]);
    memory.edit(flagEdits([paperWith(digest, looms).id], 'starred', true), 5);
    digest.update([b]);
    assert.equal(memory.of(paperWith(digest, looms).id).starred, true);
    assert.equal(memory.of(paperWith(digest, whales).id).starred, false);
  });

  it('is kept for a paper that was marked while it had the title alone', () => {
    digest.update([a, b]);
    memory.edit(flagEdits([paperWith(digest, looms).id], 'starred', true), 5);
    digest.update([], ['a.txt']);
    memory.edit(stateEdits([paperWith(digest, whales).id], 'read'), 6);
    digest.update([a]);
    assert.deepEqual(
      [memory.of(paperWith(digest, looms).id), memory.of(paperWith(digest, whales).id)].map(({ state, starred }) => [
        state,
        starred,
      ]),
      [
        ['unread', true],
        ['read', false],
      ],
    );
  });

  it('follows an abstract that was revised or cut short, and a listing that lost it', () => {
    const title = 'Moving Looms along a River of Threads';
    digest.update([dump('a.txt', entry(title, looms))]);
    memory.edit(flagEdits([paperWith(digest, looms).id], 'starred', true), 5);
    for (const abstract of [looms.slice(0, 60), looms.replace('early spring', 'late autumn'), '']) {
      digest.update([dump('a.txt', entry(title, abstract))]);
      assert.equal(memory.of(paperWith(digest, abstract).id).starred, true, abstract);
    }
    digest.update([dump('a.txt', entry(title, whales))]);
    assert.equal(memory.of(paperWith(digest, whales).id).starred, false);
  });

  it('is not shown on a listing entry without abstract when the title says little', () => {
    digest.update([a]);
    memory.edit(flagEdits([paperWith(digest, looms).id], 'starred', true), 5);
    digest.update([dump('a.txt', entry('Editorial'))]);
    assert.equal(memory.of(paperWith(digest, '').id).starred, false);
  });

  it('is read for a title that somebody wrote into the file without more', () => {
    digest.update([a]);
    memory.merge(new Map([['editorial', new Map([['starred', { value: true, at: 5 }]])]]));
    assert.equal(memory.of(paperWith(digest, looms).id).starred, true);
  });
});

const letters = 'bcdfghjklmnpqrstvwxz';
/** An invented word of its own for each number. */
const word = (n: number): string =>
  [n, n >> 4, n >> 8].map((part) => `${letters.charAt((part & 15) + 1)}${'aeiou'.charAt(part % 5)}`).join('') + 'lo';

/** A revision of one of several papers without a word in common; two revisions of a paper share four fifths. */
function abstractOf(paper: number, revision: number, size: number): string {
  const words = Array.from({ length: size }, (_, i) => word(1 + paper * 1000 + i + (i % 10 === revision ? 500 : 0)));
  return `${revision % 2 === 0 ? words.join(' ') : words.join('\n').toUpperCase()}.`;
}

type Deed =
  | { readonly kind: 'put'; readonly path: string; readonly papers: readonly (readonly [number, number])[] }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'mark'; readonly paper: number; readonly note: string };

const paths = fc.constantFrom('a.txt', 'b.txt', 'c.txt');
const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('put' as const),
      path: paths,
      papers: fc.array(fc.tuple(fc.nat(2), fc.nat(3)), { maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('remove' as const), path: paths }),
    fc.record({ kind: fc.constant('mark' as const), paper: fc.nat(2), note: fc.constantFrom('looms', 'rivers', '') }),
  ),
  { maxLength: 14 },
);

describe('user state, while listings arrive, change and leave', function () {
  this.timeout(120_000);

  for (const title of ['Editorial', 'A Long Title that Hardly Two Papers Have by Chance'])
    for (const size of [20, 120])
      it(`is shown for the paper that it was given to, and no other: “${title}”, ${String(size)} words`, () => {
        fc.assert(
          fc.property(deeds, (all) => {
            const digest = new Digest(builtInTaxonomy, builtInModel);
            const memory = new ReadingMemory(digest);
            const notes = new Map<number, string>();
            const paperNumber = ({ abstract }: Paper): number =>
              [0, 1, 2].find((i) => [0, 1, 2, 3].some((r) => abstractOf(i, r, size) === abstract)) ?? -1;
            for (const [time, deed] of all.entries()) {
              if (deed.kind === 'remove') digest.update([], [deed.path]);
              else if (deed.kind === 'put')
                digest.update([
                  dump(
                    deed.path,
                    ...deed.papers.map(([paper, revision]) => entry(title, abstractOf(paper, revision, size))),
                  ),
                ]);
              const present = [...digest.papers.values()];
              if (deed.kind === 'mark')
                for (const paper of present.filter((one) => paperNumber(one) === deed.paper)) {
                  memory.edit(
                    [...noteEdits([paper.id], deed.note), ...topicEdits([paper.id], deed.note && 'quantum')],
                    time,
                  );
                  notes.set(deed.paper, deed.note);
                }
              digest.setMoves(memory.valuesOf('topic') as ReadonlyMap<string, string>);
              const keys = [...memory.valuesOf('note')].map(([id, note]) => [
                id,
                note === '' ? '' : `k${String(note)}`,
              ]);
              digest.holdCitationKeys(new Map(keys.reverse() as [string, string][]));
              assert.equal(new Set(present.map(paperNumber)).size, present.length);
              for (const paper of present) {
                const note = notes.get(paperNumber(paper)) ?? '';
                assert.equal(memory.of(paper.id).note, note);
                const isOnly = note !== '' && [...notes.values()].filter((other) => other === note).length === 1;
                if (isOnly) assert.equal(digest.citationKey(paper), `k${note}`);
                assert.equal(digest.movedTo(paper)?.id ?? null, note === '' ? null : 'quantum');
              }
            }
          }),
          { numRuns: 300 },
        );
      });
});
