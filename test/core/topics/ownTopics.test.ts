import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import schema from '../../../src/core/topics/ownTopics.schema.json';
import {
  addPhrasesEdit,
  ownTopicsMessages,
  ownWeight,
  parseOwnTopics,
  syntaxProblems,
  withOwnTopics,
} from '../../../src/core/topics/ownTopics';
import type { OwnTopic, OwnTopicsProblemKind } from '../../../src/core/topics/ownTopics';
import { builtInTaxonomy, maximumWeight, topicsOf, validateTaxonomy } from '../../../src/core/topics/taxonomy';
import type { Taxonomy, TopicEntry } from '../../../src/core/topics/taxonomy';

const taxonomy: Taxonomy = {
  version: 1,
  areas: [
    {
      ...{ id: 'birds', name: 'Birds', definition: 'About birds.', phrases: { feather: 2 } },
      topics: [{ id: 'ducks', name: 'Ducks', definition: 'About ducks.', phrases: { mallard: 3 } }],
    },
    { id: 'fish', name: 'Fish', definition: 'About fish.', phrases: { fin: 2 }, topics: [] },
  ],
};

const nothing = { phrases: {}, titlePhrases: {}, acronyms: {} };
const parse = (text: string): ReturnType<typeof parseOwnTopics> => parseOwnTopics(text, taxonomy);
const parseTopics = (topics: string): ReturnType<typeof parseOwnTopics> => parse(`{ "topics": [${topics}] }`);

describe('parseOwnTopics', () => {
  it('reads new areas, new finer topics and additions to built-in ones', () => {
    const { topics, hidden, problems } = parse(`// mine
{
  "$schema": "x",
  "topics": [
    { "id": "reading-group", "name": "Reading Group", "definition": "Ours.", "phrases": ["lottery ticket"], "acronyms": ["LTH"] },
    { "id": "geese", "name": "Geese", "parent": "birds", "phrases": { "wild goose": 5, "goose bump": -2.5 }, "titlePhrases": { "honk": 1 } },
    { "id": "ducks", "name": "Dabblers", "phrases": ["teal"], }, /* one more */
  ],
  "hidden": ["fish", "geese"],
}`);
    assert.deepEqual(problems, []);
    assert.deepEqual(topics, [
      {
        ...nothing,
        id: 'reading-group',
        name: 'Reading Group',
        definition: 'Ours.',
        parent: null,
        phrases: { 'lottery ticket': ownWeight },
        acronyms: { LTH: ownWeight },
      },
      {
        ...nothing,
        id: 'geese',
        name: 'Geese',
        definition: null,
        parent: 'birds',
        phrases: { 'wild goose': 5, 'goose bump': -2.5 },
        titlePhrases: { honk: 1 },
      },
      { ...nothing, id: 'ducks', name: 'Dabblers', definition: null, parent: 'birds', phrases: { teal: ownWeight } },
    ]);
    assert.deepEqual(hidden, ['fish', 'geese']);
  });

  it('finds nothing in a text without content', () => {
    for (const text of ['', ' \n', '// later\n', '{}', '{ "topics": [], "hidden": [] }']) {
      assert.deepEqual(parse(text), { topics: [], hidden: [], problems: [] });
    }
  });

  it('takes an area that is declared further down as a parent', () => {
    const { topics, problems } = parseTopics(
      '{ "id": "bats", "name": "Bats", "parent": "mammals" }, { "id": "mammals", "name": "Mammals" }',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      topics.map(({ id, parent }) => [id, parent]),
      [
        ['bats', 'mammals'],
        ['mammals', null],
      ],
    );
  });

  for (const [kind, text, place, ids] of [
    ['syntax', '{ "topics": [{ "id": "ducks" }], hidden: [] }', 'hidden', ['ducks']],
    ['commaMissing', '{ "topics": [{ "id": "ducks" } { "id": "fish" }] }', '{ "id": "fish"', ['ducks', 'fish']],
    ['notClosed', '{ "topics": [{ "id": "ducks" }]', '', ['ducks']],
    ['tooDeep', `${' ['.repeat(100)} {${'['.repeat(100)}`, '{', []],
    ['expectedObject', '[]', '[]', []],
    ['expectedObject', '{ "topics": ["ducks", { "id": "fish" }] }', '"ducks"', ['fish']],
    ['expectedList', '{ "topics": { "id": "ducks" } }', '{ "id"', []],
    ['expectedList', '{ "hidden": "fish" }', '"fish"', []],
    ['expectedText', '{ "topics": [{ "id": 3 }] }', '3', []],
    ['expectedText', '{ "topics": [{ "id": "ducks", "name": " " }] }', '" "', ['ducks']],
    ['expectedText', '{ "topics": [{ "id": "ducks", "definition": null }] }', 'null', ['ducks']],
    ['expectedText', '{ "topics": [{ "id": "bats", "name": "Bats", "parent": 1 }] }', '1', []],
    ['expectedText', '{ "topics": [{ "id": "ducks", "phrases": ["teal", 3] }] }', '3', ['ducks']],
    ['expectedPhrases', '{ "topics": [{ "id": "ducks", "phrases": "teal" }] }', '"teal"', ['ducks']],
    ['unknownKey', '{ "topic": [] }', '"topic"', []],
    ['unknownKey', '{ "topics": [{ "id": "ducks", "phrase": [] }] }', '"phrase"', ['ducks']],
    ['twice', '{ "topics": [], "topics": [{ "id": "ducks" }] }', '"topics": [{', []],
    [
      'twice',
      '{ "topics": [{ "id": "fish" }, { "id": "ducks" }, { "id": "ducks", "name": "D" }] }',
      '"ducks", "name"',
      ['fish', 'ducks'],
    ],
    [
      'twice',
      '{ "topics": [{ "id": "ducks", "phrases": ["wild-goose", "Wild Geese", "wild gooses"] }] }',
      '"wild gooses"',
      ['ducks'],
    ],
    ['twice', '{ "hidden": ["fish", "ducks", "fish"] }', '"fish"]', []],
    ['noId', '{ "topics": [{ "name": "Bats" }] }', '{ "name"', []],
    ['badId', '{ "topics": [{ "id": "Big Bats", "name": "Bats" }] }', '"Big', []],
    ['badId', '{ "topics": [{ "id": "unsorted", "name": "Bats" }] }', '"unsorted"', []],
    ['badId', `{ "topics": [{ "id": "${'a'.repeat(61)}", "name": "Bats" }] }`, '"aaa', []],
    ['noName', '{ "topics": [{ "id": "bats", "phrases": ["bat"] }] }', '"bats"', []],
    ['unknownParent', '{ "topics": [{ "id": "bats", "name": "Bats", "parent": "mammals" }] }', '"mammals"', []],
    ['parentNotArea', '{ "topics": [{ "id": "bats", "name": "Bats", "parent": "ducks" }] }', '"ducks"', []],
    ['parentNotArea', '{ "topics": [{ "id": "bats", "name": "Bats", "parent": "bats" }] }', '"bats" }', []],
    ['otherParent', '{ "topics": [{ "id": "ducks", "parent": "fish" }] }', '"fish"', ['ducks']],
    ['otherParent', '{ "topics": [{ "id": "birds", "parent": "fish" }] }', '"fish"', ['birds']],
    ['badWeight', '{ "topics": [{ "id": "ducks", "phrases": { "teal": 0 } }] }', '0', ['ducks']],
    ['badWeight', '{ "topics": [{ "id": "ducks", "acronyms": { "TEAL": 5.01 } }] }', '5.01', ['ducks']],
    ['badWeight', '{ "topics": [{ "id": "ducks", "titlePhrases": { "teal": "3" } }] }', '"3"', ['ducks']],
    ['noWord', '{ "topics": [{ "id": "ducks", "phrases": ["--"] }] }', '"--"', ['ducks']],
    ['noWord', `{ "topics": [{ "id": "ducks", "phrases": { "${'quack'.repeat(20)}": 2 } }] }`, '"quack', ['ducks']],
    ['unknownHidden', '{ "hidden": ["bats"] }', '"bats"', []],
  ] satisfies [OwnTopicsProblemKind, string, string, string[]][]) {
    it(`says ${kind} of ${text.slice(0, 80)}`, () => {
      const result = parse(text);
      const [problem] = result.problems;
      assert.equal(result.problems.length, 1, JSON.stringify(result.problems));
      assert.equal(problem?.kind, kind);
      assert.equal(problem.start, place === '' ? text.length : text.indexOf(place));
      const shifted = parse(`\r\n// first\r\n${text}`).problems[0];
      assert.deepEqual([shifted?.start, shifted?.line], [problem.start + 12, problem.line + 2]);
      assert.deepEqual(
        result.topics.map(({ id }) => id),
        ids,
      );
    });
  }

  it('tells each kind of problem in words', () => {
    for (const message of Object.values(ownTopicsMessages)) assert.match(message, /^[A-Z].*(?:\.|\{0\})$/);
    for (const kind of syntaxProblems) assert.ok(kind in ownTopicsMessages);
  });

  it('keeps excerpts short and harmless', () => {
    const { problems } = parseTopics(
      `{ "id": "ducks", "phrases": { "teal": "\u202e${'teal '.repeat(900)}" }, "kind\\u0007of\u2066": 1 }`,
    );
    for (const { excerpt } of problems)
      assert.ok(excerpt.length <= 60 && !/[\u0000-\u001f\u202e\u2066]/.test(excerpt), excerpt);
    assert.equal(problems.length, 2);
  });

  it('takes keys of the language itself as phrases like others', () => {
    const { topics, problems } = parseTopics(
      '{ "id": "ducks", "phrases": { "__proto__": 2, "constructor": 3, "toString": 1 } }',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(Object.keys(topics[0]?.phrases ?? {}), ['__proto__', 'constructor', 'toString']);
  });

  it('never throws, and gives every complaint a place in the text', () => {
    const token = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"id"',
      '"topics"',
      '"ducks"',
      '"phrases"',
      '"hidden"',
      '3',
      'null',
      '//',
      '/*',
      '*/',
      '\n',
      '\r\n',
      '"',
      '\\u',
      '-',
    );
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join(' ')),
    );
    const broken = fc.tuple(noise, fc.nat(200)).map(([text, at]) => {
      const sound =
        '{ "topics": [{ "id": "ducks", "phrases": { "teal": 2 } }, { "id": "bats", "name": "Bats" }],\n "hidden": ["fish"] }';
      return sound.slice(0, at) + text + sound.slice(at + 1);
    });
    fc.assert(
      fc.property(fc.oneof(noise, broken, fc.json()), (text) => {
        const { topics, problems } = parse(text);
        for (const { start, end, line } of problems) {
          assert.ok(0 <= start && start <= end && end <= text.length);
          assert.equal(line, text.slice(0, start).split(/\r\n|\r(?!\n)|\n/).length);
        }
        sound(withOwnTopics(taxonomy, topics));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads much nonsense without going deep', () => {
    for (const text of ['[', '{"a":', '/*', '"\\u', '{"topics":[{', ']', '//']) parse(text.repeat(20_000));
  });
});

/** Checks that a taxonomy is one in all respects, with what the user added and without. */
function sound(merged: Taxonomy): void {
  const plain = ({ own: _own, ...entry }: TopicEntry): TopicEntry => entry;
  const areas = merged.areas.map((area) => ({ ...plain(area), topics: area.topics.map(plain) }));
  assert.deepEqual(validateTaxonomy({ ...merged, areas }), []);
  for (const { own } of merged.areas.flatMap((area) => [area, ...area.topics] as TopicEntry[])) {
    for (const weights of [own?.phrases, own?.titlePhrases, own?.acronyms]) {
      for (const weight of Object.values(weights ?? {})) assert.ok(weight !== 0 && Math.abs(weight) <= maximumWeight);
    }
  }
}

describe('withOwnTopics', () => {
  const topic = (changes: Partial<OwnTopic> & { readonly id: string }): OwnTopic => ({
    ...nothing,
    name: null,
    definition: null,
    parent: null,
    ...changes,
  });

  it('puts new areas and new finer topics first and leaves the base as it was', () => {
    const before = structuredClone(taxonomy);
    const merged = withOwnTopics(taxonomy, [
      topic({ id: 'geese', name: 'Geese', parent: 'birds', phrases: { goose: 3 } }),
      topic({ id: 'mammals', name: 'Mammals' }),
      topic({ id: 'bats', name: 'Bats', parent: 'mammals' }),
      topic({ id: 'swans', name: 'Swans', parent: 'birds' }),
      topic({ id: 'insects', name: 'Insects', definition: 'Six legs.' }),
    ]);
    assert.deepEqual(
      topicsOf(merged).map(({ id }) => id),
      ['mammals', 'bats', 'insects', 'birds', 'geese', 'swans', 'ducks', 'fish'],
    );
    assert.deepEqual(merged.areas[2]?.topics[0], {
      id: 'geese',
      name: 'Geese',
      definition: 'goose',
      phrases: {},
      own: { ...nothing, phrases: { goose: 3 } },
    });
    assert.deepEqual(
      merged.areas.slice(0, 2).map(({ definition }) => definition),
      ['Mammals', 'Six legs.'],
    );
    assert.deepEqual(taxonomy, before);
    sound(merged);
  });

  it('renames built-in topics and adds to them', () => {
    const [birds] = withOwnTopics(taxonomy, [
      topic({ id: 'birds', name: 'Fowl', acronyms: { RSPB: 4 } }),
      topic({ id: 'ducks', definition: 'Quack.' }),
    ]).areas;
    assert.deepEqual(
      [birds?.name, birds?.definition, birds?.phrases, birds?.own],
      ['Fowl', 'About birds.', { feather: 2 }, { ...nothing, acronyms: { RSPB: 4 } }],
    );
    assert.deepEqual([birds?.topics[0]?.name, birds?.topics[0]?.definition], ['Ducks', 'Quack.']);
  });

  it('joins what several folders say of a topic; the first counts', () => {
    const merged = withOwnTopics(taxonomy, [
      topic({ id: 'bats', name: 'Bats', parent: 'birds', phrases: { 'fruit bat': 2 } }),
      topic({ id: 'bats', name: 'Flying Mice', definition: 'Not birds.', phrases: { 'Fruit-Bats': 5, vampire: 1 } }),
    ]);
    assert.deepEqual(merged.areas[0], {
      id: 'bats',
      name: 'Bats',
      definition: 'Not birds.',
      phrases: {},
      own: { ...nothing, phrases: { 'fruit bat': 2, vampire: 1 } },
      topics: [],
    });
    assert.equal(topicsOf(merged).filter(({ id }) => id === 'bats').length, 1);
  });

  it('passes over topics of an area that is not there, and gives the base back where there is nothing', () => {
    assert.deepEqual(withOwnTopics(taxonomy, [topic({ id: 'bats', name: 'Bats', parent: 'mammals' })]), taxonomy);
    assert.equal(withOwnTopics(taxonomy, []), taxonomy);
  });

  it('leaves the built-in taxonomy sound', () => {
    const [area] = builtInTaxonomy.areas;
    const { topics, problems } = parseOwnTopics(
      `{ "topics": [{ "id": "kites", "name": "Kites", "phrases": ["kite string"] }, { "id": "knots", "name": "Knots", "parent": "${area?.id}" }] }`,
      builtInTaxonomy,
    );
    assert.deepEqual(problems, []);
    const merged = withOwnTopics(builtInTaxonomy, topics);
    sound(merged);
    assert.deepEqual(
      topicsOf(merged)
        .slice(0, 3)
        .map(({ id }) => id),
      ['kites', area?.id, 'knots'],
    );
  });
});

describe('addPhrasesEdit', () => {
  const bats = { id: 'bats', name: 'Bats' };

  it('writes a fresh file', () => {
    const fresh =
      '{\n  "topics": [\n    {\n      "id": "bats",\n      "name": "Bats",\n      "phrases": ["fruit bat", "vampire"]\n    }\n  ]\n}\n';
    assert.equal(addPhrasesEdit('', bats, ['fruit bat', 'vampire']), fresh);
    assert.equal(
      addPhrasesEdit('// mine\n\n', bats, ['fruit bat', 'Vampires', 'vampire ']),
      `// mine\n${fresh.replace('"vampire"', '"Vampires"')}`,
    );
  });

  for (const [title, text, expected] of [
    [
      'goes on with a list on one line',
      '{ "topics": [{ "id": "bats", "phrases": ["a"] }] }',
      '{ "topics": [{ "id": "bats", "phrases": ["a", "fruit bat"] }] }',
    ],
    [
      'goes on with a list that ends in a comma',
      '{ "topics": [{ "id": "bats", "phrases": ["a", ] }] }',
      '{ "topics": [{ "id": "bats", "phrases": ["a", "fruit bat", ] }] }',
    ],
    [
      'goes on with an object',
      '{ "topics": [{ "id": "bats", "phrases": { "a": 5 } }] }',
      '{ "topics": [{ "id": "bats", "phrases": { "a": 5, "fruit bat": 3 } }] }',
    ],
    [
      'begins a list',
      '{ "topics": [{ "id": "bats", "phrases": [] }] }',
      '{ "topics": [{ "id": "bats", "phrases": ["fruit bat"] }] }',
    ],
    ['adds a list', '{ "topics": [{ "id": "bats" }] }', '{ "topics": [{ "id": "bats", "phrases": ["fruit bat"] }] }'],
    [
      'leaves comments with what they are about',
      '{"topics": [{ "id": "bats", "phrases": [\r\n\t"a", // one\r\n\t"b" /* two */ // three\r\n] }]}',
      '{"topics": [{ "id": "bats", "phrases": [\r\n\t"a", // one\r\n\t"b", /* two */ // three\r\n\t"fruit bat"\r\n] }]}',
    ],
    [
      'does not add what is there',
      '{ "topics": [{ "id": "bats", "phrases": { "Fruit-Bats": -2 } }] }',
      '{ "topics": [{ "id": "bats", "phrases": { "Fruit-Bats": -2 } }] }',
    ],
    [
      'adds an entry after the last',
      '{\n\t"topics": [\n\t\t{ "id": "fish" }, // wet\n\t],\n}',
      '{\n\t"topics": [\n\t\t{ "id": "fish" }, // wet\n\t\t{\n\t\t\t"id": "bats",\n\t\t\t"name": "Bats",\n\t\t\t"phrases": ["fruit bat"]\n\t\t},\n\t],\n}',
    ],
    [
      'adds an entry to an empty list',
      '{\n  "topics": [\n    // none\n  ]\n}',
      '{\n  "topics": [\n    {\n      "id": "bats",\n      "name": "Bats",\n      "phrases": ["fruit bat"]\n    },\n    // none\n  ]\n}',
    ],
    [
      'adds the list of topics',
      '{\n  "hidden": ["fish"]\n}',
      '{\n  "hidden": ["fish"],\n  "topics": [\n    {\n      "id": "bats",\n      "name": "Bats",\n      "phrases": ["fruit bat"]\n    }\n  ]\n}',
    ],
  ] as const) {
    it(title, () => {
      assert.equal(addPhrasesEdit(text, bats, ['fruit bat', '?!']), expected);
    });
  }

  it('adds a finer topic, also without phrases', () => {
    const { topics, problems } = parse(addPhrasesEdit('', { id: 'geese', name: 'Geese', parent: 'birds' }, []));
    assert.deepEqual([topics.map(({ id, parent }) => [id, parent]), problems], [[['geese', 'birds']], []]);
  });

  it('refuses what it cannot change safely', () => {
    for (const text of ['{', '{ "topics": [ }', '[', '{ "topics": [{ "id": "bats" } {}] }', '['.repeat(50_000)]) {
      assert.throws(() => addPhrasesEdit(text, bats, ['fruit bat']), /^Error: The topics file has errors/);
    }
    for (const text of ['[]', '3', '{ "topics": {} }', '{ "topics": [{ "id": "bats", "phrases": "a" }] }']) {
      assert.throws(() => addPhrasesEdit(text, bats, ['fruit bat']), /^Error: The topics file is not built/);
    }
  });

  it('gives a file in which all that was there is still there, and the phrases, once', () => {
    const gap = fc.constantFrom('', ' ', '\n', '\r\n\t', ' // x\n', '/* , */', '\n\n  ');
    const word = fc.constantFrom('teal', 'eider', 'wild goose', 'honk', 'Swans', 'swan', 'a "b"', 'fin');
    const phrases = fc.uniqueArray(word, { maxLength: 4, selector: (text) => text.toLowerCase().replace(/s$/, '') });
    const join = (items: string[], [open, close]: [string, string], gaps: string[], trailing: boolean): string =>
      open +
      items
        .map((item, i) => `${gaps[0]}${item}${gaps[1]}${i < items.length - 1 || trailing ? `,${gaps[2]}` : ''}`)
        .join('') +
      gaps[3] +
      close;
    const gaps = fc.array(gap, { minLength: 4, maxLength: 4 });
    const listed = fc.tuple(phrases, fc.boolean(), gaps, fc.boolean()).map(([words, weighed, between, trailing]) =>
      weighed
        ? join(
            words.map((text) => `${JSON.stringify(text)}: 2`),
            ['{', '}'],
            between,
            trailing,
          )
        : join(
            words.map((text) => JSON.stringify(text)),
            ['[', ']'],
            between,
            trailing,
          ),
    );
    const entry = (id: string): fc.Arbitrary<string> =>
      fc
        .tuple(fc.option(listed), gaps, fc.boolean())
        .map(([list, between, trailing]) =>
          join(
            [`"id": "${id}"`, '"name": "N"', ...(list === null ? [] : [`"phrases": ${list}`])],
            ['{', '}'],
            between,
            trailing,
          ),
        );
    const entries = fc.tuple(
      fc.subarray(['ducks', 'fish', 'bats']).chain((ids) => fc.tuple(...ids.map(entry))),
      gaps,
      fc.boolean(),
    );
    const file = fc
      .tuple(fc.option(entries), gaps, gap)
      .map(
        ([list, between, before]) =>
          before +
          join(
            [
              '"hidden": ["fish"]',
              ...(list === null ? [] : [`"topics": ${join(list[0], ['[', ']'], list[1], list[2])}`]),
            ],
            ['{', '}'],
            between,
            false,
          ),
      );
    fc.assert(
      fc.property(file, fc.constantFrom('ducks', 'bats'), phrases, (text, id, added) => {
        const before = parse(text);
        assert.deepEqual(before.problems, []);
        const edited = addPhrasesEdit(text, { id, name: 'N' }, added);
        const after = parse(edited);
        assert.deepEqual(after.problems, [], edited);
        assert.deepEqual(after.hidden, before.hidden);
        const others = (topics: readonly OwnTopic[]): OwnTopic[] => topics.filter((topic) => topic.id !== id);
        assert.deepEqual(others(after.topics), others(before.topics));
        const old = before.topics.find((topic) => topic.id === id)?.phrases ?? {};
        const key = (phrase: string): string => phrase.toLowerCase().replace(/s$/, '');
        const there = new Set(Object.keys(old).map(key));
        const fresh = added.filter((phrase) => !there.has(key(phrase)));
        const now = after.topics.find((topic) => topic.id === id)?.phrases ?? {};
        assert.deepEqual(now, { ...old, ...Object.fromEntries(fresh.map((phrase) => [phrase, ownWeight])) }, edited);
        assert.equal(addPhrasesEdit(edited, { id, name: 'N' }, added), edited);
        assert.equal((edited.match(/\/\/ x/g) ?? []).length, (text.match(/\/\/ x/g) ?? []).length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the schema of topics files', () => {
  it('knows the keys and the range of weights that the reader knows', () => {
    const { topic, weights, id } = schema.definitions;
    const values: Record<string, string> = {
      id: '"ducks"',
      parent: '"birds"',
      name: '"D"',
      definition: '"D"',
      phrases: '[]',
      titlePhrases: '{}',
      acronyms: '[]',
    };
    assert.deepEqual(Object.keys(topic.properties).sort(), Object.keys(values).sort());
    assert.deepEqual(
      parseTopics(
        `{ ${Object.entries(values)
          .map(([key, value]) => `"${key}": ${value}`)
          .join(', ')} }`,
      ).problems,
      [],
    );
    const [, weighed] = weights.anyOf;
    assert.equal(weighed?.additionalProperties?.maximum, maximumWeight);
    assert.equal(weighed.additionalProperties.minimum, -maximumWeight);
    for (const entry of topicsOf(builtInTaxonomy)) assert.match(entry.id, new RegExp(id.pattern));
  });
});
