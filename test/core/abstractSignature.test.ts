import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  abstractSignature,
  fingerprint,
  isSignature,
  parseSignature,
  signatureOverlap,
} from '../../src/core/abstractSignature';
import { abstracts } from './invented';

const words = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => `word${String(from + i)}`).join(' ');

const overlap = (a: string, b: string): number =>
  signatureOverlap(parseSignature(abstractSignature(a)), parseSignature(abstractSignature(b)));

describe('abstractSignature', () => {
  it('does not depend on line breaks, case, punctuation or order', () => {
    const [one, other] = ['Looms with shuttles moved along.', 'along\nMOVED, shuttles: with looms'];
    assert.equal(abstractSignature(one), abstractSignature(other));
    assert.equal(fingerprint(one), fingerprint(other));
    assert.notEqual(fingerprint(one), fingerprint('Looms with shuttles'));
  });

  it('is short, and known by its form', () => {
    fc.assert(
      fc.property(fc.oneof(abstracts, fc.string({ unit: 'binary' })), (text) => {
        const signature = abstractSignature(text);
        assert.ok(isSignature(signature), signature);
        assert.equal(overlap(text, text), 1);
      }),
    );
    for (const other of ['', 'ab', 'abc!', 'a'.repeat(147)]) assert.ok(!isSignature(other), other);
  });

  it('tells exactly how far short abstracts overlap', () => {
    assert.equal(overlap(words(0, 40), words(0, 20)), 1);
    assert.equal(overlap(words(0, 40), words(10, 50)), 0.75);
    assert.equal(overlap(words(0, 40), words(100, 140)), 0);
  });

  it('estimates how far long ones do, the same in both directions', () => {
    for (const shared of [0, 25, 50, 75, 100]) {
      const [one, other] = [words(0, 100), words(100 - shared, 200 - shared)];
      const estimate = overlap(one, other);
      assert.ok(Math.abs(estimate - shared / 100) < 0.15, `${String(shared)} %: ${String(estimate)}`);
      assert.equal(overlap(other, one), estimate);
    }
    assert.equal(overlap(words(0, 100), words(0, 200)), 1);
  });

  it('takes any text for a signature', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => {
        const estimate = signatureOverlap(parseSignature(a), parseSignature(b));
        assert.ok(estimate >= 0 && estimate <= 1);
      }),
    );
  });
});
