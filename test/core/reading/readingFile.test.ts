import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseReadingFile, printReadingFile, readingMessages } from '../../../src/core/reading/readingFile';
import { mergeRecords, type ReadingRecords } from '../../../src/core/reading/records';
import { temporaryFolder } from '../../host/temporary';
import { assertLinear } from '../support';
import { plain, records } from './records';

const print = (given: ReadingRecords): string => printReadingFile({ records: given, extras: new Map() });
const problemsOf = (text: string): string[] =>
  parseReadingFile(text).problems.map(({ line, kind, excerpt }) => `${String(line)} ${kind} ${excerpt}`);

const two: ReadingRecords = new Map([
  [
    'rivers',
    new Map([
      ['starred', { value: true, at: 7 }],
      ['note', { value: 'Try\u2028"it"', at: 8 }],
    ]),
  ],
  ['looms', new Map([['state', { value: 'read', at: 5 }]])],
]);
const text = `{ "$version": 1
, "looms": {"state":["read",5]}
, "rivers": {"note":["Try\u2028\\"it\\"",8],"starred":[true,7]}
}
`;

describe('printReadingFile', () => {
  it('writes a paper a line, in order', () => {
    assert.equal(print(two), text);
    assert.equal(print(new Map()), '{ "$version": 1\n}\n');
  });

  it('keeps what stands beside the papers', () => {
    const given = '{ "$version": 1\n, "$schema": "x"\n, "$z": [1,{"a":null}]\n, "looms": {"state":["read",5]}\n}\n';
    const file = parseReadingFile(given);
    assert.deepEqual(file.problems, []);
    assert.equal(printReadingFile(file), given);
    assert.equal(printReadingFile(file, '\r\n'), given.replaceAll('\n', '\r\n'));
  });

  it('writes the same for the same, whatever came first, and one line more for one paper more', () => {
    fc.assert(
      fc.property(records, records, (a, b) => {
        assert.equal(print(mergeRecords(a, b)), print(mergeRecords(b, a)));
        const lines = print(a).split('\n');
        const more = print(new Map([...a, ['zzz', new Map([['starred', { value: true, at: 1 }]])]])).split('\n');
        assert.deepEqual(
          more.filter((line) => !line.startsWith(', "zzz"')),
          a.has('zzz') ? lines.filter((line) => !line.startsWith(', "zzz"')) : lines,
        );
      }),
    );
  });
});

describe('parseReadingFile', function () {
  this.timeout(60_000);

  it('reads what was written', () => {
    fc.assert(
      fc.property(records, fc.constantFrom('\n', '\r\n'), (given, eol) => {
        const printed = printReadingFile({ records: given, extras: new Map() }, eol);
        JSON.parse(printed);
        const file = parseReadingFile(printed);
        assert.deepEqual(plain(file.records), plain(given));
        assert.equal(file.isWhole, true);
        assert.deepEqual(
          file.problems.filter(({ kind }) => kind !== 'unknownValue'),
          [],
        );
        assert.equal(printReadingFile(file, eol), printed);
      }),
      { numRuns: 500 },
    );
  });

  it('finds nothing in an empty object', () => {
    assert.deepEqual(parseReadingFile('{}'), { records: new Map(), extras: new Map(), problems: [], isWhole: true });
  });

  it('takes a text without content for damaged', () => {
    for (const empty of ['', ' \n', '\ufeff'])
      assert.deepEqual(
        [problemsOf(empty), parseReadingFile(empty).isWhole],
        [['1 empty '], false],
        JSON.stringify(empty),
      );
  });

  it('takes a text that was cut off for damaged, wherever that is', () => {
    const printed = print(two);
    for (let length = 0; length < printed.trimEnd().length; length++)
      assert.equal(parseReadingFile(printed.slice(0, length)).isWhole, false, printed.slice(0, length));
  });

  it('takes a time from an impossible future for none', () => {
    const { records: read, isWhole } = parseReadingFile(
      '{ "looms": {"starred":[true,1001],"hidden":[true,1000]} }',
      1000,
    );
    assert.equal(isWhole, true);
    assert.deepEqual(plain(read), [
      [
        'looms',
        [
          ['hidden', 'true', 1000],
          ['starred', 'true', 0],
        ],
      ],
    ]);
  });

  it('reads a limited number of fields and records', () => {
    const fields = Array.from({ length: 2001 }, (_, i) => `"tag:${String(i)}":[true,1]`).join();
    assert.deepEqual(problemsOf(`{ "looms": {${fields}} }`), ['1 tooMany [true,1]']);
  });

  it('complains of what it cannot take, and takes the rest', () => {
    const wrong = `{ "$version": 1
, "looms": {"state":"read","starred":[true,5],"hidden":[true,-1],"note":[1,2,3]}
, "tides": 3
, "kelp": {"state":["skimmed",5],"rating":[3,5]}
, "rivers": {"starred":[true,7]}
}
`;
    assert.deepEqual(problemsOf(wrong), [
      '2 expectedStamped "read"',
      '2 expectedStamped [true,-1]',
      '2 expectedStamped [1,2,3]',
      '3 expectedObject 3',
      '4 unknownValue ["skimmed",5]',
    ]);
    const { records: read, isWhole } = parseReadingFile(wrong);
    assert.equal(isWhole, false);
    assert.deepEqual(plain(read), [
      [
        'kelp',
        [
          ['rating', '3', 5],
          ['state', '"skimmed"', 5],
        ],
      ],
      ['looms', [['starred', 'true', 5]]],
      ['rivers', [['starred', 'true', 7]]],
    ]);
  });

  it('tells where a text is no JSON', () => {
    assert.deepEqual(problemsOf('{ "$version": 1\n, "looms": {"starred":[true,5]}\n'), ['3 notClosed ']);
    assert.deepEqual(problemsOf('{ "$version": 1\n// mine\n}'), ['2 syntax // mine']);
    assert.deepEqual(problemsOf('[1]'), ['1 expectedObject [1]']);
    assert.deepEqual(problemsOf('{"a":'.repeat(200)), ['1 tooDeep {']);
    for (const wrong of ['{', '[1]', '{ "a": 3 }', '{ "a": {} } x'])
      assert.equal(parseReadingFile(wrong).isWhole, false, wrong);
  });

  it('does not take what a newer version wrote for the whole', () => {
    assert.deepEqual(problemsOf('{ "$version": 2 }'), ['1 newerVersion 2']);
    assert.deepEqual(problemsOf('{ "$version": "1" }'), ['1 badVersion "1"']);
    assert.equal(parseReadingFile('{ "$version": 2 }').isWhole, false);
  });

  it('takes the later of what stands there twice', () => {
    const { records: read, problems } = parseReadingFile(
      '{ "looms": {"starred":[true,5],"starred":[false,4]}, "looms": {"starred":[false,3],"state":["read",1]} }',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(plain(read), [
      [
        'looms',
        [
          ['starred', 'true', 5],
          ['state', '"read"', 1],
        ],
      ],
    ]);
  });

  it('tells where Git could not merge, and reads both sides', () => {
    for (const eol of ['\n', '\r\n']) {
      const conflict = [
        '{ "$version": 1',
        '<<<<<<< HEAD',
        ', "looms": {"starred":[true,5]}',
        ', "kelp": {"state":["read",1]}',
        '||||||| 1234567',
        ', "looms": {"starred":[false,1]}',
        '=======',
        ', "looms": {"starred":[false,6]}',
        '>>>>>>> theirs',
        '}',
        '',
      ].join(eol);
      assert.deepEqual(problemsOf(conflict), ['2 conflict <<<<<<< HEAD']);
      const { records: read, isWhole } = parseReadingFile(conflict);
      assert.equal(isWhole, false);
      assert.deepEqual(plain(read), [
        ['kelp', [['state', '"read"', 1]]],
        ['looms', [['starred', 'false', 6]]],
      ]);
    }
  });

  it('has a message for each problem', () => {
    for (const message of Object.values(readingMessages)) assert.match(message, /\.$|: \{0\}$/);
  });

  it('takes any text', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"looms"',
      '"state"',
      '"read"',
      '"$version"',
      '1',
      'null',
      '\n',
      '<<<<<<< a\n',
      '=======\n',
      '>>>>>>> b\n',
      '//',
      '"',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
          fc.string({ unit: 'binary' }),
          fc.json(),
        ),
        (given) => {
          const { problems } = parseReadingFile(given);
          for (const { start, end, line } of problems)
            assert.ok(0 <= start && start <= end && end <= given.length && line >= 1);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes time in proportion to the text', () => {
    for (const piece of [', "a": {"starred":[true,5]}\n', '<<<<<<< a\n', '{', '"'])
      assertLinear((size) => () => parseReadingFile(`{ "$version": 1\n${piece.repeat(size / piece.length)}}`), 20_000);
  });
});

describe('a file merged by Git', function () {
  this.timeout(120_000);
  const hasGit = spawnSync('git', ['--version']).status === 0;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;

  before(async function () {
    if (!hasGit) this.skip();
    folder = await temporaryFolder('reading-file');
  });

  after(async () => {
    if (hasGit) await folder.remove();
  });

  /** What `git merge-file` makes of three texts, and whether it was sure. */
  function merged(
    base: string,
    ours: string,
    theirs: string,
    ...options: string[]
  ): { text: string; isClean: boolean } {
    const names = Object.entries({ ours, base, theirs }).map(([name, content]) => {
      const path = join(folder.path, name);
      writeFileSync(path, content);
      return path;
    });
    const { status, stdout } = spawnSync('git', ['merge-file', '--stdout', ...options, ...names], { encoding: 'utf8' });
    return { text: stdout, isClean: status === 0 };
  }

  const many = (ids: readonly number[], at: number): ReadingRecords =>
    new Map(ids.map((i) => [`paper${String(i).padStart(3, '0')}`, new Map([['starred', { value: true, at }]])]));
  const all = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

  it('is merged cleanly where both sides did something to different papers, with others between them', () => {
    const base = many(
      all(40).map((i) => 2 * i),
      1,
    );
    const [ours, theirs] = [mergeRecords(base, many([10, 21], 2)), mergeRecords(base, many([14, 61, 79], 3))];
    const { text: result, isClean } = merged(print(base), print(ours), print(theirs));
    assert.equal(isClean, true);
    assert.equal(result, print(mergeRecords(ours, theirs)));
  });

  it('is read as all machines would merge it by themselves, whatever each side did', () => {
    const some = fc.tuple(fc.subarray(all(12)), fc.nat(5)).map(([ids, at]) => many(ids, at));
    const unknownToGit = fc.oneof(some, records);
    fc.assert(
      fc.property(some, unknownToGit, unknownToGit, (base, a, b) => {
        const [ours, theirs] = [mergeRecords(base, a), mergeRecords(base, b)];
        const wanted = plain(mergeRecords(ours, theirs));
        const union = parseReadingFile(merged(print(base), print(ours), print(theirs), '--union').text);
        assert.equal(union.isWhole, true);
        assert.deepEqual(plain(union.records), wanted);
        const { text: result, isClean } = merged(print(base), print(ours), print(theirs), '--diff3');
        const file = parseReadingFile(result);
        assert.equal(file.isWhole, isClean);
        assert.equal(
          file.problems.some(({ kind }) => kind === 'conflict'),
          !isClean,
        );
        assert.deepEqual(plain(file.records), wanted);
      }),
      { numRuns: 60 },
    );
  });
});
