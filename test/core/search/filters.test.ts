import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Entry, Paper } from '../../../src/core/paper';
import { filterPredicate, wordsKey, type FilterContext } from '../../../src/core/search/filters';
import { parseQuery } from '../../../src/core/search/query';
import { nothingFound, type TopicAssignment } from '../../../src/core/topics/classifier';
import { builtInTaxonomy, topicsOf } from '../../../src/core/topics/taxonomy';
import { paper as bare } from '../support';

const assignments = new Map<Paper, TopicAssignment>();
const starred = new Set<Paper>();

function paper(
  title: string,
  where: Partial<TopicAssignment>,
  details: Partial<Entry> = {},
  paths: readonly string[] = ['a.txt'],
): Paper {
  const made = { ...bare(title), ...details, sources: paths.map((path) => ({ path, line: 1 })) };
  assignments.set(made, { ...nothingFound, ...where });
  return made;
}

const on = (iso: string): Partial<Entry> => ({ date: { iso, yearInferred: false } });
const by = (slug: string, name: string): Partial<Entry> => ({ organization: { slug, name } });

const buoys = paper(
  'Buoys',
  { topic: 'computer-vision', subtopic: 'object-detection', topics: ['video'] },
  { ...on('2024-05-02'), ...by('tide-lab', 'Tide Läb') },
);
const crew = paper(
  'Crew',
  { topic: 'agents', subtopic: 'multi-agent-systems' },
  { ...on('2021-01-01'), ...by('northsea', 'Institute of the "North" Sea') },
  ['dumps/2025-09.txt'],
);
const diary = paper('Diary', { topic: 'agents', subtopic: 'agent-memory' }, on('XXXX-09-23'), [
  'file:///home/me/my%20dumps/b.txt',
  'dumps/2025-09.txt',
]);
const eddy = paper('Eddy', {}, on('2023-12-31'), ['100%.txt']);
const film = paper('Film', { topic: 'video' });
const glacier = paper('Glacier', { topic: 'glaciers' }, {}, ['dumps/Käse.txt']);
const all = [buoys, crew, diary, eddy, film, glacier];
starred.add(crew);

const context: FilterContext = {
  topics: topicsOf(builtInTaxonomy),
  topicOf: (of) => assignments.get(of) ?? nothingFound,
  is: (state, of) => (state === 'starred') === starred.has(of),
  tagsOf: (of) => (of === diary ? ['Läser', 'to  do'] : of === eddy ? ['laser-cut'] : []),
};

/** The initials of the papers that pass a query's filters. */
function passing(query: string): string {
  const { filters, problems } = parseQuery(query);
  assert.deepEqual(problems, []);
  return all
    .filter(filterPredicate(filters, context))
    .map(({ title }) => title.charAt(0))
    .join('');
}

describe('filterPredicate', () => {
  it('lets all papers pass without filters', () => {
    assert.equal(passing(''), 'BCDEFG');
  });

  it('takes papers of a topic, of its finer topics and of others they belong to', () => {
    assert.equal(passing('topic:agents'), 'CD');
    assert.equal(passing('topic:video'), 'BF');
    assert.equal(passing('topic:object-detection'), 'B');
    assert.equal(passing('topic:"Multi-Agent systems"'), 'C');
    assert.equal(passing('topic:agents,object-detection'), 'BCD');
    assert.equal(passing('-topic:agents'), 'BEFG');
    assert.equal(passing('topic:agents -topic:agent-memory'), 'C');
  });

  it('takes the beginnings of topics', () => {
    assert.equal(passing('topic:comp'), 'B');
    assert.equal(passing('topic:"computer vi'), 'B');
    assert.equal(passing('topic:computer-vi'), 'B');
    assert.equal(passing('topic:syst'), 'C');
    assert.equal(passing('topic:ÁGENT-MÉM'), 'D');
    assert.equal(passing('topic:"vision computer"'), '');
    assert.equal(passing('topic:gents'), '');
    assert.equal(passing('topic:+'), '');
    assert.equal(passing('-topic:nowhere'), 'BCDEFG');
  });

  it('takes papers that belong nowhere, and those of unknown topics with them', () => {
    assert.equal(passing('topic:unsorted'), 'EG');
    assert.equal(passing('topic:Unsor'), 'EG');
    assert.equal(passing('-topic:unsorted'), 'BCDF');
  });

  it('takes papers of an organisation', () => {
    for (const org of ['tide-lab', '"Tide Lab"', 'tide', 'lab', '"tide-läb"', 'DE-LA'])
      assert.equal(passing(`org:${org}`), 'B', org);
    assert.equal(passing('org:northsea'), 'C');
    assert.equal(passing('org:“the "North” org:sea'), 'C');
    assert.equal(passing('org:tide,institute'), 'BC');
    assert.equal(passing('-org:tide'), 'CDEFG');
  });

  it('takes papers of a dump', () => {
    assert.equal(passing('in:2025-09'), 'CD');
    assert.equal(passing('in:"my dumps"'), 'D');
    assert.equal(passing('in:dumps\\2025'), 'CD');
    assert.equal(passing('in:kase'), 'G');
    assert.equal(passing('in:100%'), 'E');
    assert.equal(passing('-in:dumps'), 'BEF');
  });

  it('takes papers of a year', () => {
    assert.equal(passing('year:2024'), 'B');
    assert.equal(passing('year:2021..2023'), 'CE');
    assert.equal(passing('year:..2021,2024..'), 'BC');
    assert.equal(passing('year:..9999'), 'BCE');
    assert.equal(passing('-year:2024'), 'CDEFG');
  });

  it('takes papers by what the reader did', () => {
    assert.equal(passing('is:starred'), 'C');
    assert.equal(passing('-is:starred'), 'BDEFG');
    assert.equal(passing('is:new'), 'BDEFG');
  });

  it('takes papers by their tags', () => {
    assert.equal(passing('tag:laser'), 'D');
    assert.equal(passing('tag:LÄSER,laser-cut'), 'DE');
    assert.equal(passing('tag:"to do"'), 'D');
    assert.equal(passing('-tag:laser'), 'BCEFG');
    assert.equal(passing('tag:las'), '');
  });

  it('takes papers that pass all filters', () => {
    assert.equal(passing('topic:agents in:dumps is:new'), 'D');
    assert.equal(passing('topic:agents year:2024'), '');
  });

  it('names every topic by its id, by its name and by their beginnings', () => {
    const one = fc.constantFrom(...context.topics);
    fc.assert(
      fc.property(one, fc.boolean(), fc.nat(), ({ id, name, parent }, byId, cut) => {
        const whole = byId ? id : name;
        const value = whole.slice(0, 1 + (cut % whole.length));
        const { filters } = parseQuery(`topic:"${value}"`);
        const of = paper('x', parent === null ? { topic: id } : { topic: parent, subtopic: id });
        fc.pre(
          !context.topics.some(
            (other) => other.id !== id && [other.id, other.name].some((text) => wordsKey(text) === wordsKey(value)),
          ),
        );
        assert.equal(filterPredicate(filters, context)(of), true, value);
      }),
    );
  });

  it('resolves topics once for all papers', () => {
    let asked = 0;
    const counting = {
      ...context,
      get topics() {
        asked++;
        return context.topics;
      },
    };
    const passes = filterPredicate(parseQuery('topic:agents').filters, counting);
    const before = asked;
    for (const one of all) passes(one);
    assert.equal(asked, before);
  });
});
