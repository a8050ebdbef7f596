/** A search on the web for a paper. */
export interface WebSearch {
  readonly site: string;
  readonly address: string;
}

/** The addresses by which sites search for a title. */
export function webSearches(title: string): WebSearch[] {
  const query = (name: string, text: string): string => new URLSearchParams([[name, text]]).toString();
  return [
    { site: 'arXiv', address: `https://arxiv.org/search/?${query('query', title)}&searchtype=title` },
    { site: 'Semantic Scholar', address: `https://www.semanticscholar.org/search?${query('q', title)}` },
    { site: 'Hugging Face', address: `https://huggingface.co/papers?${query('q', title)}` },
    {
      site: 'Google Scholar',
      address: `https://scholar.google.com/scholar?${query('q', `"${title.replaceAll('"', ' ')}"`)}`,
    },
  ];
}
