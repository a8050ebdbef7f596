import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { citationStem } from '../../../src/core/cite/stem';
import type { Paper } from '../../../src/core/paper';
import { paper } from '../support';
import { dated, papers } from './papers';

describe('citationStem', () => {
  it('is the method’s name and the year', () => {
    assert.equal(citationStem(dated('LayerMoss: Sparse Routing', '2024-09-23')), 'layermoss2024');
    assert.equal(citationStem(dated('E$^{2}$Loom: Sparse Routing', '2025-01-01')), 'e2loom2025');
    assert.equal(citationStem(paper('Løvetann++: Sparse Routing')), 'lovetann');
  });

  it('is otherwise made of the first two words of weight', () => {
    assert.equal(
      citationStem(dated('On the Limits of Self-Correcting Memory', '2025-01-01')),
      'limitsselfcorrecting2025',
    );
    assert.equal(citationStem(paper('Odds of 3:1 in Tidal Robots')), 'odds31');
    assert.equal(citationStem(paper('What Is This?')), 'whatis');
    assert.equal(citationStem(paper(`${'Very '.repeat(12)}Long: A Title`)), 'veryvery');
  });

  it('tells papers apart that have no letter of ASCII', () => {
    const keys = ['漢字', '仮名', ''].map((title) => citationStem(paper(title)));
    assert.equal(new Set(keys).size, 3);
  });

  it('has ASCII letters and digits only, and depends on title and date alone', () => {
    fc.assert(
      fc.property(papers, (one) => {
        const key = citationStem(one);
        assert.match(key, /^[a-z0-9]{1,44}$/);
        const other: Paper = { ...one, id: 'other', abstract: 'Other.', organization: null, sources: [] };
        assert.equal(citationStem(other), key);
      }),
      { numRuns: 1000 },
    );
  });
});
