const greek = new Map(
  Object.entries({
    α: 'alpha',
    β: 'beta',
    γ: 'gamma',
    δ: 'delta',
    ε: 'epsilon',
    ζ: 'zeta',
    η: 'eta',
    θ: 'theta',
    ι: 'iota',
    κ: 'kappa',
    λ: 'lambda',
    μ: 'mu',
    ν: 'nu',
    ξ: 'xi',
    ο: 'omicron',
    π: 'pi',
    ρ: 'rho',
    σ: 'sigma',
    ς: 'sigma',
    τ: 'tau',
    υ: 'upsilon',
    φ: 'phi',
    χ: 'chi',
    ψ: 'psi',
    ω: 'omega',
  }),
);

/** Letters that have no canonical decomposition but are commonly typed as ASCII. */
const plain = new Map(
  Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ı: 'i', þ: 'th', ŋ: 'n' }),
);

/**
 * Folds a text for comparison: compatibility forms and ligatures are taken apart (NFKD), marks
 * dropped, case removed, Greek letters spelled by name. The length may change.
 */
export function fold(text: string): string {
  if (isLowerAscii(text)) return text;
  const decomposed = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return isLowerAscii(decomposed)
    ? decomposed
    : decomposed.replace(/[^\x00-\x7f]/gu, (letter) => greek.get(letter) ?? plain.get(letter) ?? letter);
}

function isLowerAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f || (code >= 0x41 && code <= 0x5a)) return false;
  }
  return true;
}
