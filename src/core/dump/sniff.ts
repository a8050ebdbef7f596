import { decode } from './decode';
import { readFooter } from './footer';
import { isHeaderLine, splitPages } from './furniture';
import { splitLines } from './lines';
import { drain } from '../steps';

/** How much of a file is enough to tell whether it is a dump, in bytes. */
export const sniffLength = 64 * 1024;

const headerLines = 400;
const phrases =
  /\b(?:we (?:propose|present|introduce|show|find|study|demonstrate|investigate|develop|evaluate)|this (?:paper|work)|in this (?:paper|work)|state[- ]of[- ]the[- ]art|experiments?|our (?:method|approach|model|results))\b/i;

/**
 * Tells from the beginning of a file whether it is a dump: by the listing's header, by the footers that
 * only the listing has, or, where neither was copied, by titles and abstracts in turn.
 *
 * @param prefix The first bytes of the file, `sniffLength` of them or the whole file.
 */
export function isDump(prefix: Uint8Array): boolean {
  return !looksBinary(prefix) && isDumpText(decode(prefix));
}

/** As `isDump`, of text: `sniffLength` characters of it or the whole. */
export function isDumpText(text: string): boolean {
  const lines = drain(splitLines(text));
  if (lines.slice(0, headerLines).some((line) => isHeaderLine(line.text))) return true;
  const content = drain(splitPages(lines)).flatMap((page) => page.lines);
  let footers = 0;
  for (let i = 0; i < content.length && footers < 2; i++) if (readFooter(content, i)?.footer.date) footers++;
  return footers >= 2 || alternates(content.map((line) => line.text.trim()));
}

function looksBinary(prefix: Uint8Array): boolean {
  const utf16 = (prefix[0] === 0xff && prefix[1] === 0xfe) || (prefix[0] === 0xfe && prefix[1] === 0xff);
  return !utf16 && prefix.includes(0);
}

/** Whether at least three titles are each followed by one paragraph that reads like an abstract. */
function alternates(lines: readonly string[]): boolean {
  let pairs = 0;
  let scientific = 0;
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const [title = '', abstract = ''] = [lines[i], lines[i + 1]];
    if (i + 2 >= lines.length && pairs >= 3 && abstract.length < 400) break;
    if (title.length > 200 || title.endsWith('.') || abstract.length < 400) return false;
    pairs++;
    if (phrases.test(abstract)) scientific++;
  }
  return pairs >= 3 && scientific >= 0.8 * pairs;
}
