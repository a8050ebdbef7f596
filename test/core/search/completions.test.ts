import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { complete, type CompletionSource } from '../../../src/core/search/completions';
import { filterPredicate } from '../../../src/core/search/filters';
import { fields, parseQuery } from '../../../src/core/search/query';
import { nothingFound } from '../../../src/core/topics/classifier';
import { paper } from '../support';

const source: CompletionSource = {
  topics: [
    { id: 'agents', name: 'Agents', papers: 30 },
    { id: 'agent-memory', name: 'Agent Memory', papers: 4 },
    { id: 'multi-agent-systems', name: 'Multi-Agent Systems', papers: 12 },
    { id: 'software-agents', name: 'Software Engineering Agents', papers: 0 },
    { id: 'computer-vision', name: 'Computer Vision', papers: 50 },
    { id: 'society-hci', name: 'People, Education and Society', papers: 7 },
  ],
  organizations: [
    { name: 'Tide Lab', papers: 3 },
    { name: 'Tideland', papers: 9 },
    { name: 'Läser, Inc.', papers: 2 },
    { name: 'The "North" Sea', papers: 1 },
  ],
  dumps: [
    { name: 'dumps/2025-09.txt', papers: 20 },
    { name: 'my dumps/2024.txt', papers: 30 },
  ],
  tags: [
    { name: 'to do', papers: 2 },
    { name: 'Todesfuge', papers: 3 },
    { name: 'old', papers: 0 },
  ],
  years: [
    { year: 2023, papers: 5 },
    { year: 2024, papers: 8 },
    { year: 2019, papers: 0 },
    { year: 1999, papers: 1 },
  ],
};

const queries = (text: string): string[] => complete(text, () => source).map(({ query }) => query);
const labels = (text: string): string[] => complete(text, () => source).map(({ label }) => label);

describe('complete', () => {
  it('offers all fields for an empty text', () => {
    assert.deepEqual(queries(''), ['topic:', 'title:', 'org:', 'in:', 'year:', 'is:', 'tag:']);
    assert.deepEqual(queries('  ')[0], '  topic:');
  });

  it('completes the names of fields', () => {
    assert.deepEqual(
      complete('kelp to', () => source),
      [{ query: 'kelp topic:', label: 'topic:', detail: { kind: 'field', field: 'topic' } }],
    );
    assert.deepEqual(queries('TI'), ['title:']);
    assert.deepEqual(queries('kelp -yea'), ['kelp -year:']);
    assert.deepEqual(labels('kelp -yea'), ['-year:']);
    assert.deepEqual(queries('what is'), ['what is:']);
    for (const text of [
      't',
      '-',
      'to ',
      'kelp ',
      'tox',
      '"to',
      '"to"',
      '"a"to',
      'title:to',
      'author:to',
      '--to',
      'topic::',
    ])
      assert.deepEqual(queries(text), [], text);
  });

  it('completes topics by id and name, those first that begin so, then those of most papers', () => {
    assert.deepEqual(complete('kelp topic:ag', () => source)[0], {
      query: 'kelp topic:agents ',
      label: 'topic:agents',
      detail: { kind: 'topic', name: 'Agents', papers: 30 },
    });
    assert.deepEqual(queries('topic:ag'), ['topic:agents ', 'topic:agent-memory ', 'topic:multi-agent-systems ']);
    assert.deepEqual(queries('-Topic:ÉDU'), ['-Topic:society-hci ']);
    assert.deepEqual(queries('topic:"computer v'), ['topic:computer-vision ']);
    assert.deepEqual(queries('topic:computer-v'), ['topic:computer-vision ']);
    assert.deepEqual(queries('topic:').length, 5);
    assert.deepEqual(queries('topic:gents'), []);
  });

  it('completes the last value of a list, and offers none again', () => {
    assert.deepEqual(queries('x topic:agents,comp'), ['x topic:agents,computer-vision ']);
    assert.deepEqual(labels('x topic:agents,comp'), ['topic:agents,computer-vision']);
    assert.deepEqual(queries('topic:agents,ag'), ['topic:agents,agent-memory ', 'topic:agents,multi-agent-systems ']);
    assert.deepEqual(queries('org:"Tide Lab",ti'), ['org:"Tide Lab",Tideland ']);
    assert.deepEqual(queries('is:new,st'), []);
  });

  it('completes organisations, dumps, years and states', () => {
    assert.deepEqual(queries('org:tide'), ['org:Tideland ', 'org:"Tide Lab" ']);
    assert.deepEqual(queries('org:inc'), ['org:"Läser, Inc." ']);
    assert.deepEqual(queries('org:sea'), ['org:"The  North  Sea" ']);
    assert.deepEqual(queries('in:20'), ['in:"my dumps/2024.txt" ', 'in:dumps/2025-09.txt ']);
    assert.deepEqual(queries('in:dumps/2025'), ['in:dumps/2025-09.txt ']);
    assert.deepEqual(queries('year:20'), ['year:2024 ', 'year:2023 ']);
    assert.deepEqual(queries('year:'), ['year:2024 ', 'year:2023 ', 'year:1999 ']);
    assert.deepEqual(queries('year:2021..20'), []);
    assert.deepEqual(
      complete('is:S', () => source),
      [{ query: 'is:starred ', label: 'is:starred', detail: { kind: 'state', state: 'starred' } }],
    );
    assert.deepEqual(
      queries('is:'),
      ['new', 'unread', 'queued', 'read', 'starred', 'hidden'].map((state) => `is:${state} `),
    );
    assert.deepEqual(queries('tag:to'), ['tag:Todesfuge ', 'tag:"to do" ']);
    assert.deepEqual(queries('tag:old'), []);
    assert.deepEqual(complete('org:la', () => source)[0]?.detail, { kind: 'org', name: 'Läser, Inc.', papers: 2 });
    assert.deepEqual(
      complete('year:2023', () => source),
      [],
    );
  });

  it('has nothing to say where the value is the only possibility', () => {
    for (const text of [
      'topic:computer-vision',
      'topic:Computer-Vision',
      'org:tideland',
      'is:new',
      'year:1999',
      'org:"Tide Lab"',
      'topic:agents ',
      'topic: ',
    ])
      assert.deepEqual(queries(text), [], text);
    const organizations = [
      { name: 'Tide', papers: 1 },
      { name: 'Tide Lab', papers: 3 },
    ];
    assert.deepEqual(
      complete('org:tide', () => ({ ...source, organizations })).map(({ query }) => query),
      ['org:"Tide Lab" ', 'org:Tide '],
    );
  });

  it('offers eight values at most', () => {
    const years = Array.from({ length: 30 }, (_, i) => ({ year: 2000 + i, papers: i }));
    const found = complete('year:2', () => ({ ...source, years }));
    assert.deepEqual(
      found.map(({ label }) => label),
      [29, 28, 27, 26, 25, 24, 23, 22].map((i) => `year:20${String(i)}`),
    );
  });

  it('asks for values only where they are needed', () => {
    const unasked = (): CompletionSource => assert.fail();
    for (const text of ['', 'to', 'kelp', 'kelp ', 'is:s', 'title:ke', 'topic:agents ', '"x']) complete(text, unasked);
  });

  it('makes queries that find what was chosen', () => {
    const name = fc
      .string({ unit: fc.constantFrom('a', 'É', ' ', '"', '“', '»', ',', '-', '\\', 'ß', '{'), minLength: 1 })
      .map((text) => `k${text}`);
    fc.assert(
      fc.property(name, (org) => {
        const [found] = complete('x org:k', () => ({ ...source, organizations: [{ name: org, papers: 1 }] }));
        if (!found) return assert.equal(org, 'k');
        const { filters, problems } = parseQuery(found.query);
        const passes = filterPredicate(filters, {
          topics: [],
          topicOf: () => nothingFound,
          is: () => false,
          tagsOf: () => [],
        });
        assert.deepEqual([filters.length, problems], [1, []]);
        assert.ok(passes({ ...paper('x'), organization: { slug: 'none', name: org } }), found.query);
        assert.deepEqual(
          complete(found.query, () => source),
          [],
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('takes any text and only adds to what stands before the last part', () => {
    const pieces = fc.constantFrom(
      ...fields.map((field) => `${field}:`),
      'to',
      '-',
      '"',
      '“',
      ',',
      ' ',
      'ag',
      '20',
      'n',
      'é',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        for (const { query, label } of complete(text, () => source)) {
          assert.ok(query.trimEnd().endsWith(label));
          assert.ok(text.startsWith(query.slice(0, query.trimEnd().length - label.length)));
          assert.notEqual(query, text);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
