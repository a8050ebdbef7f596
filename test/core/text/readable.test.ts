import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { linkRuns, textOf, type Run } from '../../../src/core/text/prose';
import { readable, readableRuns } from '../../../src/core/text/readable';
import { abstracts, manyPapers } from '../invented';
import { assertLinear } from '../support';

const cases: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'takes away mark-up that sets its argument': [
    ['a \\emph{sparse} loom', 'a sparse loom'],
    ['\\textsc{Loom of moss} and \\texttt{k}', 'Loom of moss and k'],
    ['{\\it a loom} weaves, {\\bf twice}', 'a loom weaves, twice'],
    ['\\emph{a {\\it loom} of \\textbf{moss}}', 'a loom of moss'],
    ['{\\em{a loom}} and {{\\sl moss}}', 'a loom and moss'],
    ['\\textcolor[rgb]{0.93,0.0,0.47}{Our loom} weaves', 'Our loom weaves'],
    ['\\textcolor{red}{Our loom}, {\\color{blue} its moss}', 'Our loom, its moss'],
    ['an \\emph {airy} loom\\xspace, \\noindent too', 'an airy loom, too'],
    ['a loom\\footnote{of moss} grows', 'a loom (of moss) grows'],
  ],
  'takes away braces around prose': [
    ['a loom, {as it is woven at night,} weaves', 'a loom, as it is woven at night, weaves'],
    [
      '{Looms show that {\\it moss}, {\\it wool} and {\\it felt} grow.} Then',
      'Looms show that moss, wool and felt grow. Then',
    ],
    ['the {loom size}, moss', 'the loom size, moss'],
    ['a {F}aster {L}oom-{B}ased \\cite{A}', 'a Faster Loom-Based \\cite{A}'],
  ],
  'sets powers and indices in Unicode': [
    ['E$^{2}$Loom', 'E²Loom'],
    ['E$^2$Loom and Loom$_2$', 'E²Loom and Loom₂'],
    ['IA-LOOM^2: (IA-LOOM^2) is O(n^2)', 'IA-LOOM²: (IA-LOOM²) is O(n²)'],
    ['10^{-3} and 10^-8', '10⁻³ and 10⁻⁸'],
    ['SL^{2}A-LOOM, M^3AE and the g^nConv', 'SL²A-LOOM, M³AE and the gⁿConv'],
    ['RL^V in R^n or R^{n}_{n}, 2^k - 1', 'RLⱽ in Rⁿ or Rⁿₙ, 2ᵏ - 1'],
    ['O(l log_{2} l) and log_2 n', 'O(l log₂ l) and log₂ n'],
    ['rank-n_h looms of n_h threads, y = -x_ix_j', 'rank-nₕ looms of nₕ threads, y = -xᵢxⱼ'],
    ['R_y(x_0) for x^{ab}, R^n_m and x_{2}', 'R_y(x₀) for xᵃᵇ, Rⁿₘ and x₂'],
    ['e^{-e^{-x}}.', 'e^(-e⁻ˣ).'],
    ['O(L^{{4}/{3}}) and L_{total} of BERT_{base}', 'O(L^(4/3)) and L_total of BERT_base'],
    ['the ell_2-norm, ell_0. ell_p and ell_infty', 'the ℓ₂-norm, ℓ₀. ℓₚ and ℓ_∞'],
  ],
  'puts back factors, sizes and estimates': [
    ['2times faster on 224times224 looms', '2× faster on 224×224 looms'],
    ['8-32times and 1.2-1.6times', '8–32× and 1.2–1.6×'],
    ['FFHQ 64{times}64, a 5 times 5 grid', 'FFHQ 64×64, a 5 × 5 grid'],
    ['HtimesWtimes3', 'H×W×3'],
    ['(sim10% of looms), sim 3times', '(∼10% of looms), ∼3×'],
    ['(epsilon=8{255}) or 1{255}', '(ε=8/255) or 1{255}'],
    ['(leq 5% of looms), kleq 10 threads', '(≤ 5% of looms), k ≤ 10 threads'],
  ],
  'puts back operators': [
    ['LoomZcdotZcdotW and a LoomZ{cdotZ{cdot}W} operator', 'LoomZ·Z·W and a LoomZ·Z·W operator'],
    ['47.6\\% \\rightarrow 93.8\\%', '47.6% → 93.8%'],
    ['"moss" rightarrow "?", mossrightarrowmoss', '"moss" → "?", moss→moss'],
    ['N{+}D looms, D{=}1 and D{to}infty (D{to} infty)', 'N+D looms, D=1 and D→∞ (D→∞)'],
    ['E: Loom(S)toR^n and Moss(S)toR^{n}_{n}.', 'E: Loom(S)→Rⁿ and Moss(S)→Rⁿₙ.'],
    ['sizes |X cap Y| of X', 'sizes |X ∩ Y| of X'],
    ['f(x) = x cdot loom(beta x), O (log(D) cdot |p|)', 'f(x) = x · loom(beta x), O (log(D) · |p|)'],
  ],
  'puts back letters in formulas, and where they stand alone': [
    ['x cdot sigmoid(beta x)', 'x · sigmoid(β x)'],
    [
      '(phi(x)=max(0, x-tau) for tauge 0) and |x|letau, x-sign(x)tau for |x|>tau).',
      '(φ(x)=max(0, x-τ) for τ ≥ 0) and |x|≤τ, x-sign(x)τ for |x|>τ).',
    ],
    ['a length ell and O(d ell) to O(d + ell)', 'a length ℓ and O(d ℓ) to O(d + ℓ)'],
    ['mathcal{O} Big( d sqrt{T}{(1-rho)^{3/2}} Big), where rho is', 'O(d √T/(1-ρ)^(3/2)), where ρ is'],
    ['a scalar {\\alpha}, O(1/{\\alpha}^2) and \\beta_1', 'a scalar α, O(1/α²) and β₁'],
    ['R_y(mathbf x_0) of mathbf u, \\mathbb R^d and ({bf U}, {cal LOOM})', 'R_y(x₀) of u, ℝᵈ and (U, LOOM)'],
    ['1/epsilon^2 looms within epsilon', '1/ε² looms within ε'],
  ],
  'frees escaped signs': [
    ['47.6\\% of R\\&D', '47.6% of R&D'],
    ['\\$100K \\_x\\_ \\#1', '$100K _x_ #1'],
    ['R&amp;D &#8211; a&lt;b', 'R&D – a<b'],
    ['2.3\\,M looms, i.e.\\ moss\\\\and mem\\-ber', '2.3 M looms, i.e. moss and member'],
  ],
  'takes a tie for a blank': [
    [
      'Loom et~al., moss~(M), e.g.~wool at~https://example.org/~k, Fig.~2',
      'Loom et al., moss (M), e.g. wool at https://example.org/~k, Fig. 2',
    ],
    ['(~4M), ~25%, 3~5 and z~N(0,1)', '(~4M), ~25%, 3~5 and z~N(0,1)'],
  ],
  'composes accents': [
    ['Schr\\"odinger, Pad\\\'e, na\\"ively, Fr\\\'echet', 'Schrödinger, Padé, naïvely, Fréchet'],
    [
      "M\\\"{o}bius, Erd\\H{o}s, Ma\\'{\\i}n, Matou\\v{s}ek, Bj{\\o}rn, d{\\'e}marche",
      'Möbius, Erdős, Maín, Matoušek, Bjørn, démarche',
    ],
  ],
  'names a thing as its command does': [
    ['Moss (\\GVL), a loom', 'Moss (GVL), a loom'],
    ['\\GVL{} is \\model', 'GVL is \\model'],
  ],
  'mends quotes': [
    ["``A is to B'' and ``Looms (L)'',", '“A is to B” and “Looms (L)”,'],
    ['``soft" looms and ``hard looms", too', '“soft” looms and “hard looms”, too'],
    ["a `teacher' loom, `LoomGPT', `it's moss'", "a ‘teacher’ loom, ‘LoomGPT’, ‘it's moss’"],
    ["``as in `moss' ''", '“as in ‘moss’ ”'],
  ],
  'takes the signs of emphasis away': [
    ['measures of _deterministic_ looms, _woven at night_.', 'measures of deterministic looms, woven at night.'],
    ['a *loom of moss* (LM), **two**, **A**ttention', 'a loom of moss (LM), two, Attention'],
  ],
  'sets formulas as far as a line of text can': [
    ['$k$-means in $\\mathcal{O}(n \\log n)$', 'k-means in O(n log n)'],
    ['$x_{\\theta} \\in \\mathbb{R}^{d\\times k}$', 'x_θ ∈ ℝ^(d×k)'],
    ['\\(a \\leq b\\), $$\\frac{1}{2n}$$, \\[\\sqrt{x+1}\\]', 'a ≤ b, 1/2n, √(x+1)'],
    ['$Sim(3)$, $(iii)$ and ($AC^0[\\oplus]$) at $b \\le c$', 'Sim(3), (iii) and (AC⁰[⊕]) at b ≤ c'],
    ['256$\\times$256, 360$^\\circ$, $\\sim10\\%$', '256×256, 360°, ∼10%'],
    ['$\\begin{pmatrix} a \\end{pmatrix}$ is kept', '$\\begin{pmatrix} a \\end{pmatrix}$ is kept'],
  ],
  'names what an address is of': [
    ['our https://example.org/a_b{codes} and', 'our codes (https://example.org/a_b) and'],
    [
      '\\href{https://example.org/a\\_b}{our page}, \\url{https://example.org}',
      'our page (https://example.org/a_b), https://example.org',
    ],
    ['\\href{https://example.org}{\\textcolor{blue}{https://example.org}}', 'https://example.org'],
  ],
  'joins words that a line broke': [
    ['a represen- tation of con- text in context', 'a representation of context in context'],
    ['long- term looms, long-term moss', 'long-term looms, long-term moss'],
    ['pre- and post-looms, our model- MOSS', 'pre- and post-looms, our model- MOSS'],
  ],
  'folds white space and keeps paragraphs': [
    ['  a\nloom \t of\u00a0words \n\n \n\n Next ', 'a loom of words\n\nNext'],
    ['', ''],
  ],
  'leaves addresses, code and files alone': [
    [
      'see \\emph{https} https://example.org/moss_net/^2/*a*/2times and x^2',
      'see https https://example.org/moss_net/^2/*a*/2times and x²',
    ],
    [
      'github.com/moss/x_1, www.example.org/~a^2, a_1@example.org',
      'github.com/moss/x_1, www.example.org/~a^2, a_1@example.org',
    ],
    ['run `x_1 = alpha^2` in src/x_1.py, x_1.json', 'run `x_1 = alpha^2` in src/x_1.py, x_1.json'],
    ['[https://doi.org/10.1007/978-3-031-7_9]', '[https://doi.org/10.1007/978-3-031-7_9]'],
  ],
};

/** What may be meant as it stands. */
const clean = [
  '$100K or 100 Days',
  'from $5 to $10 and US$5-$7',
  'costs $5 (or 200$)',
  'times, in, log and beta',
  'a_deterministic_loom',
  "the `a` and don't",
  'r<<a & b',
  '\\emph{scan and never closed',
  '2 times 3 looms',
  '17 times.',
  'five times faster',
  'many times 2',
  'the delta rule',
  'beta version',
  'gamma(s)',
  'partial views',
  'a sim',
  'sim2real',
  'Sim(3)',
  'a subset of {0, 1} and {red, blue moss, wool}',
  'REP({set of moss})',
  'C^ and ^_^',
  'snake_case, __init__, _private',
  'ViT_B16 and top_k',
  'libing_generalSDR',
  'A* search, D*',
  '*-algebra and *-ring',
  '5*3*2',
  '2**3**2',
  'in 9-5 terms',
  'p = 0.05',
  'alpha = 0.05',
  'approx 10',
  'left (or right)',
  'a Big (loom)',
  'O(n log n)',
  'a~b',
  'infinity',
  'leqion',
  'cdotted',
  'to Rome',
  'Map(S) to R',
  '5pm',
  '100% (vs. 5%)',
  'x_',
  '_',
  '^2',
  'k_means',
  'English text: an ell of cloth',
  'Rho kinase',
  'p-tau',
  'the times table',
  '1:2 and 3/4',
  'e.g. i.e. et al.',
  "the '90s and rock 'n' roll",
  '"quoted" words',
  'a -- b --- c',
  'top-5',
  '10-20',
  'GPT-4o',
  'C++',
  'F#',
  'k-NN',
  'AT&T',
  'https://example.org/a_b?c=$d$&e=^2',
  'me_and_you@example.org',
  'moss_net.py',
  'path/to/my_file.txt',
  'x.y_z',
  'a.b_c',
  'ResNet_50',
  'v_net',
  'lambda-calculus',
  'pi-day',
  'chi-square',
];

describe('readable', function () {
  this.timeout(120_000);

  for (const [name, pairs] of Object.entries(cases)) {
    it(name, () => {
      for (const [text, expected] of pairs) assert.equal(readable(text), expected);
    });
  }

  it('leaves alone what may be meant as it stands', () => {
    for (const text of clean) {
      assert.equal(readable(text), text);
      assert.equal(readable(`We see ${text} here.`), `We see ${text} here.`);
    }
  });

  it('leaves clean prose as it is', () => {
    const words = fc.constantFrom(
      ...clean,
      ...'times log beta sim partial epsilon lambda exp max in to le and the loom weaves moss at night, a set of threads. We show that it'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 40 }), (parts) => {
        const text = parts
          .filter((part, i) => !/[`*_^$\\{]/.test(part) || i === parts.findIndex((other) => /[`*_^$\\{]/.test(other)))
          .join(', ');
        assert.equal(readable(text), text);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.array(abstracts, { minLength: 1, maxLength: 3 }), (paragraphs) => {
        const text = paragraphs.join('\n\n').replaceAll('^', '').replaceAll('sim10%', 'some');
        assert.equal(readable(text), text);
      }),
    );
  });

  const parts = fc.constantFrom(
    ...[
      '\\emph{',
      '}',
      '^{2}',
      '$',
      '``',
      "''",
      '`',
      "'",
      'word ',
      ' https://example.org/a_b^2 ',
      '\\',
      '{\\it ',
      '\n\n',
      '\\textcolor{a}{',
      '_',
      '^',
      '{',
      '_moss_',
      '*bold* ',
      '**',
    ],
    ...[
      'x_1',
      'times',
      '2times ',
      '224times224',
      'sim10% ',
      '\\alpha',
      '\\%',
      '\\$',
      '\\_',
      '~',
      '&amp;',
      'alpha',
      '(',
      ')',
      '=8{255}',
      'epsilon',
      'O(',
      '\\frac{a}{b}',
      'sqrt{T}',
      'cdot',
    ],
    ...[
      'mathbf x',
      'ell_2 ',
      '\\"o',
      "\\'{e}",
      '- ',
      'tion ',
      ' ',
      'A',
      '9',
      '\\(',
      '\\)',
      '\\[',
      '\\]',
      '$x^2$',
      'kleq 10',
      'Big(',
      'Big)',
      '\\href{',
      '\\footnote{',
      '\\xspace',
      '\\,',
      '`code_x`',
      '\\GVL',
      'rightarrow',
      '|',
      '\ufffc',
    ],
  );
  const soups = fc.array(parts, { maxLength: 25 }).map((pieces) => pieces.join(''));

  it('has nothing left to do on its own result', () => {
    for (const { title, abstract } of manyPapers(200)) {
      assert.equal(readable(readable(title)), readable(title));
      assert.equal(readable(readable(abstract)), readable(abstract));
    }
    fc.assert(
      fc.property(soups, (text) => {
        assert.equal(readable(readable(text)), readable(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('says in runs what it says as a text', () => {
    fc.assert(
      fc.property(fc.oneof(soups, fc.string({ unit: 'binary' }), abstracts), (text) => {
        const paragraphs = readableRuns(text);
        assert.equal(paragraphs.map(textOf).join('\n\n'), readable(text));
        assert.ok(paragraphs.flat().every((run) => run.text !== ''));
      }),
      { numRuns: 3_000 },
    );
  });

  it('takes any text, and leaves every address in it', () => {
    fc.assert(
      fc.property(soups, (text) => {
        const addresses = (of: string): number => of.split('https://example.org/a_b^2').length;
        assert.equal(addresses(readable(text)), addresses(text));
      }),
      { numRuns: 2_000, examples: [['\\$ https://example.org/a_b^2 $']] },
    );
  });

  const growing = [
    '\\emph{',
    '{\\it ',
    '``',
    '`',
    "`'",
    '^{',
    '$^',
    '\\',
    '\\textcolor{a}{',
    '\\textcolor[',
    'https://',
    '\n \n',
    ' ',
    '{',
    '}',
    '{}',
    '$',
    '$$',
    '$x$',
    '$x ',
    '\\(',
    '\\[',
    '*',
    '**',
    '*a',
    '**a ',
    '_',
    '_a',
    ' _a ',
    'x_',
    'x^',
    'x_i',
    '(',
    'f(',
    'O(alpha',
    '- a',
    'a- b ',
    'times',
    '2times',
    '2times2',
    'Xtimes',
    'cdot',
    'cdotX',
    '{cdot',
    'rightarrow',
    'kleq ',
    'alpha',
    'alpha^',
    'tau=',
    '~',
    'a~',
    '&amp;',
    '&',
    '\\frac{',
    '\\sqrt',
    'sqrt{',
    '\\href{a}{',
    "\\'",
    '\\"o',
    'a.',
    'a/',
    'a@',
    '`a',
    '`a b',
    "'",
    '"',
    '``a"',
    "`a'",
    'Big(',
    'Big)',
    '|',
    '\ufffc',
    '\\A',
    '1{',
    '=1{2}',
    '1',
    '1.',
    '-',
    '.,',
    'ell_',
    'mathbf ',
  ];
  for (const piece of growing) {
    it(`grows with ${JSON.stringify(piece)}`, () => {
      assertLinear((size) => {
        const text = `^${piece.repeat(size)}`;
        return () => readable(text);
      }, 3_000);
    });
  }
});

describe('readableRuns', () => {
  const runsOf = (text: string): Run[] => {
    const [runs = [], ...more] = readableRuns(text);
    assert.deepEqual(more, []);
    return runs;
  };

  it('says what is emphasised, in small capitals or code', () => {
    assert.deepEqual(runsOf('a \\emph{sparse \\textbf{loom}} of \\textsc{Moss}, `x_1` and \\texttt{k} _here_'), [
      { text: 'a ' },
      { text: 'sparse ', style: 'em' },
      { text: 'loom', style: 'strong' },
      { text: ' of ' },
      { text: 'Moss', style: 'smallCaps' },
      { text: ', ' },
      { text: '`x_1`', style: 'code', shown: 'x_1' },
      { text: ' and ' },
      { text: 'k', style: 'code' },
      { text: ' ' },
      { text: 'here', style: 'em' },
    ]);
  });

  it('says what is raised and lowered, and what is shown then', () => {
    assert.deepEqual(runsOf('SL^{2}A in O(L^{{4}/{3}}) of E$^2$ and \\emph{x_0}'), [
      { text: 'SL' },
      { text: '²', script: 'sup', shown: '2' },
      { text: 'A in O(L' },
      { text: '^(4/3)', script: 'sup', shown: '4/3' },
      { text: ') of E' },
      { text: '²', script: 'sup', shown: '2' },
      { text: ' and ' },
      { text: 'x', style: 'em' },
      { text: '₀', style: 'em', script: 'sub', shown: '0' },
    ]);
  });

  it('keeps the TeX of formulas', () => {
    assert.deepEqual(runsOf('in $O(n^{2})$ or \\( \\binom{n}{k} \\)'), [
      { text: 'in ' },
      { text: 'O(n²)', math: 'O(n^{2})' },
      { text: ' or ' },
      { text: '\\( \\binom{n}{k} \\)', math: '\\binom{n}{k}' },
    ]);
  });

  it('can be linked', () => {
    assert.deepEqual(linkRuns(runsOf('\\emph{see https://example.org/a_b}. x^2')), [
      { text: 'see ', style: 'em' },
      { text: 'https://example.org/a_b', style: 'em', href: 'https://example.org/a_b' },
      { text: '. x' },
      { text: '²', script: 'sup', shown: '2' },
    ]);
  });
});
