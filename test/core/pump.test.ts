import { strict as assert } from 'node:assert';
import { fragments } from './pump/fragments';
import { subjects } from './pump/subjects';
import { shown, superlinear } from './regex/growth';

/** The length of the largest text, in UTF-16 code units. */
const largest = 8_000;

describe('text that repeats', function () {
  this.timeout(300_000);

  it('is made of many different fragments', () => {
    assert.equal(new Set(fragments).size, fragments.length);
    assert.ok(fragments.length > 400, String(fragments.length));
  });

  for (const { name, prepare } of subjects) {
    it(`takes linear time: ${name}`, () => {
      const faults = fragments.flatMap((fragment) => {
        const measured = superlinear((size) => prepare(fragment.repeat(Math.ceil(size / fragment.length))), largest);
        return measured ? [`${JSON.stringify(fragment)}: ${shown(measured)}`] : [];
      });
      assert.equal(faults.length, 0, faults.join('\n'));
    });
  }
});
