import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { fold } from '../../../src/core/text/fold';

describe('fold', function () {
  this.timeout(60_000);

  it('drops case and accents', () => {
    assert.equal(fold('Fréchet SCHRÖDINGER İstanbul Ångström'), 'frechet schrodinger istanbul angstrom');
  });

  it('takes ligatures and compatibility forms apart', () => {
    assert.equal(fold('eﬃcient x² ℝ Ｆｕｌｌ ½'), 'efficient x2 r full 1⁄2');
  });

  it('spells Greek letters', () => {
    assert.equal(fold('β-VAE Ω µ λόγος'), 'beta-vae omega mu lambdaomicrongammaomicronsigma');
  });

  it('knows letters that have no accent to lose', () => {
    assert.equal(fold('Łódź straße Ørsted Ætna œuvre Þór đ'), 'lodz strasse orsted aetna oeuvre thor d');
  });

  it('leaves other scripts alone', () => {
    assert.equal(fold('深度学习 ДА'), '深度学习 да');
  });

  it('folds what is folded no further', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(fold(fold(text)), fold(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not depend on how accents are encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(fold(text.normalize('NFD')), fold(text.normalize('NFC')));
      }),
    );
  });
});
