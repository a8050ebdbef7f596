import { firstWhere } from '../firstWhere';
import { keptSign, type Kept } from './keptText';
import type { Run, Style } from './prose';
import { scripted, type Script } from './scripts';
import { mathText } from './texMath';
import { accentAt, isSilent, isSwitch, signOf, styleOf } from './texCommands';
import { infixSigns } from './texSymbols';
import { emphasisAt, isProse, quotationAt } from './textMarks';

/** Groups within groups that are looked into. */
const deepest = 10;
const longestScript = 80;

const special = new RegExp(`[\\\\^_{\`*${keptSign}]`, 'g');

/**
 * Sets a text in runs: what its mark-up says is said by the runs, and the mark-up is gone.
 *
 * @param text One paragraph, with `keptSign` for each stretch that is kept.
 */
export function typeset(text: string, kept: readonly Kept[]): Run[] {
  return new Typesetter(text, kept).runs();
}

interface Found {
  /** Where the text goes on. */
  readonly end: number;
}

/** A run to which text may still be added. */
type GrowingRun = Omit<Run, 'text'> & { text: string };

interface Stretch {
  readonly start: number;
  readonly end: number;
}

class Typesetter {
  readonly #text: string;
  readonly #kept: readonly Kept[];
  readonly #runs: GrowingRun[] = [];
  #closings: Map<number, number> | null = null;
  #keptPlaces: readonly number[] | null = null;
  #style: Style | null = null;
  /** The end of what is printed. */
  #last = '';

  constructor(text: string, kept: readonly Kept[]) {
    this.#text = text;
    this.#kept = kept;
  }

  runs(): Run[] {
    this.#set(0, this.#text.length, 0);
    const last = this.#runs.at(-1);
    if (last?.text.endsWith(' ')) last.text = last.text.slice(0, -1);
    return this.#runs.filter(({ text }) => text !== '');
  }

  #set(start: number, end: number, depth: number): void {
    let done = start;
    for (let at = start; at < end;) {
      special.lastIndex = at;
      const match = special.exec(this.#text);
      if (!match || match.index >= end) break;
      this.#print(this.#text.slice(done, match.index));
      done = match.index;
      const found = depth < deepest ? this.#special(match[0], match.index, end, depth) : null;
      if (found) done = found.end;
      at = found ? found.end : match.index + 1;
    }
    this.#print(this.#text.slice(done, end));
  }

  #print(written: string, more: Partial<Run> = {}): void {
    const text =
      written.startsWith(' ') && (this.#last === '' || this.#last.endsWith(' ')) ? written.slice(1) : written;
    if (text === '') return;
    const run = this.#style === null ? { text, ...more } : { text, style: this.#style, ...more };
    const last = this.#runs.at(-1);
    if (last && isPlain(last) && isPlain(run) && last.style === run.style) last.text += text;
    else this.#runs.push(run);
    this.#last = (this.#last + text).slice(-8);
  }

  #special(character: string, at: number, end: number, depth: number): Found | null {
    switch (character) {
      case keptSign:
        return this.#keep(at);
      case '\\':
        return this.#command(at, end, depth);
      case '^':
        return this.#script('sup', at, end);
      case '_':
        return this.#emphasis(at, end, depth) ?? this.#script('sub', at, end);
      case '*':
        return this.#emphasis(at, end, depth);
      case '`':
        return this.#quotation(at, end, depth);
      default:
        return this.#group(at, end, depth);
    }
  }

  #keep(at: number): Found {
    const kept = this.#kept[this.#keptAt(at)];
    if (!kept) return { end: at + 1 };
    const script = /^([\^_])\s*(\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|[^{}\\\s])$/.exec(kept.tex);
    const inner = script ? mathText(script[2] ?? '') : null;
    if (inner !== null && inner !== '' && /[\p{L}\p{N})\]]$/u.test(this.#last)) {
      this.#printScript(inner, script?.[1] === '^' ? 'sup' : 'sub');
    } else if (kept.kind === 'formula') {
      this.#print(kept.text, { math: kept.tex });
    } else if (kept.kind === 'code') {
      this.#print(kept.text, { style: 'code', shown: kept.text.slice(1, -1) });
    } else {
      return this.#address(kept.text, at);
    }
    return { end: at + 1 };
  }

  /** An address; with words in braces behind it, which it is the address of. */
  #address(address: string, at: number): Found {
    const [braced, words = ''] = /^\{([A-Za-z][\w .-]{0,60})\}/.exec(this.#text.slice(at + 1, at + 70)) ?? [];
    if (braced === undefined || !/^https?:/.test(address)) {
      this.#print(address);
      return { end: at + 1 };
    }
    this.#print(`${words} (${address})`);
    return { end: at + 1 + braced.length };
  }

  /** The texts that are kept in a stretch. */
  #keptIn({ start, end }: Stretch): string[] {
    return this.#kept.slice(this.#keptAt(start), this.#keptAt(end)).map(({ text }) => text);
  }

  /** The number of kept stretches before a place. */
  #keptAt(at: number): number {
    const places = (this.#keptPlaces ??= Array.from(this.#text.matchAll(/\ufffc/g), ({ index }) => index));
    return firstWhere(places.length, (i) => (places[i] ?? 0) >= at);
  }

  #command(at: number, end: number, depth: number): Found | null {
    const ahead = this.#text.slice(at, Math.min(end, at + 40));
    const name = /^\\([A-Za-z]+)\*?/.exec(ahead)?.[1];
    if (name === undefined) return this.#escape(at, ahead);
    const accented = this.#accent(at, ahead);
    if (accented) return accented;
    const after = at + 1 + name.length;
    const style = styleOf(name);
    if (style !== undefined && !isSwitch(name)) {
      const group = this.#argument(after, end);
      if (group) return this.#styled(style, group.start, group.end, depth);
    }
    const letter = /^\\math(?:cal|bb|bf|rm|it|sf|frak|scr) ?[A-Za-z](?![A-Za-z])/.exec(ahead)?.[0];
    if (letter !== undefined) {
      this.#print(mathText(letter) ?? letter);
      return { end: at + letter.length };
    }
    if (name === 'textcolor') return this.#colored(after, end, depth);
    if (name === 'href') return this.#link(after, end, depth);
    if (name === 'footnote') return this.#footnote(after, end, depth);
    if (name === 'textsuperscript' || name === 'textsubscript')
      return this.#scriptArgument(name.endsWith('superscript') ? 'sup' : 'sub', after, end);
    if (/^(?:sqrt|[dt]?frac|mathbb|mathfrak|mathscr|hat|bar|tilde)$/.test(name))
      return this.#formula(at, after, end, depth);
    if (isSilent(name)) return { end: after };
    if (/^q?quad$/.test(name)) return this.#blank(after);
    const sign = signOf(name);
    if (sign !== undefined) return this.#sign(sign, infixSigns.has(name), after);
    return this.#name(name, at, after);
  }

  /** The name of a paper's own thing, such as `\GVL`: a command in capitals that stands for a word. */
  #name(name: string, at: number, after: number): Found | null {
    if (
      !/^(?:[A-Z][A-Za-z]*[A-Z]|[A-Z]{2,})[a-z]{0,3}$/.test(name) ||
      !/^(?:[\s),.:;'’”-]|$|\{\}|\\)/.test(this.#text.slice(after, after + 2))
    )
      return null;
    if (at > 0 && !/[\s(“"'‘/-]/.test(this.#text.charAt(at - 1))) return null;
    this.#print(name);
    return { end: this.#text.startsWith('{}', after) ? after + 2 : after };
  }

  #sign(sign: string, isInfix: boolean, after: number): Found {
    const before = this.#last;
    this.#print(sign);
    if (this.#text.startsWith('{}', after)) return { end: after + 2 };
    const next = this.#text.slice(after, after + 2);
    const isJoined = isInfix
      ? !before.endsWith(' ') && (sign !== '×' || /\d/.test(next))
      : /^\p{L}$/u.test(sign) && !greekSign.test(sign) && /\p{Ll}/u.test(next);
    return { end: isJoined && next.startsWith(' ') ? after + 1 : after };
  }

  #escape(at: number, ahead: string): Found | null {
    const next = ahead.charAt(1);
    if (next === '$') {
      this.#print('$');
      return { end: at + 2 };
    }
    if (next === '@' && /\w$/.test(this.#last) && /^\w/.test(ahead.slice(2))) return { end: at + 1 };
    if (/^[-/@!]$/.test(next)) return { end: at + 2 };
    if (/^[,;: \\]$/.test(next)) return this.#blank(at + 2);
    return this.#accent(at, ahead);
  }

  #blank(after: number): Found {
    this.#print(' ');
    return { end: after };
  }

  #accent(at: number, ahead: string): Found | null {
    const found = accentAt(ahead);
    if (!found) return null;
    this.#print(found.letter);
    return { end: at + found.length };
  }

  /** The group in braces at or after a blank; null where there is none. */
  #argument(at: number, end: number): Stretch | null {
    const open = this.#text.charAt(at) === ' ' ? at + 1 : at;
    if (this.#text.charAt(open) !== '{') return null;
    const close = this.#closingOf(open);
    return close < 0 || close >= end ? null : { start: open + 1, end: close };
  }

  #closingOf(open: number): number {
    if (!this.#closings) {
      this.#closings = new Map();
      const opened: number[] = [];
      for (const { 0: brace, index } of this.#text.matchAll(/(?<!\\)[{}]/g)) {
        if (brace === '{') {
          opened.push(index);
        } else {
          const last = opened.pop();
          if (last !== undefined) this.#closings.set(last, index);
        }
      }
    }
    return this.#closings.get(open) ?? -1;
  }

  #styled(style: Style | null, start: number, end: number, depth: number): Found {
    const outer = this.#style;
    this.#style = style ?? outer;
    this.#set(start, end, depth + 1);
    this.#style = outer;
    return { end: end + 1 };
  }

  #colored(after: number, end: number, depth: number): Found | null {
    const model = /^ ?(?:\[[^\]{}]{0,40}\])? ?\{[^{}]{0,80}\}/.exec(this.#text.slice(after, after + 130));
    const group = model && this.#argument(after + model[0].length, end);
    return group && this.#styled(null, group.start, group.end, depth);
  }

  #link(after: number, end: number, depth: number): Found | null {
    const target = this.#argument(after, end);
    const words = target && this.#argument(target.end + 1, end);
    if (!words) return null;
    this.#styled(null, words.start, words.end, depth);
    if (this.#keptIn(target)[0] === undefined || this.#keptIn(target)[0] !== this.#keptIn(words)[0]) {
      this.#print(' (');
      this.#set(target.start, target.end, depth + 1);
      this.#print(')');
    }
    return { end: words.end + 1 };
  }

  #footnote(after: number, end: number, depth: number): Found | null {
    const group = this.#argument(after, end);
    if (!group) return null;
    this.#print(/\s$/.test(this.#last) ? '(' : ' (');
    this.#set(group.start, group.end, depth + 1);
    this.#print(')');
    return { end: group.end + 1 };
  }

  #formula(at: number, after: number, end: number, depth: number): Found | null {
    const first = this.#argument(after, end);
    if (!first || first.end - at > longestScript) return null;
    const second = this.#text.charAt(first.end + 1) === '{' ? this.#argument(first.end + 1, end) : null;
    const isFraction = /frac$/.test(this.#text.slice(at, after));
    const last = isFraction ? second : first;
    const text = last && this.#mathText(at, last.end + 1);
    if (!text) return null;
    this.#print(text);
    if (isFraction || !second) return { end: last.end + 1 };
    this.#print('/');
    this.#set(second.start, second.end, depth + 1);
    return { end: second.end + 1 };
  }

  #group(at: number, end: number, depth: number): Found | null {
    const close = this.#closingOf(at);
    if (close < 0 || close >= end) return null;
    const inner = this.#text.slice(at + 1, Math.min(close, at + 200));
    const switched = /^ ?\\([a-z]+)(?![A-Za-z]) ?/.exec(inner);
    if (switched && isSwitch(switched[1] ?? ''))
      return this.#switched(styleOf(switched[1] ?? '') ?? null, at + 1 + switched[0].length, close, depth);
    const color = /^\\color ?(?:\[[^\]{}]{0,40}\])? ?\{[^{}]{0,80}\} ?/.exec(inner);
    if (color) return this.#switched(null, at + 1 + color[0].length, close, depth);
    const whole = this.#text.slice(at + 1, Math.min(close, at + 40));
    const name = /^\\([A-Za-z]+)$/.exec(whole)?.[1];
    const isSign =
      name === undefined ? /^\\(?:["'`^~=.]\\?[A-Za-z]|[cvuHkrdb] [A-Za-z])$/.test(whole) : signOf(name) !== undefined;
    const isCapital =
      /^[A-Z]{1,4}$/.test(whole) &&
      /[a-z]/.test(this.#text.charAt(close + 1)) &&
      !/\\[A-Za-z]{1,30}$/.test(this.#text.slice(Math.max(0, at - 31), at));
    const isApart = /(?:^|[\s“"]|(?<![\p{L}\p{N}])[([])$/u.test(this.#text.slice(Math.max(0, at - 2), at));
    if (isSign || isCapital || (isApart && (isProse(inner) || this.#argument(at + 1, close)?.end === close - 1)))
      return this.#styled(null, at + 1, close, depth);
    return null;
  }

  /** What stands behind a command that holds up to the end of its group, without braces around all of it. */
  #switched(style: Style | null, start: number, close: number, depth: number): Found {
    const braced = this.#argument(start, close);
    if (braced?.end === close - 1) this.#styled(style, braced.start, braced.end, depth);
    else this.#styled(style, start, close, depth);
    return { end: close + 1 };
  }

  #emphasis(at: number, end: number, depth: number): Found | null {
    const found = emphasisAt(this.#text, at, end);
    if (!found) return null;
    this.#styled(found.style, found.start, found.end, depth);
    return { end: found.after };
  }

  #quotation(at: number, end: number, depth: number): Found | null {
    const found = quotationAt(this.#text, at, end);
    if (!found) return null;
    this.#print(found.opening);
    this.#set(found.start, found.end, depth + 1);
    this.#print(found.closing);
    return { end: found.after };
  }

  #script(script: Script, at: number, end: number): Found | null {
    if (!/[\p{L}\p{N}\p{M})\]}|’′]$/u.test(this.#last)) return null;
    const next = this.#text.charAt(at + 1);
    if (next === '{') return this.#scriptArgument(script, at + 1, end);
    const ahead = this.#text.slice(at + 1, Math.min(end, at + 24));
    const bare = script === 'sup' ? bareSup.exec(ahead) : this.#isIndexed ? bareSub.exec(ahead) : null;
    if (!bare) return null;
    this.#printScript(bare[0].startsWith('\\') ? (mathText(bare[0]) ?? bare[0]) : bare[0], script);
    return { end: at + 1 + bare[0].length };
  }

  /** Whether what is printed ends with a letter by itself, not with the end of a name. */
  get #isIndexed(): boolean {
    return /(?:(?<![\p{Lu}\p{Ll}\p{Lo}\p{Nd}_./\\@#])(?:\p{L}|log|ln)|[\p{L}\p{N}]\)|[\p{Lm}\p{No}])$/u.test(
      this.#last,
    );
  }

  #scriptArgument(script: Script, at: number, end: number): Found | null {
    const group = this.#argument(at, end);
    if (!group || group.end - group.start > longestScript) return null;
    const text = this.#mathText(group.start, group.end);
    if (!text) return null;
    this.#printScript(text, script);
    return { end: group.end + 1 };
  }

  #mathText(start: number, end: number): string | null {
    const tex = this.#text.slice(start, end);
    return tex.includes(keptSign) ? null : mathText(tex);
  }

  #printScript(text: string, script: Script): void {
    this.#print(scripted(text, script), { script, shown: text });
  }
}

/** Whether a run is no more than its text and its style. */
function isPlain({ script, math, shown }: Omit<Run, 'text'>): boolean {
  return script === undefined && math === undefined && shown === undefined;
}

const greekSign = /[\u0370-\u03ff]/;
const bareSup =
  /^(?:-?\d{1,4}(?:\.\d+)?(?![\d^{])|(?:[A-Za-z\u0370-\u03ff]|\\[a-z]+|[*+†′⊤∞])(?![\w^{])|[nki](?=[A-Z]))/;
const bareSub =
  /^(?:(?:\d{1,3}|[A-Za-z\u0370-\u03ff]|\\[a-z]+|∞)(?![\p{L}\p{N}_{]|\.[\p{L}\p{N}]|\/\w{2})|[a-z\d](?=[a-z]_[a-z\d](?!\w)))/u;
