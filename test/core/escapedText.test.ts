import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { visible } from '../../src/core/text/prose';
import { escapeLabel, escapePlainText, escapeRowText } from '../../src/editor/common/sinks/text';

/** As VS Code finds links in messages, and icons in labels. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const icon = /\$\(.*?\)/;
const address = /(?:https?|ftp):\/\/|\bwww\.|\w@\w/i;

/** Texts put together of what links, icons and Markdown are made of. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '[',
        ']',
        '](',
        '$(',
        '$',
        '(',
        ')',
        '!',
        '\\',
        '`',
        '*',
        '_',
        '~',
        '#',
        '1.',
        '"',
        ' ',
        '\n',
        '\u202e',
      ),
      fc.constantFrom(
        '[x](command:a)',
        '$(trash)',
        '![p](https://pixel.invalid/x)',
        'www.a.invalid',
        'a@b.invalid',
        'kelp',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const seen = (text: string): string => text.replace(/[\u200b\ufeff]/g, '');

describe('escaped text', () => {
  it('holds no links and no icons, looks the same, and stays as it is when escaped again', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const escape of [escapeLabel, escapeRowText]) {
          const escaped = escape(text);
          assert.doesNotMatch(escaped, link);
          assert.doesNotMatch(escaped, icon);
          assert.equal(visible(seen(escaped)), visible(text));
          assert.doesNotMatch(escaped, /[\n\u202e]/);
        }
        assert.equal(escapeLabel(escapeLabel(text)), escapeLabel(text));
        assert.equal(visible(escapePlainText(text)), visible(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds no address in a row, as Markdown would link it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        assert.doesNotMatch(escapeRowText(text), address);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is put together of escaped pieces without becoming a link', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        assert.doesNotMatch(escapeLabel(`“${one}” (${other}) ${one}${other}`), link);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is as it was where nothing is to be escaped', () => {
    for (const text of [
      'Kelp (2025) costs $5 [sic]',
      'snake_case and 2 < 3',
      'a: b / c',
      '7  two blanks',
      'Größe – 模型',
      '',
    ]) {
      assert.equal(escapeLabel(text), text);
      assert.equal(escapeRowText(text), text);
    }
  });
});
