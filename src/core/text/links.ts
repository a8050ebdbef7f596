import { linkRuns } from './prose';

/** What an address in an abstract leads to. */
export type LinkKind = 'code' | 'data' | 'paper' | 'page';

/** An address in a text. */
export interface FoundLink {
  readonly kind: LinkKind;
  readonly href: string;
}

const hosts: readonly (readonly [LinkKind, RegExp])[] = [
  [
    'data',
    /^(?:huggingface\.co\/datasets|hf\.co\/datasets|(?:www\.)?kaggle\.com\/(?:datasets|c|competitions)|zenodo\.org|figshare\.com|dataverse\.[^/]+|(?:www\.)?openml\.org|data\.mendeley\.com|osf\.io|physionet\.org)(?:\/|$)/,
  ],
  [
    'code',
    /^(?:(?:www\.|gist\.)?github\.com|gitlab\.[^/]+|bitbucket\.org|codeberg\.org|(?:[^/]+\.)?sr\.ht|sourceforge\.net|colab\.research\.google\.com|anonymous\.4open\.science|huggingface\.co|hf\.co)(?:\/|$)/,
  ],
  [
    'paper',
    /^(?:(?:www\.|export\.)?arxiv\.org|(?:dx\.)?doi\.org|(?:www\.)?openreview\.net|(?:www\.)?aclanthology\.org|openaccess\.thecvf\.com|proceedings\.[^/]+|papers\.[^/]+|(?:www\.)?biorxiv\.org|(?:www\.)?medrxiv\.org|(?:www\.)?semanticscholar\.org|alphaxiv\.org|dl\.acm\.org|ieeexplore\.ieee\.org|link\.springer\.com)(?:\/|$)/,
  ],
];

/** The addresses in a text, each once, in their order, see `linkRuns`; what they lead to is told by their hosts alone. */
export function linksIn(text: string): FoundLink[] {
  const found = new Map<string, FoundLink>();
  for (const { href } of linkRuns(text)) {
    if (href !== undefined && !found.has(href)) found.set(href, { kind: kindOf(href), href });
  }
  return [...found.values()];
}

function kindOf(href: string): LinkKind {
  const place = href.replace(/^https?:\/\//i, '').toLowerCase();
  return hosts.find(([, pattern]) => pattern.test(place))?.[0] ?? 'page';
}
