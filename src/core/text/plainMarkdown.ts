/**
 * Writes a text on one line so that Markdown shows it as it is, with as few escapes as that takes. Other than
 * with `escapeMarkdown`, addresses may become links and `:names:` pictures: it is for text that is read in its source too.
 */
export function plainMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>$|~]|&(?=#?\w+;)|^[#+=-]|(?<=^\d{1,9})[.)](?=\s|$)/g, '\\$&');
}
