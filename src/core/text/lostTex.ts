import { keptSign } from './keptText';
import { functionNames, greekLetters, infixSigns, plainSigns } from './texSymbols';

/** Puts back one kind of what a page lost of a text, wherever it stands in certain company. */
interface Restoring {
  readonly name: string;
  /** What a text has where there is something to put back; it is quick to look for. */
  readonly needs: RegExp;
  readonly restore: (text: string, original: string) => string;
}

const greek = Array.from(greekLetters.keys()).join('|');
/** Names of Greek letters that are hardly words of prose. */
const oddGreek = 'varepsilon|epsilon|vartheta|theta|varphi|phi|psi|rho|tau|sigma|omega|kappa|zeta|xi|eta|chi|mu|nu|ell';
const functions = `${Array.from(functionNames).join('|')}|sigmoid|tanh|softmax|sign|sgn|relu|ReLU|poly|polylog`;
/** What a pair of brackets may hold that is a formula: single letters, names of Greek letters and functions, numbers, signs. */
const formula = `(?:(?:${greek}|ell|${functions}|[A-Za-z])(?![A-Za-z])|[\\d\\s.,+*/^_=<>|·×{}∞-])+`;

const sign = (name: string): string => greekLetters.get(name) ?? plainSigns.get(name) ?? infixSigns.get(name) ?? name;

function replacing(
  name: string,
  needs: RegExp,
  pattern: RegExp,
  replacement: string | ((...found: string[]) => string),
): Restoring {
  const restore =
    typeof replacement === 'string'
      ? (text: string): string => text.replace(pattern, replacement)
      : (text: string): string => text.replace(pattern, (...found: string[]) => replacement(...found));
  return { name, needs, restore };
}

const operators = 'times|cdot|otimes|oplus';
const decimal = String.raw`\d+(?:\.\d+)?`;
/** A letter or a number, not tried again from each digit of a number. */
const firstOperand = String.raw`(?<![A-Za-z\\])(?:[A-Za-z]|(?:(?<!\d)|(?<=[A-Za-z\\]\d))${decimal})`;
const nextOperand = String.raw`(?:[A-Za-z](?=${operators}|(?![A-Za-z]))|${decimal}(?!\w)|${decimal}(?=times|cdot))`;

const greekWord = new RegExp(`(?<![A-Za-z\\\\])(?:${greek}|ell)(?![A-Za-z])`, 'g');
const withGreek = (text: string): string => (/\(e?s\)$/.test(text) ? text : text.replace(greekWord, sign));

const knownLetter = /[εϑθφψρτσωκζξηχμνℓ]/;

/** The rules, in the order in which they are applied. None adds or removes a `keptSign`. */
const signRestorings: readonly Restoring[] = [
  replacing(
    'entity',
    /&/,
    /&(?:amp;)*(amp|lt|gt|quot|nbsp|#\d{2,6}|#x[\da-fA-F]{2,5});/g,
    (whole, name = '') => entity(name) ?? whole,
  ),
  replacing('escaped sign', /\\/, /\\([%&#_])/g, '$1'),
  replacing(
    'tie',
    /~/,
    new RegExp(
      `(?<=[A-Za-z]{2}|[.\\])${keptSign}]|\\d(?=~[A-Za-z(\\[${keptSign}\\\\]))~(?=[A-Za-z\\d(\\[\\\\${keptSign}])(?!0\\.)`,
      'g',
    ),
    ' ',
  ),
  replacing(
    'operator in braces',
    /\{/,
    /\{(times|to|cdot|cdots|leq|geq|neq|le|ge|in|sim|approx|pm|[=+<>/:,*-])\}/g,
    (_, name = '') => sign(name),
  ),
  replacing(
    'glued operator',
    /times|cdot|oplus/,
    new RegExp(`${firstOperand}(?:(?:${operators})${nextOperand})+`, 'g'),
    (whole) => whole.replace(/times|cdot|otimes|oplus/g, sign),
  ),
  replacing(
    'factor',
    /times/,
    /(?<=([\w.]?))(?<!\d|\d[.,])(\d+(?:[.,]\d+)*)(?:([-–])(\d+(?:\.\d+)?))?times(?![A-Za-z\d])/g,
    factor,
  ),
  replacing('size', /times/, /(?<![\w.])(\d+) times \1(?![\d.]|\w)/g, '$1 × $1'),
  replacing(
    'dot',
    /cdot/,
    /(?<![\\A-Za-z])cdots?(?![A-Za-z])|(?<!\\[A-Za-z]{0,12})(?<=[A-Za-z\d){])cdot(?=[A-Z\d({]|$)/g,
    (whole) => sign(whole),
  ),
  replacing('operator in braces', /·/, /(?<=[A-Za-z\d])\{(·[^{}]{1,20})\}/g, '$1'),
  replacing(
    'arrow',
    /arrow/,
    /(?<!\\[A-Za-z]{0,12})(?:[lL]ong)?([lL]eft)?([rR]ight)?arrow(?![a-z]{0,20}[(_])/g,
    (whole, left = '', right = '') => arrow(left, right) ?? whole,
  ),
  replacing('map', /\)to/, /(?<=\))to(?=[A-Z](?:[\^_]|\b))/g, '→'),
  replacing('infinity', /infty/, /(?<=[A-Za-z\d)]→) infty(?![A-Za-z])|(?<=[A-Za-z\d)])toinfty(?![A-Za-z])/g, (whole) =>
    whole.startsWith('t') ? '→∞' : '∞',
  ),
  replacing('infinity', /infty/, /(?<= )to infty(?![A-Za-z])/g, '→ ∞'),
  replacing('infinity', /infty/, /(?<![A-Za-z\\])(H?)_?infty(?![A-Za-z])/g, '$1∞'),
  replacing(
    'relation',
    /eq/,
    new RegExp(
      `(?<![A-Za-z\\\\])(${greek}|[A-Za-z])?(leq|geq|neq)(?![A-Za-z])(?=( ?)[\\d(.${keptSign}A-Za-z\\\\])`,
      'g',
    ),
    (_, left = '', name = '', blank = '') => (left === '' ? sign(name) : `${sign(left)}${blank}${sign(name)}`),
  ),
  replacing(
    'relation',
    /[lg]e ?\d/,
    new RegExp(`(?<![A-Za-z\\\\])(${greek})(le|ge)(?=( ?)\\d)`, 'g'),
    (_, left = '', name = '', blank = '') => `${sign(left)}${blank}${sign(name)}`,
  ),
  replacing(
    'relation',
    /[|)][lg]e/,
    new RegExp(`(?<=[|)])(leq|geq|le|ge)(${greek}|\\d|[a-z](?![A-Za-z]))`, 'g'),
    (_, name = '', right = '') => sign(name) + sign(right),
  ),
  replacing('about', /sim/, /(?<![A-Za-z\\\d-])sim ?(?=\d[\d,]*(?:\.\d+)?(?:%|×| ?times\b|[KMB]\b))/g, '∼'),
  replacing('about', /approx/, /(?<![A-Za-z\\\d-])approx(?=\d)/g, '≈'),
  replacing('set operator', /\|/, /(?<=\|[A-Z] )(?:cap|cup)(?= [A-Z]\|)/g, sign),
  replacing('plus or minus', /pm\d/, /(\d\.\d+)pm(?=\d)/g, '$1±'),
  replacing('fraction', /\d\{/, /(?<=[=(≤≥/] ?)(\d+)\{(\d+)\}/g, '$1/$2'),
  replacing(
    'command',
    /\{/,
    /(?<![A-Za-z\\])(sqrt|math(?:cal|bb|bf|rm|it|sf|frak|scr)|operatorname|boldsymbol|emph|textbf|textit|textsc|texttt)(?=\{)/g,
    '\\$1',
  ),
  replacing('switch', /\{/, /(?<=\{)(bf|cal|rm|sf|tt|sc|em)(?= [A-Za-z\\])/g, '\\$1'),
  replacing('font', /math/, /(?<![A-Za-z\\])(math(?:cal|bb|bf|rm|it|sf|frak|scr))(?= ?[A-Za-z](?![A-Za-z]))/g, '\\$1'),
  { name: 'sized bracket', needs: /[Bb]ig|left/, restore: withoutSizes },
];

/** As `signRestorings`, after them, for texts that name a Greek letter or the letter ℓ. */
const letterRestorings: readonly Restoring[] = [
  replacing('ell', /ell/, /(?<![A-Za-z\\])ell(?=_[A-Za-z\d{∞])/g, 'ℓ'),
  replacing(
    'Greek in a call',
    /\(/,
    new RegExp(`(?<![A-Za-z\\\\])(?:[A-Za-z]|${greek}|${functions})\\(${formula}\\)`, 'g'),
    withGreek,
  ),
  replacing('Greek in brackets', /\)\^/, new RegExp(`\\(${formula}\\)(?=\\^)`, 'g'), withGreek),
  replacing('Greek in brackets', /\(\d/, new RegExp(`(?<=\\(\\d ?[-+*/] ?)(?:${greek})(?=\\))`, 'g'), sign),
  replacing(
    'Greek in a script',
    /[\^_]/,
    new RegExp(`(?<=[\\^_]\\{-?|[A-Za-z\\d)]\\^|(?<!\\w)[A-Za-z]_|\\^\\d_)(?:${greek})(?![A-Za-z_])`, 'g'),
    sign,
  ),
  { name: 'Greek in a script', needs: /[\^_]\{/, restore: withGreekInScripts },
  replacing(
    'Greek with a script',
    /[\^_]/,
    new RegExp(`(?<![A-Za-z\\\\._-]|[A-Za-z]/)(?:${greek})(?=\\^[\\d{A-Za-z]|_(?:\\{|[A-Za-z\\d](?!\\w)))`, 'g'),
    sign,
  ),
  replacing(
    'Greek in an equation',
    /[=<>≤≥|)]/,
    new RegExp(
      `(?<![A-Za-z\\\\/._-])(?:${greek})(?=[=<>≤≥]\\d)|(?<=\\|[<>=≤≥])(?:${greek})(?![A-Za-z])|(?<=[a-z]\\([a-z]\\))(?:${greek})(?![A-Za-z])`,
      'g',
    ),
    sign,
  ),
  { name: 'letter known from the text', needs: knownLetter, restore: withKnownLetters },
];

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

function entity(name: string): string | null {
  if (!name.startsWith('#')) return entities[name] ?? null;
  const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  const character = code > 0x20 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) && character !== keptSign ? character : null;
}

function arrow(left: string, right: string): string | null {
  const isDouble = /[LR]/.test(left + right);
  if (left !== '' && right !== '') return isDouble ? '⇔' : '↔';
  if (right !== '') return isDouble ? '⇒' : '→';
  return left === '' ? null : isDouble ? '⇐' : '←';
}

/** A factor or a range of factors. One that follows a letter or a point is none, but what follows a comma is. */
function factor(whole: string, before = '', from = '', dash = '', to = ''): string {
  if (before !== '' && !from.includes(',')) return to === '' ? whole : `${from}${dash}${to}×`;
  return to === '' ? `${from}×` : `${from}–${to}×`;
}

const formulaRun = new RegExp(formula, 'g');

/** Puts Greek letters back from the first group in braces of a script to the last brace of the formula around it. */
function withGreekInScripts(text: string): string {
  return text.replace(formulaRun, (run) => {
    const open = run.search(/[\^_]\{/);
    const close = run.lastIndexOf('}');
    if (open < 0 || close < open + 3) return run;
    return run.slice(0, open + 1) + withGreek(run.slice(open + 1, close + 1)) + run.slice(close + 1);
  });
}

/** Drops the sizes of brackets where each that opens has one that closes. */
function withoutSizes(text: string): string {
  const opening = /(?:(?<=\}|\b[A-Z]) )?(?<![A-Za-z\\])(?:[Bb]igg?[lr]?|left)([([|]) ?/g;
  const closing = / ?(?<![A-Za-z\\])(?:[Bb]igg?[lr]?|right)([)\]|])/g;
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const opened = count(opening);
  return opened > 0 && opened === count(closing) ? text.replace(opening, '$1').replace(closing, '$1') : text;
}

const oddName = new RegExp(`(?<![A-Za-z\\\\_])(?:${oddGreek})(?![A-Za-z_(])`, 'g');

/** A letter that was put back in a formula of the text is meant where its name stands alone, too. */
function withKnownLetters(text: string, original: string): string {
  const known = new Map<string, string>();
  return text.replace(oddName, (name) => {
    const letter = sign(name);
    const shown = known.get(name) ?? (text.includes(letter) && !original.includes(letter) ? letter : name);
    known.set(name, shown);
    return shown;
  });
}

const letterName = new RegExp(`${greek}|ell`);

/** Puts back what a page lost of a text, by all the rules. */
export function withLostTex(text: string): string {
  const restored = restoredBy(signRestorings, text, text);
  return letterName.test(restored) ? restoredBy(letterRestorings, restored, text) : restored;
}

function restoredBy(restorings: readonly Restoring[], text: string, original: string): string {
  return restorings.reduce(
    (restored, { needs, restore }) => (needs.test(restored) ? restore(restored, original) : restored),
    text,
  );
}
