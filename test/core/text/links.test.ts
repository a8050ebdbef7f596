import { strict as assert } from 'node:assert';
import { linksIn } from '../../../src/core/text/links';

describe('linksIn', () => {
  it('tells by the host what an address leads to', () => {
    const kinds = (text: string): string[] => linksIn(text).map(({ kind, href }) => `${kind} ${href}`);
    assert.deepEqual(
      kinds(
        'Code: https://github.com/moss/net. Page: {https://moss.example.org/net}, data at (https://huggingface.co/datasets/moss/net), weights https://huggingface.co/moss/net; see https://arxiv.org/abs/2501.00001!',
      ),
      [
        'code https://github.com/moss/net',
        'page https://moss.example.org/net',
        'data https://huggingface.co/datasets/moss/net',
        'code https://huggingface.co/moss/net',
        'paper https://arxiv.org/abs/2501.00001',
      ],
    );
    assert.deepEqual(kinds('https://moss.github.io/net and https://notgithub.com/x'), [
      'page https://moss.github.io/net',
      'page https://notgithub.com/x',
    ]);
  });

  it('gives each address once, and none where there is none', () => {
    assert.equal(linksIn('https://github.com/moss/net and again https://github.com/moss/net').length, 1);
    assert.deepEqual(linksIn('No address: github dot com, javascript:alert(1), ftp://moss.example.org'), []);
  });
});
