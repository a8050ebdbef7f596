import { visible } from '../../../core/text/prose';

/** Separates characters that VS Code would read together. It is not seen. */
const zeroWidthSpace = '\u200b';
/** White space to Markdown, so that emphasis does not begin before it. It is not seen either. */
const zeroWidthNoBreakSpace = '\ufeff';

/** A text for where VS Code shows it as it is, such as the tree: on one line, without controls; blanks are kept. */
export function escapePlainText(text: string): string {
  return text.split(' ').map(visible).join(' ');
}

/**
 * A text for where VS Code makes icons of `$(name)` and links of `[label](command:…)`: labels, messages, prompts. It
 * looks the same, on one line, and holds neither. A text that was escaped before stays as it is.
 */
export function escapeLabel(text: string): string {
  return escapePlainText(text).replace(/\$(?=\()|\](?=\()/g, `$&${zeroWidthSpace}`);
}

/**
 * A text for the description or the detail of a quick pick's row. VS Code shows it as a label, and in a hover as Markdown
 * in which only HTML is escaped. Neither links, pictures and bare addresses nor icons, emphasis and blocks come of it;
 * code between backticks may be set as code.
 */
export function escapeRowText(text: string): string {
  return escapeLabel(text)
    .replace(/(?:https?|ftp)(?=:\/\/)|www(?=\.)|@(?=\w)/gi, `$&${zeroWidthSpace}`)
    .replace(/[*~]+|(?<![\p{L}\p{N}_])_+/gu, `$&${zeroWidthNoBreakSpace}`)
    .replace(/^(?= *(?:[#>+*-]|\d+[.)]))/, zeroWidthSpace);
}
