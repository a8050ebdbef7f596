/** Greek letters by their names in TeX. */
export const greekLetters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ', vartheta: 'ϑ',
    iota: 'ι', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', varrho: 'ϱ', sigma: 'σ', varsigma: 'ς',
    tau: 'τ', upsilon: 'υ', phi: 'φ', varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω',
    Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Upsilon: 'Υ', Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω',
  }),
);

/** Signs that stand between two things, which have blanks on both sides or on neither. */
export const infixSigns: ReadonlyMap<string, string> = new Map(
  Object.entries({
    times: '×', cdot: '·', div: '÷', pm: '±', mp: '∓', ast: '∗', star: '⋆', circ: '∘', bullet: '•', odot: '⊙', otimes: '⊗', oplus: '⊕',
    ominus: '⊖', cap: '∩', cup: '∪', wedge: '∧', land: '∧', vee: '∨', lor: '∨', setminus: '∖', mid: '|', parallel: '∥', perp: '⊥',
    leq: '≤', le: '≤', leqslant: '≤', geq: '≥', ge: '≥', geqslant: '≥', neq: '≠', ne: '≠', ll: '≪', gg: '≫', lt: '<', gt: '>',
    lesssim: '≲', gtrsim: '≳', sim: '∼', simeq: '≃', approx: '≈', cong: '≅', equiv: '≡', propto: '∝', asymp: '≍', prec: '≺', succ: '≻',
    in: '∈', ni: '∋', notin: '∉', subset: '⊂', subseteq: '⊆', supset: '⊃', supseteq: '⊇', models: '⊨', vdash: '⊢',
    to: '→', rightarrow: '→', longrightarrow: '⟶', leftarrow: '←', gets: '←', leftrightarrow: '↔', Rightarrow: '⇒', implies: '⟹',
    Leftarrow: '⇐', Leftrightarrow: '⇔', iff: '⟺', mapsto: '↦', hookrightarrow: '↪', rightsquigarrow: '⇝', colon: ':', coloneqq: '≔',
  }),
);

/** Other commands that print one sign and take no argument. */
export const plainSigns: ReadonlyMap<string, string> = new Map(
  Object.entries({
    infty: '∞', partial: '∂', nabla: '∇', ell: 'ℓ', hbar: 'ℏ', Re: 'ℜ', Im: 'ℑ', aleph: 'ℵ', emptyset: '∅', varnothing: '∅',
    forall: '∀', exists: '∃', neg: '¬', lnot: '¬', sum: '∑', prod: '∏', int: '∫', oint: '∮', surd: '√', angle: '∠', triangle: '△',
    top: '⊤', bot: '⊥', prime: '′', dagger: '†', ddagger: '‡', ldots: '…', dots: '…', cdots: '⋯', vdots: '⋮',
    uparrow: '↑', downarrow: '↓', updownarrow: '↕', nearrow: '↗', searrow: '↘',
    langle: '⟨', rangle: '⟩', lfloor: '⌊', rfloor: '⌋', lceil: '⌈', rceil: '⌉', lvert: '|', rvert: '|', vert: '|', lVert: '‖', rVert: '‖', Vert: '‖',
    checkmark: '✓', square: '□', Box: '□', diamond: '⋄', clubsuit: '♣', heartsuit: '♡', spadesuit: '♠', flat: '♭', sharp: '♯', degree: '°',
    S: '§', P: '¶', copyright: '©', pounds: '£', euro: '€', textendash: '–', textemdash: '—', textdegree: '°', texttimes: '×',
    textregistered: '®', texttrademark: '™', textregister: '®', textmu: 'µ', LaTeX: 'LaTeX', TeX: 'TeX',
    o: 'ø', O: 'Ø', l: 'ł', L: 'Ł', ss: 'ß', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', aa: 'å', AA: 'Å', i: 'ı', j: 'ȷ', dh: 'ð', th: 'þ',
  }),
);

/** Functions, which TeX sets by their names. */
export const functionNames: ReadonlySet<string> = new Set(
  ('log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan max min sup inf lim limsup liminf arg argmax argmin ' +
    'det dim ker deg gcd hom Pr mod bmod').split(' '),
);

const combining = {
  '`': '\u0300', "'": '\u0301', '^': '\u0302', '~': '\u0303', '=': '\u0304', u: '\u0306', '.': '\u0307', '"': '\u0308', r: '\u030a', H: '\u030b',
  v: '\u030c', d: '\u0323', c: '\u0327', k: '\u0328', b: '\u0331',
};

/** Combining marks by the sign or letter that sets them on text. */
export const textAccents: ReadonlyMap<string, string> = new Map(Object.entries(combining));

/** Combining marks by the command that sets them in formulas. */
export const mathAccents: ReadonlyMap<string, string> = new Map(
  Object.entries({
    grave: '\u0300', acute: '\u0301', hat: '\u0302', widehat: '\u0302', tilde: '\u0303', widetilde: '\u0303', bar: '\u0304', overline: '\u0304',
    breve: '\u0306', dot: '\u0307', ddot: '\u0308', check: '\u030c', vec: '\u20d7',
  }),
);

/** Letters with a double stroke, as far as they are common in fonts. */
export const doubleStruck: ReadonlyMap<string, string> = new Map(Object.entries({ C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' }));
