import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enlarge, misspelt } from '../../tools/bench/corpus';
import { ownEngines, ownName } from '../../tools/bench/engines';
import { queryKinds, queryMix, type QueryKind } from '../../tools/bench/queries';
import { engineTable, quantile, type EngineResult, type MixTimes } from '../../tools/bench/report';
import { generatePapers } from '../../tools/generate';
import { randomNumbers } from '../../tools/random';

const papers = generatePapers(300);

describe('Queries of the benchmark', () => {
  const mix = queryMix(papers, 8);
  const ofKind = (kind: QueryKind): string[] => mix.filter((query) => query.kind === kind).map(({ text }) => text);
  const words = papers.map(({ title, abstract }) => new Set(`${title} ${abstract}`.toLowerCase().match(/\p{L}+/gu)));
  const inOnePaper = (query: readonly string[]): boolean =>
    words.some((known) => query.every((word) => known.has(word)));

  it('are the same at every run, and others for another seed', () => {
    assert.deepEqual(queryMix(papers, 8), mix);
    assert.notDeepEqual(queryMix(papers, 8, 4), mix);
  });

  it('are the same whatever comes after the first papers', () => {
    const many = generatePapers(1_200);
    assert.deepEqual(queryMix(many, 4), queryMix(many.slice(0, 1_000), 4));
  });

  it('are as many of each kind, the kinds in turn', () => {
    assert.deepEqual(
      mix.map(({ kind }) => kind),
      Array.from({ length: 8 }, () => queryKinds).flat(),
    );
    assert.equal(new Set(mix.map(({ text }) => text)).size, mix.length);
  });

  it('are one word, or three of one paper', () => {
    for (const text of ofKind('word')) assert.ok(/^\p{L}{4,}$/u.test(text) && inOnePaper([text]), text);
    for (const text of ofKind('words')) assert.ok(text.split(' ').length === 3 && inOnePaper(text.split(' ')), text);
  });

  it('are a word and the beginning of another one of the same paper', () => {
    for (const text of ofKind('prefix')) {
      const [first = '', last = ''] = text.split(' ');
      assert.equal(text.split(' ').length, 2);
      assert.ok(
        last.length >= 3 &&
          words.some((known) => known.has(first) && [...known].some((word) => word !== last && word.startsWith(last))),
        text,
      );
    }
  });

  it('are three words of which one is of no paper', () => {
    for (const text of ofKind('typo')) {
      assert.equal(text.split(' ').length, 3);
      assert.equal(text.split(' ').filter((word) => !inOnePaper([word])).length, 1, text);
    }
  });

  it('are three words of an abstract next to each other, in quotes', () => {
    for (const text of ofKind('phrase')) {
      assert.match(text, /^"\p{L}+ \p{L}+ \p{L}+"$/u);
      assert.ok(
        papers.some(({ abstract }) => ` ${abstract.toLowerCase()} `.includes(` ${text.slice(1, -1)} `)),
        text,
      );
    }
  });

  it('are a word of no paper', () => {
    for (const text of ofKind('nothing')) assert.ok(!inOnePaper([text]), text);
  });
});

describe('Corpus of the benchmark', () => {
  it('is cut to the papers asked for', () => {
    assert.deepEqual(enlarge(papers, 10), papers.slice(0, 10));
  });

  it('is enlarged by papers that differ from each other, as long and the same at every run', () => {
    const [few, many] = [papers.slice(0, 20), enlarge(papers.slice(0, 20), 100)];
    assert.deepEqual(many.slice(0, 20), few);
    assert.equal(new Set(many.map(({ title }) => title)).size, 100);
    assert.equal(new Set(many.map(({ abstract }) => abstract)).size, 100);
    for (const [i, { abstract }] of many.entries())
      assert.equal(abstract.split(' ').length, few[i % 20]?.abstract.split(' ').length);
    assert.deepEqual(enlarge(few, 100), many);
  });

  it('has a few new words in each added paper', () => {
    const known = new Set(papers.slice(0, 20).flatMap(({ abstract }) => abstract.split(' ')));
    for (const { abstract } of enlarge(papers.slice(0, 20), 60).slice(20)) {
      assert.ok(abstract.split(' ').filter((word) => !known.has(word)).length <= 1);
    }
  });

  it('refuses to make papers of none', () => {
    assert.throws(() => enlarge([], 1), /no papers/);
  });

  it('misspells a word of any length by one letter', () => {
    const random = randomNumbers();
    for (const word of ['', 'a', 'ab', 'aaa', 'learning']) {
      for (let i = 0; i < 50; i++) {
        const changed = misspelt(word, random);
        assert.notEqual(changed, word);
        assert.ok(
          Math.abs(changed.length - word.length) <= 1 && changed.startsWith(word.charAt(0)),
          `${word}, ${changed}`,
        );
      }
    }
  });
});

describe('Our engines in the benchmark', () => {
  it('have ours first, and answer after a restart as before', async () => {
    const few = papers.slice(0, 50);
    const folder = await mkdtemp(join(tmpdir(), 'paper-digest-test-'));
    try {
      const engines = ownEngines(folder);
      assert.equal(engines[0]?.name, ownName);
      for (const engine of engines) {
        await engine.build(few);
        const answers = async (): Promise<number[]> =>
          Promise.all(queryMix(few, 2).map(({ text, kind }) => engine.search(text, kind)));
        const before = await answers();
        assert.ok(
          before.some((count) => count > 0),
          engine.name,
        );
        await engine.save?.();
        assert.ok(
          (await answers()).every((count) => count === 0),
          engine.name,
        );
        await engine.restart?.();
        assert.deepEqual(await answers(), before, engine.name);
        engine.close();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('Table of the benchmark', () => {
  const mix = (p50: number, p95: number, queries = 120): MixTimes => ({ p50, p95, queries, of: 120, kinds: {} });
  const results: EngineResult[] = [
    { engine: 'Paper Digest', build: 1_234, memory: 40e6, restart: 12, mix: mix(0.5, 4) },
    { engine: 'Slow', note: 'titles only', build: 2.25, memory: 0, mix: mix(700, 1_500, 12) },
    { engine: 'Endless', stopped: { phase: 'build', why: 'over 180 s' } },
    {
      engine: 'Broken',
      build: 10,
      memory: 1e9,
      mix: mix(1, 2),
      stopped: { phase: 'restart', why: 'failed', message: 'Invalid string length' },
    },
  ];

  it('has a line for each engine with its times beside ours, and remarks below', () => {
    assert.deepEqual(engineTable({ papers: 20_000, engines: results }, 'Paper Digest').split('\n'), [
      '20,000 papers       build   memory  restart       p50     p95  p95 × ours',
      'Paper Digest       1.23 s    40 MB  12.0 ms   0.50 ms  4.0 ms         1.0',
      'Slow               2.3 ms     0 MB        –  700.0 ms  1.50 s         375',
      'Endless        over 180 s        –        –         –       –           –',
      'Broken            10.0 ms  1000 MB   failed    1.0 ms  2.0 ms         0.5',
      '  Slow: titles only; 12 of 120 queries, for time',
      '  Broken: Invalid string length',
    ]);
  });

  it('has a digit that tells where another engine is far quicker', () => {
    const quick: EngineResult = { engine: 'Quick', build: 1, mix: mix(0.01, 0.012) };
    assert.match(
      engineTable({ papers: 1, engines: [...results.slice(0, 1), quick] }, 'Paper Digest'),
      /0\.01 ms +0\.003\n?/,
    );
  });

  it('has no comparison where ours was not measured', () => {
    const [header, ...lines] = engineTable({ papers: 100, engines: results.slice(1, 2) }, 'Paper Digest').split('\n');
    assert.equal(header, '100 papers   build  memory  restart       p50     p95');
    assert.equal(lines[0], 'Slow        2.3 ms    0 MB        –  700.0 ms  1.50 s');
  });

  it('says why there are no times where the mix or the reading was stopped', () => {
    const stopped = (phase: 'mix' | 'read'): EngineResult => ({
      engine: 'E',
      ...(phase === 'mix' ? { build: 5, memory: 1e6 } : {}),
      stopped: { phase, why: 'out of memory' },
    });
    assert.match(
      engineTable({ papers: 1, engines: [stopped('mix')] }, 'Paper Digest'),
      /E +5\.0 ms +1 MB +– +out of memory +out of memory$/,
    );
    assert.match(
      engineTable({ papers: 1, engines: [stopped('read')] }, 'Paper Digest'),
      /E +out of memory +– +– +– +–$/,
    );
  });

  it('takes p50 and p95 of as many times as there are', () => {
    assert.equal(quantile([3], 0.95), 3);
    assert.equal(
      quantile(
        Array.from({ length: 100 }, (_, i) => 100 - i),
        0.95,
      ),
      96,
    );
    assert.ok(Number.isNaN(quantile([], 0.5)));
  });
});
