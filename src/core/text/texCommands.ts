import type { Style } from './prose';
import { greekLetters, infixSigns, plainSigns, textAccents } from './texSymbols';

const styles: ReadonlyMap<string, Style | null> = new Map<string, Style | null>([
  ...named('emph textit textsl mathit it em sl itshape', 'em'),
  ...named('textbf mathbf boldsymbol bf bfseries', 'strong'),
  ...named('textsc sc scshape', 'smallCaps'),
  ...named('texttt mathtt tt ttfamily', 'code'),
  ...named(
    'text textrm textsf textnormal textup textmd mbox hbox underline uline ul mathrm mathsf mathcal ensuremath operatorname url',
    null,
  ),
  ...named('rm cal sf sffamily rmfamily normalfont small footnotesize large', null),
]);
const switches =
  /^(?:it|em|sl|itshape|bf|bfseries|sc|scshape|tt|ttfamily|rm|cal|sf|sffamily|rmfamily|normalfont|small|footnotesize|large)$/;
const silent = /^(?:xspace|noindent|protect|newline|linebreak|smallskip|medskip|bigskip|centering|par)$/;

function named(names: string, style: Style | null): [string, Style | null][] {
  return names.split(' ').map((name) => [name, style]);
}

/** The style that a command sets its argument in, or the rest of its group; null for one that cannot be seen, undefined where it sets none. */
export function styleOf(command: string): Style | null | undefined {
  return styles.get(command);
}

/** Whether a command takes no argument but sets the rest of its group. */
export function isSwitch(command: string): boolean {
  return switches.test(command);
}

/** Whether a command prints nothing and takes no argument. */
export function isSilent(command: string): boolean {
  return silent.test(command);
}

/** What a command without an argument prints in prose. */
export function signOf(command: string): string | undefined {
  return command === 'deg' ? '°' : (greekLetters.get(command) ?? plainSigns.get(command) ?? infixSigns.get(command));
}

const accent =
  /^\\(?:(["'`^~=.])\s?|([cvuHkrdb])(?=[\s{]))(?:\s*\{\\?([A-Za-z])\}|\s*\\([ij])(?![A-Za-z])|([A-Za-z])(?![A-Za-z]*\{)|\s+([A-Za-z])(?![A-Za-z]))/;

/** The letter that an accent's command and what it is set on print, such as `\"{o}`; null where a text begins with none. */
export function accentAt(text: string): { readonly letter: string; readonly length: number } | null {
  const found = accent.exec(text);
  if (!found) return null;
  const [whole, sign, command = '', braced, dotless, bare, apart = ''] = found;
  const letter = ((braced ?? dotless ?? bare ?? apart) + (textAccents.get(sign ?? command) ?? '')).normalize('NFC');
  return letter.length === 1 ? { letter, length: whole.length } : null;
}
