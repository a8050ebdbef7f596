import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { replacementOf } from '../../../src/core/notes/replacement';
import { paper } from '../support';

const title = 'Kelp Forests Are Quiet Listeners';

/** A text in which what stands between bars is replaced by a title; null where it is not. */
function replaced(marked: string, language = 'markdown', known = title): string | null {
  const [before = '', place = '', after = ''] = marked.split('|');
  const text = before + place + after;
  const replacement = replacementOf(
    text,
    { start: before.length, end: before.length + place.length },
    paper(known),
    language,
  );
  return replacement && text.slice(0, replacement.start) + replacement.text + text.slice(replacement.end);
}

describe('replacementOf', () => {
  it('puts a title in, and keeps what is around', () => {
    assert.equal(replaced('We read |kelp\n> forests were quiet listeners|, too.'), `We read ${title}, too.`);
    assert.equal(replaced('*|Kelp Forests Were Quiet Listeners|* and “|'), `*${title}* and “`);
    assert.equal(replaced('[|Kelp Forests Were Quiet Listeners|](https://a.example)'), `[${title}](https://a.example)`);
    assert.equal(replaced('\\section{|Kelp Forests Were Quiet Listeners|}', 'latex'), `\\section{${title}}`);
  });

  it('takes marks with it that are half in the place', () => {
    assert.equal(replaced('a **|Kelp** Forests *Were* Quiet Listeners| b'), `a ${title} b`);
    assert.equal(replaced('a |Kelp Forests Were (Quiet Listeners|) b'), `a ${title} b`);
    assert.equal(replaced('a “|Kelp” Forests Were _Quiet Listeners|_ b'), `a ${title} b`);
    assert.equal(replaced('a snake_|case Forests Were Quiet_Listeners| b'), `a snake_${title} b`);
    assert.equal(
      replaced('|A* Search for Kelps and Forests|', 'plaintext', 'A* Search for Kelp and Forests'),
      'A* Search for Kelp and Forests',
    );
  });

  it('leaves alone what would lose more than words', () => {
    for (const text of [
      '[|Kelp Forests](a.md) Were Quiet Listeners|',
      '|Kelp [Forests](a.md) Were Quiet Listeners|',
      '|Kelp Forests <b>Were</b> Quiet Listeners|',
      'a **|Kelp Forests* Were Quiet Listeners|',
      '*a |Kelp Forests* Were Quiet Listeners|',
      '|Kelp Forests) Were Quiet Listeners|',
      '[[|Kelp Forests Were Quiet Listeners|#Ships]]',
    ]) {
      assert.equal(replaced(text), null, text);
    }
    assert.equal(replaced('\\emph{|Kelp Forests} Were Quiet Listeners|', 'latex'), null);
    const cell = '| Kelp | Forests |';
    assert.equal(replacementOf(cell, { start: 2, end: 16 }, paper(title), 'markdown'), null);
  });

  it('writes a title as its language takes it', () => {
    assert.equal(
      replaced('[[|Kelp Forests Were Quiet Listeners|]]', 'markdown', 'Kelp [Forests] Are #1'),
      '[[Kelp Forests Are 1]]',
    );
    assert.equal(replaced('|Kelp|', 'markdown', '*Kelp [x](command:a)'), '\\*Kelp \\[x\\](command:a)');
    assert.equal(replaced('|Kelp|', 'latex', 'Kelp & \\input{ships}')?.includes('\\input'), false);
  });

  it('puts into source code only what is no mark-up anywhere', () => {
    assert.equal(replaced('// |Kelp Forests Were Quiet Listeners|', 'typescript'), `// ${title}`);
    for (const hostile of [
      'Kelp */ evil()',
      'Kelp """ evil',
      "Kelp ''' evil",
      'Kelp \\',
      'Kelp --> <script>',
      'Kelp -/ evil',
      'Kelp \u2028 `evil`',
    ]) {
      assert.equal(replaced('// |Kelp Forests Were Quiet Listeners|', 'typescript', hostile), null, hostile);
    }
  });

  it('lets no title be mark-up in Markdown', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '[',
            ']',
            '(',
            ')',
            '<',
            '>',
            '*',
            '_',
            '`',
            '$',
            '\\',
            '|',
            '~',
            '!',
            '#',
            '&lt;',
            'x',
            ' ',
            '\n',
            'command:a',
          ),
        }),
        (known) => {
          const text = replaced('We read |it|.', 'markdown', known) ?? '';
          const unescaped = text.replace(/\\[!-/:-@[-`{-~]/g, '');
          assert.ok(!/[[\]<>*_`$|~\n]|&\w+;/.test(unescaped), text);
        },
      ),
    );
  });
});
