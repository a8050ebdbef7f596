import { compact, compactWithOffsets, isSilentCommand, type CompactText } from '../text/compact';
import { readable } from '../text/readable';

/** What makes letters of a text more or less than they are, but for plain TeX commands: entities, colours, other scripts. */
const coded = /[^\0-%'-\x7f\u2000-\u206f]|\\(?:text)?color/;
const command = /\\([A-Za-z]+)/g;
/** Letters of a phrase by which texts are passed over. */
const lettersCompared = 100;

/** A text in which phrases are looked for; what that takes is made once, when it is first needed. */
export class PhraseText {
  readonly text: string;
  #printed: string | null | undefined;
  #compact: string | undefined;
  #stream: CompactText | undefined;

  /** @param text A text as it is read, see `readable`. */
  constructor(text: string) {
    this.text = text;
  }

  /** What the text prints, where its letters are no more than that; else null. */
  get printed(): string | null {
    if (this.#printed === undefined) this.#printed = coded.test(this.text) ? null : this.text.replace(command, printed);
    return this.#printed;
  }

  /** The normalized text, see `compact`. */
  get compact(): string {
    return (this.#compact ??= compact(this.text));
  }

  /** The normalized text with the offset of each of its characters. */
  get stream(): CompactText {
    return (this.#stream ??= compactWithOffsets(this.text));
  }
}

/**
 * Makes the test whether a phrase stands in a text, word for word; case, accents, dashes, blanks and TeX do not matter.
 *
 * @param phrase The phrase as it was typed, with a letter or a digit.
 * @param isOpen Whether the phrase's last word may go on.
 */
export function phraseTest(phrase: string, isOpen: boolean): (text: PhraseText) => boolean {
  const forms = [...new Set([compact(phrase), compact(readable(phrase))])].filter((form) => form !== '');
  const tests = forms.map((form) => formTest(form, isOpen));
  return (text) => tests.some((stands) => stands(text));
}

/** Makes the test whether letters and digits stand in a readable text from where a word begins to where one ends. */
function formTest(wanted: string, isOpen: boolean): (text: PhraseText) => boolean {
  const spread = new RegExp(Array.from(wanted.slice(0, lettersCompared)).join('[^a-z0-9]*'), 'i');
  return (text) => {
    if (text.printed !== null && !spread.test(text.printed)) return false;
    if (!text.compact.includes(wanted)) return false;
    const { text: letters, wordStarts } = text.stream;
    for (let at = letters.indexOf(wanted); at >= 0 && at < letters.length; at = letters.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (wordStarts[at] === 1 && (isOpen || end === letters.length || wordStarts[end] === 1)) return true;
    }
    return false;
  };
}

/** What a TeX command prints by itself. */
function printed(_: string, name: string): string {
  return isSilentCommand(name) ? '' : name;
}
