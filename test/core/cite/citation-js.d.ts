// The parts of these libraries that the tests use; they come without types.

declare module '@citation-js/core' {
  /** An entry as CSL-JSON, with what the reader adds. */
  export interface ReadItem {
    readonly id: string;
    readonly type: string;
    readonly 'citation-key'?: string;
    readonly title?: string;
    readonly author?: readonly { readonly literal?: string; readonly family?: string; readonly given?: string }[];
    readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
    readonly note?: string;
    readonly abstract?: string;
  }
  export class Cite {
    constructor(input: unknown, options?: { readonly forceType?: string; readonly generateGraph?: boolean });
    readonly data: readonly ReadItem[];
  }
  export const plugins: {
    readonly config: { get(name: '@bibtex'): { readonly parse: { sentenceCase: 'always' | 'english' | 'never' } } };
  };
}

declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
