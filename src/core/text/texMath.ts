import { scripted, type Script } from './scripts';
import { lastCharacter } from './trimming';
import { doubleStruck, functionNames, greekLetters, infixSigns, mathAccents, plainSigns } from './texSymbols';

const deepest = 12;
const fonts =
  /^(?:math(?:bf|bb|cal|rm|it|sf|tt|frak|scr|normal|bfit)|boldsymbol|bm|bf|rm|cal|operatorname|ensuremath|mathop|mathbin|mathrel|pmb|underline)$/;
const texts = /^(?:text(?:rm|sf|tt|it|bf|sc|normal|up)?|mbox|hbox|emph)$/;
const sizes = /^(?:left|right|middle|[bB]igg?[lrm]?|displaystyle|textstyle|limits|nolimits)$/;
const spaces = /^(?:quad|qquad|enspace|thinspace|[,;: ])$/;

/**
 * A formula in Unicode, on one line: `\mathcal{O}(n^{2})` gives `O(n²)`.
 *
 * @param tex TeX of a formula, without its dollars.
 * @returns null where the formula has something that a line of text cannot show, or that is not known.
 */
export function mathText(tex: string): string | null {
  const reader = new FormulaReader(tex);
  const text = reader.sequence(0);
  return text === null || !reader.isAtEnd ? null : text.replace(/ +/g, ' ').trim();
}

class FormulaReader {
  readonly #tex: string;
  #at = 0;

  constructor(tex: string) {
    this.#tex = tex;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tex.length;
  }

  /** What stands up to the end or a closing brace. */
  sequence(depth: number): string | null {
    let text = '';
    while (!this.isAtEnd && this.#tex.charAt(this.#at) !== '}') {
      const next = this.#item(text, depth);
      if (next === null) return null;
      text = next;
    }
    return text;
  }

  /** The text before with the next item behind it. */
  #item(before: string, depth: number): string | null {
    const character = this.#tex.charAt(this.#at);
    if (character === '^' || character === '_') {
      this.#at++;
      return this.#script(before, character === '^' ? 'sup' : 'sub', depth);
    }
    if (character === '\\') return this.#command(before, depth);
    if (character === '{') return joined(before, this.#argument(depth));
    this.#at++;
    if (character === '&' || character === '$' || character === '%' || character === '#') return null;
    if (character === '~' || /\s/.test(character)) return `${before} `;
    return before + (character === "'" ? '′' : character);
  }

  #script(before: string, script: Script, depth: number): string | null {
    const text = this.#argument(depth);
    return text === null || text === '' ? null : before + scripted(text, script);
  }

  /** A group in braces, a command with what it takes, or one character. */
  #argument(depth: number): string | null {
    while (/\s/.test(this.#tex.charAt(this.#at))) this.#at++;
    const character = this.#tex.charAt(this.#at);
    if (depth >= deepest || character === '' || character === '}' || character === '^' || character === '_')
      return null;
    if (character !== '{') return this.#item('', depth + 1);
    this.#at++;
    const text = this.sequence(depth + 1);
    if (text === null || this.#tex.charAt(this.#at) !== '}') return null;
    this.#at++;
    return text.trim();
  }

  #command(before: string, depth: number): string | null {
    const [, name = this.#tex.charAt(this.#at + 1)] =
      /^\\([A-Za-z]+)\*?/.exec(this.#tex.slice(this.#at, this.#at + 40)) ?? [];
    this.#at += 1 + name.length;
    if (this.#tex.charAt(this.#at) === '*' && /[a-z]$/i.test(name)) this.#at++;
    if (depth >= deepest) return null;
    if (name === '_' && endsInOperand(before)) return this.#script(before, 'sub', depth);
    if (/^[{}%$#&_]$/.test(name)) return before + name;
    if (name === '|') return `${before}‖`;
    if (name === '!' || name === '/') return before;
    if (spaces.test(name)) return `${before} `;
    const letter = greekLetters.get(name) ?? plainSigns.get(name);
    if (letter !== undefined) {
      if (!/^\s+[=<>+\-*/|:]/.test(this.#tex.slice(this.#at, this.#at + 8))) this.#skipBlanks();
      return before + letter;
    }
    const sign = infixSigns.get(name);
    if (sign !== undefined) {
      this.#skipBlanks();
      return before.endsWith(' ') ? `${before}${sign} ` : before + sign;
    }
    if (functionNames.has(name)) return this.#function(before, name);
    if (sizes.test(name)) return this.#delimited(before);
    if (name === 'mathbb') return joined(before, this.#doubleStruck(depth));
    if (texts.test(name)) return joined(before, this.#text());
    if (fonts.test(name)) return joined(before, this.#argument(depth));
    if (/^[dt]?frac$/.test(name)) return joined(before, this.#fraction(before, depth));
    if (name === 'sqrt') return joined(before, this.#root(depth));
    const mark = mathAccents.get(name);
    return mark === undefined ? null : joined(before, accented(this.#argument(depth), mark));
  }

  /** A function's name, apart from the letters around it. */
  #function(before: string, name: string): string {
    const isApart = /^(?:[{\d]|\\(?!left|[bB]ig|[^A-Za-z]))/.test(this.#tex.slice(this.#at, this.#at + 5));
    return `${endsInOperand(before) ? `${before} ` : before}${name}${isApart ? ' ' : ''}`;
  }

  #delimited(before: string): string | null {
    this.#skipBlanks();
    if (this.#tex.charAt(this.#at) === '.') this.#at++;
    return before;
  }

  #doubleStruck(depth: number): string | null {
    return this.#argument(depth)?.replace(/[A-Z]/g, (letter) => doubleStruck.get(letter) ?? letter) ?? null;
  }

  #text(): string | null {
    const [whole, text = ''] = /^\s*\{([^{}\\$]{0,100})\}/.exec(this.#tex.slice(this.#at, this.#at + 110)) ?? [];
    if (whole === undefined) return null;
    this.#at += whole.length;
    return text;
  }

  #fraction(before: string, depth: number): string | null {
    const above = this.#argument(depth);
    const below = above === null ? null : this.#argument(depth);
    if (above === null || below === null) return null;
    const text = `${bracketed(above)}/${bracketed(below)}`;
    const isFactor =
      endsInOperand(before) ||
      /^\s*(?:[A-Za-z\d({]|\\(?:sqrt|[dt]?frac|log|ln|exp|sum|cos|sin|mathbb|mathcal)\b)/.test(
        this.#tex.slice(this.#at, this.#at + 20),
      );
    return isFactor ? `(${text})` : text;
  }

  #root(depth: number): string | null {
    if (this.#tex.charAt(this.#at) === '[') return null;
    const text = this.#argument(depth);
    return text === null ? null : `√${bracketed(text)}`;
  }

  #skipBlanks(): void {
    while (/\s/.test(this.#tex.charAt(this.#at))) this.#at++;
  }
}

/** Whether a text ends with a letter, a digit or a closing bracket, which a script or a factor may follow. */
function endsInOperand(text: string): boolean {
  return /^[\p{L}\p{N})]$/u.test(lastCharacter(text));
}

function joined(before: string, text: string | null): string | null {
  return text === null ? null : before + text;
}

/** A text that is one whole beside a stroke or behind a root. */
function bracketed(text: string): string {
  return /^√?(?:[\p{L}\p{N}\p{M}.∞′_^]*|\p{L}?\([^()]*\)|\|[^|]*\|)$/u.test(text) ? text : `(${text})`;
}

function accented(text: string | null, mark: string): string | null {
  return text !== null && Array.from(text.normalize('NFC')).length === 1 ? (text + mark).normalize('NFC') : null;
}
