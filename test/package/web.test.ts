import { strict as assert } from 'node:assert';
import { basename } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { ROOT } from '../host/paths';
import type { PaperText } from '../../src/core/search/prepare';
import type { Answer, Request, Requests } from '../../src/worker/messages';

/** The scripts that are shipped for browsers, by the names of their files. */
async function webScripts(): Promise<Map<string, string>> {
  const { bundles } = await import('../../esbuild.mjs');
  const forWeb = bundles({ production: true }).filter(({ outdir }) => outdir === 'dist/web');
  const built = await Promise.all(forWeb.map((options) => build({ absWorkingDir: ROOT, ...options, write: false })));
  return new Map(built.flatMap(({ outputFiles }) => outputFiles ?? []).map(({ path, text }) => [basename(path), text]));
}

/** What the scripts may use of a browser beyond the language itself. */
const browserGlobals = { atob, console, performance, setTimeout, clearTimeout, TextDecoder, TextEncoder };

/** Something that can be called, made, extended and asked for any member, each of which is the same. */
const anything: object = new Proxy(
  function () {
    return undefined;
  },
  {
    get: () => anything,
    apply: () => anything,
    construct: () => anything,
    getPrototypeOf: () => anything,
  },
);

const papers: readonly PaperText[] = [
  {
    id: 'a',
    date: '',
    title: 'Lanternfish: Retrieval in the Dark',
    abstract: 'We retrieve documents of which nothing is known but their length.',
  },
  {
    id: 'b',
    date: '',
    title: 'A Survey of Folding Maps',
    abstract: 'Maps that fold along learned creases are compared with those that do not.',
  },
];

describe('what is shipped for browsers', () => {
  let scripts: Map<string, string>;

  before(async () => {
    scripts = await webScripts();
  });

  it('is an extension that asks for nothing but VS Code', () => {
    const required: string[] = [];
    const module: { exports: { activate?: unknown } } = { exports: {} };
    const require = (name: string): unknown => {
      required.push(name);
      return anything;
    };
    runInContext(
      scripts.get('extension.js') ?? '',
      createContext({ ...browserGlobals, module, exports: module.exports, require }),
    );
    assert.deepEqual([...new Set(required)], ['vscode']);
    assert.equal(typeof module.exports.activate, 'function');
    for (const script of scripts.values())
      assert.doesNotMatch(script, /require\("(?!vscode")|\bimport\(|\b(?:process|Buffer)\.[A-Za-z]/);
  });

  it('has a worker that indexes and searches where there is no Node', () => {
    const answers: Answer[] = [];
    const self: { onmessage?: (event: { data: Request }) => void; postMessage: (answer: Answer) => void } = {
      postMessage: (answer) => {
        answers.push(answer);
      },
    };
    runInContext(scripts.get('searchWorker.js') ?? '', createContext({ ...browserGlobals, self }));
    const ask = <Name extends keyof Requests>(
      name: Name,
      ...values: Parameters<Requests[Name]>
    ): ReturnType<Requests[Name]> => {
      self.onmessage?.({ data: { number: answers.length, name, values } });
      const answer = answers.at(-1);
      assert.ok(answer && 'result' in answer, JSON.stringify(answer));
      return answer.result as ReturnType<Requests[Name]>;
    };
    assert.equal(ask('engine'), 'MiniSearch');
    ask('update', papers, []);
    const words = ['folding', 'maps'].map((text) => ({ text, inTitle: false }));
    const { hits } = ask('search', { titles: [], words, without: [], isOpen: false, enough: 1, limit: 10 });
    assert.deepEqual(
      Array.from(hits, ({ id }) => id),
      ['b'],
    );
  });
});
