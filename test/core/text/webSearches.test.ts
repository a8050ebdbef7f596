import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { webSearches } from '../../../src/core/text/webSearches';

describe('webSearches', () => {
  it('asks for the title, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        for (const { address } of webSearches(title)) {
          const url = new URL(address);
          assert.equal(url.protocol, 'https:');
          assert.equal(url.hash, '');
          const asked = url.searchParams.get('q') ?? url.searchParams.get('query') ?? '';
          assert.ok(
            [title, `"${title.replaceAll('"', ' ')}"`].some((text) => asked === text),
            asked,
          );
        }
      }),
    );
  });
});
