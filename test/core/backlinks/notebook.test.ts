import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { markdownCells } from '../../../src/core/backlinks/notebook';

describe('markdownCells', () => {
  it('gives the Markdown cells with their places among all cells', () => {
    const cells = [
      { cell_type: 'markdown', source: ['# Looms\n', 'read it'] },
      { cell_type: 'code', source: 'print(1)' },
      { cell_type: 'markdown', source: 'twice' },
      { cell_type: 'raw', source: 'no' },
    ];
    assert.deepEqual(markdownCells(JSON.stringify({ cells, nbformat: 4 })), [
      { cell: 0, text: '# Looms\nread it' },
      { cell: 2, text: 'twice' },
    ]);
  });

  it('gives nothing of what is no notebook', () => {
    for (const text of ['', '{', '[]', 'null', '{"cells": 3}', '{"cells": [null, 3, {}, {"cell_type": "markdown"}]}'])
      assert.deepEqual(markdownCells(text), []);
    fc.assert(fc.property(fc.json(), (text) => Array.isArray(markdownCells(text))));
  });
});
