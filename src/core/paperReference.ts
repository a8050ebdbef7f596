import {
  abstractSignature,
  fingerprint,
  isDistinctive,
  isSignature,
  minOverlap,
  parseSignature,
  signatureOverlap,
} from './abstractSignature';
import type { Paper, PaperId } from './paper';

/**
 * What identifies a paper over time. As text `title~fingerprint~signature`, `title~fingerprint` (the id of a paper that
 * shares its title) or `title` (the id of any other, and the reference to a paper without abstract).
 */
export interface PaperReference {
  /** The normalized title, which has no `~` but perhaps in the first place. */
  readonly titleKey: string;
  /** See `fingerprint`; null where nothing is known of the abstract. */
  readonly fingerprint: string | null;
  /** See `abstractSignature`; null where nothing is known of the abstract. */
  readonly signature: string | null;
}

const separator = '~';
/** Of a title with more abstracts, these are compared by their fingerprints only. */
const maxCompared = 100;

/** The id of a paper that shares its title with others. */
export function idOf(titleKey: string, fingerprintOfAbstract: string): PaperId {
  return titleKey + separator + fingerprintOfAbstract;
}

/** The reference to a paper with a normalized title and an abstract, as text. */
export function referenceTo(titleKey: string, abstract: string): string {
  return abstract === '' ? titleKey : [titleKey, fingerprint(abstract), abstractSignature(abstract)].join(separator);
}

/** Reads an id or a reference; what does not have the form of a signature is ignored. */
export function parseReference(text: string): PaperReference {
  const end = text.indexOf(separator, 1);
  if (end < 0) return { titleKey: text, fingerprint: null, signature: null };
  const [first = '', second = ''] = text.slice(end + 1).split(separator);
  return { titleKey: text.slice(0, end), fingerprint: first, signature: isSignature(second) ? second : null };
}

/** One copy of a paper, as far as a matcher needs it. */
interface Copy {
  readonly entry: { readonly abstract: string };
  readonly source: Paper['sources'][number];
}

/**
 * Finds the paper that a reference names among those of one title. The same words in one of a paper's abstracts
 * identify it; else the paper whose abstracts have the greatest overlap with the reference's, if it is as great as it
 * has to be for two copies of a paper (see `minOverlap`). A reference never passes to a paper with another abstract.
 *
 * Where one side has no abstract, the title decides if it has one paper only; of several it is the one without
 * abstract. A reference with a signature goes to a paper without abstract only if the title is distinctive.
 */
export class PaperMatcher {
  readonly #titleKey: string;
  readonly #papers: readonly Paper[];
  readonly #copies: readonly Copy[];
  #byFingerprint: ReadonlyMap<string, Paper> | null = null;
  #signatures: readonly (readonly [signature: Uint32Array, paper: Paper])[] | null = null;

  /**
   * @param papers The papers of the title.
   * @param copies All their copies, in any order.
   */
  constructor(titleKey: string, papers: readonly Paper[], copies: readonly Copy[]) {
    this.#titleKey = titleKey;
    this.#papers = papers;
    this.#copies = copies;
  }

  /** The paper that a reference means; undefined where none agrees with it. */
  find({ fingerprint: wanted, signature }: PaperReference): Paper | undefined {
    const [only] = this.#papers.length === 1 ? this.#papers : [];
    if (wanted === null) return only ?? this.#papers.find(({ abstract }) => abstract === '');
    const exact = (this.#byFingerprint ??= this.#index()).get(wanted);
    if (exact) return exact;
    if (only?.abstract === '') return isDistinctive(this.#titleKey) ? only : undefined;
    return signature === null ? undefined : this.#mostSimilar(signature);
  }

  #index(): ReadonlyMap<string, Paper> {
    return new Map(Array.from(this.#abstracts(), ([abstract, paper]) => [fingerprint(abstract), paper]));
  }

  #mostSimilar(signature: string): Paper | undefined {
    this.#signatures ??= this.#sign();
    const wanted = parseSignature(signature);
    let found: Paper | undefined;
    let max = minOverlap(this.#titleKey);
    for (const [other, paper] of this.#signatures) {
      const overlap = signatureOverlap(wanted, other);
      if (overlap < max || (found && overlap === max && found.id <= paper.id)) continue;
      [found, max] = [paper, overlap];
    }
    return found;
  }

  #sign(): readonly (readonly [signature: Uint32Array, paper: Paper])[] {
    const abstracts = this.#abstracts();
    if (abstracts.size > maxCompared) return [];
    return Array.from(abstracts, ([abstract, paper]) => [parseSignature(abstractSignature(abstract)), paper]);
  }

  /** The distinct abstracts, each with its paper. */
  #abstracts(): Map<string, Paper> {
    const bySource = new Map(
      this.#papers.flatMap((paper) =>
        paper.sources.map(({ path, line }) => [`${String(line)}:${path}`, paper] as const),
      ),
    );
    const abstracts = new Map<string, Paper>();
    for (const { entry, source } of this.#copies) {
      const paper = bySource.get(`${String(source.line)}:${source.path}`);
      if (paper && entry.abstract !== '') abstracts.set(entry.abstract, paper);
    }
    return abstracts;
  }
}
