import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { decode, decodeInSteps } from '../../../src/core/dump/decode';
import { parseDump } from '../../../src/core/dump/parse';
import { isDump } from '../../../src/core/dump/sniff';
import { assertLinear } from '../support';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length + 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, !bigEndian);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i + 2, text.charCodeAt(i), !bigEndian);
  return bytes;
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe('decode', function () {
  this.timeout(60_000);

  it('reads UTF-8 with and without a byte-order mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.startsWith('\ufeff'));
        assert.equal(decode(utf8(text)), text);
        assert.equal(decode(join(Uint8Array.of(0xef, 0xbb, 0xbf), utf8(text))), text);
      }),
    );
  });

  it('reads UTF-16 of both byte orders', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (text, bigEndian) => {
        fc.pre(!text.startsWith('\ufeff'));
        assert.equal(decode(utf16(text, bigEndian)), text);
      }),
    );
  });

  it('reads UTF-16 without a byte-order mark', () => {
    const text = 'A title in Latin letters, and what follows it: “tide”.\n'.repeat(40);
    for (const bigEndian of [false, true]) assert.equal(decode(utf16(text, bigEndian).subarray(2)), text);
    const binary = new Uint8Array(600).fill(0);
    assert.equal(decode(binary), '\0'.repeat(600));
  });

  it('reads all of Windows-1252', () => {
    const expected = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
    const bytes = Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i);
    assert.equal(decode(bytes), expected);
    const latin1 = Uint8Array.from({ length: 96 }, (_, i) => 0xa0 + i);
    assert.equal(decode(latin1), String.fromCharCode(...latin1));
  });

  it('decodes each line as what it is', () => {
    const bytes = join(
      utf8('Fréchet “one”\n'),
      Uint8Array.of(0x46, 0x72, 0xe9, 0x63, 0x68, 0x65, 0x74, 0x0d, 0x0a),
      utf8('Schrödinger'),
    );
    assert.equal(decode(bytes), 'Fréchet “one”\nFréchet\r\nSchrödinger');
  });

  it('keeps what is good of a line that was cut in a character', () => {
    const bytes = utf8('Fréchet, Schrödinger and ’s');
    assert.equal(decode(bytes.subarray(0, bytes.length - 2)), 'Fréchet, Schrödinger and \ufffd');
  });

  it('tells of half a character at the end of UTF-16', () => {
    for (const bigEndian of [false, true]) assert.equal(decode(utf16('abc', bigEndian).subarray(0, 7)), 'ab\ufffd');
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom([], [0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf]),
        (bytes, mark) => {
          const all = join(Uint8Array.from(mark), bytes);
          isDump(all);
          parseDump(decode(all), 'a.txt');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('pauses while it reads a large file, and joins it without a seam', () => {
    const text = 'Schrödinger’s “tide” 🜁 '.repeat(480_000);
    for (const bytes of [utf8(text), utf16(text, false), utf16(text, true)]) {
      const steps = decodeInSteps(bytes);
      let pauses = 0;
      for (let step = steps.next(); ; step = steps.next(), pauses++) {
        if (!step.done) continue;
        assert.ok(step.value === text);
        break;
      }
      assert.ok(pauses >= 1);
    }
  });

  it('grows with a line that is not UTF-8', () => {
    assertLinear((size) => {
      const bytes = new Uint8Array(size).fill(0xe9);
      return () => decode(bytes);
    }, 125_000);
  });
});
