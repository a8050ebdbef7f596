import { strict as assert } from 'node:assert';
import { drain } from '../../../src/core/steps';
import { hash32 } from '../../../src/core/text/hash';
import type { TopicAssignment } from '../../../src/core/topics/classifier';
import type { Taxonomy } from '../../../src/core/topics/taxonomy';
import { paperKey, TopicMemory, topicsVersion } from '../../../src/core/topics/topicMemory';
import { TopicTable } from '../../../src/core/topics/topicTable';
import { manyPapers } from '../invented';
import { paper } from '../support';
import { modelOf, otherAreas } from './smallModel';

const papers = manyPapers(6_000).map(({ title, abstract }, i) => paper(title, abstract, `p${String(i)}`));
const assignment = (i: number): TopicAssignment => ({
  topic: `area-${String(i % 40)}`,
  subtopic: i % 2 ? `topic-${String(i)}` : null,
  topics: ['other'],
  why: ['sparse memory'],
  certainty: 1 / (i + 3),
});
const settled = papers.map((one, i) => [one, assignment(i)] as const);
const { written } = drain(new TopicMemory().collect('basis', settled));

describe('TopicMemory', () => {
  it('recalls what was settled, from several shards in any order', () => {
    assert.ok(written.length > 1);
    const memory = new TopicMemory();
    for (const shard of [...written].reverse()) assert.ok(memory.read(shard));
    const recalled = memory.recall(() => 'basis');
    assert.deepEqual(
      papers.map((one) => recalled?.get(paperKey(one))),
      settled.map(([, found]) => found),
    );
    assert.equal(
      memory.recall(() => 'another basis'),
      null,
    );
    assert.deepEqual(drain(memory.collect('basis', [...settled].reverse())), { written: [], removed: [] });
  });

  it('recalls nothing of a set that is not whole, and writes it again', () => {
    for (const [i] of written.entries()) {
      const memory = new TopicMemory();
      const left = written.filter((_, other) => other !== i);
      for (const shard of left) assert.ok(memory.read(shard));
      assert.equal(
        memory.recall(() => 'basis'),
        null,
      );
      assert.deepEqual(drain(memory.collect('basis', settled)), { written, removed: [] });
    }
  });

  it('writes another set in place of the one before', () => {
    const memory = new TopicMemory();
    for (const shard of written) memory.read(shard);
    assert.equal(memory.read({ name: 'damaged.topics', bytes: new Uint8Array(9) }), false);
    const change = drain(memory.collect('basis', settled.slice(1)));
    assert.deepEqual([...change.removed].sort(), ['damaged.topics', ...written.map(({ name }) => name)].sort());
    const back = drain(memory.collect('basis', settled));
    assert.deepEqual(back, { written, removed: change.written.map(({ name }) => name) });
    assert.deepEqual(drain(memory.collect('basis', settled)), { written: [], removed: [] });
  });

  it('tells sets of two times apart', () => {
    const memory = new TopicMemory();
    const older = drain(new TopicMemory().collect('basis', settled.slice(0, 10)));
    for (const shard of [...older.written, ...written]) memory.read(shard);
    assert.equal(memory.recall(() => 'basis')?.size, 10);
    assert.deepEqual(drain(memory.collect('basis', settled)), {
      written: [],
      removed: older.written.map(({ name }) => name),
    });
  });
});

describe('topicsVersion', () => {
  it('is raised whenever the same papers get other topics', () => {
    const taxonomy: Taxonomy = {
      version: 1,
      areas: [
        {
          id: 'rivers',
          name: 'Rivers',
          definition: '',
          phrases: { 'river gauge': 4, tidal: 2 },
          titlePhrases: { forecasting: 3 },
          topics: [{ id: 'gauges', name: 'Gauges', definition: '', phrases: { gauge: 3 } }],
        },
        {
          id: 'bees',
          name: 'Bees',
          definition: '',
          phrases: { beehive: 4, acoustic: 2, 'drift itself': -2 },
          topics: [],
        },
        {
          id: 'signs',
          name: 'Signs',
          definition: '',
          phrases: { 'sign language': 4, transcript: 1 },
          acronyms: { GPU: 1 },
          topics: [],
        },
        ...otherAreas(20),
      ],
    };
    const areas = taxonomy.areas.map(({ id }) => id);
    const table = new TopicTable(
      taxonomy,
      modelOf(areas, { terms: { sensor: { rivers: 2 }, 'whole slide': { signs: 3 }, memory: { bees: 1 } } }),
    );
    const some = papers.slice(0, 300);
    for (const one of some) table.add(one);
    drain(table.settle());
    const found = some.map((one) => ({ ...table.of(one), certainty: table.of(one).certainty.toFixed(6) }));
    const golden: Readonly<Record<number, number>> = { 1: 2_497_715_019 };
    assert.equal(
      hash32(JSON.stringify(found)),
      golden[topicsVersion],
      'Topics are others than with this version: raise topicsVersion and record the hash here under it.',
    );
  });
});
