import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../../src/core/dump/decode';
import { parseDump } from '../../../src/core/dump/parse';
import { readable } from '../../../src/core/text/readable';

// The real dumps stand beside the repository where it is developed; they are not part of it.
const folder = join(__dirname, '../../../../shared/seeds');

/** Kinds of residue as they stand in the four dumps. */
const kinds: Readonly<Record<string, RegExp>> = {
  backslash: /\\/g,
  brace: /[{}]/g,
  'TeX quote': /``|''|(?<!\w)`\w/g,
  power: /\^(?!\()/g,
  'lost operator':
    /\dtimes|\d times \d+ |cdot|[a-z]?[lg]eq\b|infty|rightarrow|mathbf|mathcal|sqrt|Big\b|letau|tauge|\Wcap\W/g,
  'lost letter': /\bell\b|ell_|(?<!-)\b(?:rho|epsilon|tau|phi)\b|\(beta/g,
  estimate: /\bsim\d/g,
  emphasis: /(?<!\w)_\w+_(?!\w)|\*\w/g,
  tie: /[A-Za-z.]~[A-Za-z(]/g,
  index: /(?<![A-Za-z])[a-z]_[a-z\d](?!\w)/g,
};

describe('residue in the dumps beside the repository', function () {
  const texts: string[] = [];

  before(function () {
    if (!existsSync(folder)) this.skip();
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
      for (const { title, abstract } of parseDump(decode(readFileSync(join(folder, name))), name).entries)
        texts.push(title, abstract);
    }
  });

  const address = /https?:\/\/\S+/g;

  for (const [kind, pattern] of Object.entries(kinds)) {
    it(`leaves no ${kind}`, () => {
      const count = (of: (text: string) => string): number =>
        texts.reduce((sum, text) => sum + (of(text).replace(address, '').match(pattern)?.length ?? 0), 0);
      assert.ok(count((text) => text) > 0);
      assert.equal(count(readable), 0);
    });
  }

  it('is all that is mended: nothing changes in the other texts', () => {
    const hasResidue = (text: string): boolean =>
      Object.values(kinds).some((pattern) => text.replace(address, '').match(pattern) !== null);
    const changed = texts.filter((text) => readable(text) !== text);
    assert.deepEqual(
      changed.filter((text) => !hasResidue(text) && !/\{|~https/.test(text)),
      [],
    );
    assert.ok(changed.length < 85 && changed.length > 70, String(changed.length));
  });

  it('leaves every address as it is', () => {
    const addresses = (text: string): string[] =>
      [...text.matchAll(/https?:\/\/[^\s{}]*[\w/]/g)].map(([found]) => found);
    for (const text of texts) assert.deepEqual(addresses(readable(text)), addresses(text));
  });
});
