import { strict as assert } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readJsonLines } from '../../tools/jsonLines';

describe('JSON lines', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paper-digest-test-'));
  });
  after(() => rm(folder, { recursive: true }));

  const papers = [
    { title: 'Looms', year: 2021 },
    { title: 'Möbius Kites', year: 2022 },
  ];
  const text = `${JSON.stringify(papers[0])}\r\n\n${JSON.stringify(papers[1])}\n`;

  it('are read as they are or gzipped, blank lines passed over', async () => {
    const [file, gzipped] = [join(folder, 'papers.jsonl'), join(folder, 'papers.jsonl.gz')];
    await writeFile(file, text);
    await writeFile(gzipped, gzipSync(text));
    for (const name of [file, gzipped]) assert.deepEqual(readJsonLines(name, ['title']), papers);
  });

  it('that are none are named with their file and line', async () => {
    const file = join(folder, 'damaged.jsonl');
    const mistakes: [string, RegExp][] = [
      ['{"title": "Lo', /JSON/],
      ['null', /no object/],
      ['["Looms"]', /no text in the field title/],
      ['{"title": 3}', /no text in the field title/],
    ];
    for (const [line, reason] of mistakes) {
      await writeFile(file, `${text}${line}\n`);
      assert.throws(
        () => readJsonLines(file, ['title']),
        ({ message }: Error) => message.startsWith(`${file}:4: `) && reason.test(message),
        line,
      );
    }
  });
});
