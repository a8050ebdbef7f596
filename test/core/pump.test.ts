import { strict as assert } from 'node:assert';
import { fragments, openings } from './pump/fragments';
import { subjects } from './pump/subjects';
import { pumpsOf } from './regex/attacks';
import { distinctExpressions } from './regex/expressions';
import { shown, superlinear } from './regex/growth';

describe('text that repeats', function () {
  this.timeout(300_000);

  let pumps: readonly (readonly [head: string, pump: string])[] = [];

  before(() => {
    const derived = [...distinctExpressions().values()].flatMap(pumpsOf);
    const repeated = [...new Set([...fragments, ...derived])].filter((pump) => pump !== '');
    pumps = [...repeated.map((pump) => ['', pump] as const), ...openings];
  });

  it('is made of many different fragments', () => {
    assert.equal(new Set(fragments).size, fragments.length);
    assert.ok(fragments.length > 500 && pumps.length > fragments.length + 100, String(pumps.length));
  });

  for (const { name, prepare, size } of subjects) {
    it(`takes linear time: ${name}`, () => {
      const faults = pumps.flatMap(([head, pump]) => {
        const measured = superlinear((length) => prepare(head + pump.repeat(Math.ceil(length / pump.length))), size);
        return measured ? [`${JSON.stringify([head, pump])}: ${shown(measured)}`] : [];
      });
      assert.equal(faults.length, 0, faults.join('\n'));
    });
  }
});
