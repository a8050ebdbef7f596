import { strict as assert } from 'node:assert';
import { isLinked } from '../../../src/core/notes/context';

/** A text with the stretch between two `|`. */
function between(marked: string): [string, number, number] {
  const [before = '', inside = '', after = ''] = marked.split('|');
  return [before + inside + after, before.length, before.length + inside.length];
}

describe('isLinked', () => {
  it('knows the text of a Markdown link from other brackets', () => {
    assert.ok(isLinked(...between('see [|Tollhedge|](https://example.org)')));
    assert.ok(isLinked(...between('see [my copy of |Tollhedge|, printed][copy]')));
    for (const text of ['see |Tollhedge|', '[[|Tollhedge|]]', '[a](b) |Tollhedge| [c](d)', '- [ ] |Tollhedge|', '[|Tollhedge|] (printed)']) assert.ok(!isLinked(...between(text)), text);
  });
});
