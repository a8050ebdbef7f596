import type * as vscode from 'vscode';
import { hash32 } from '../../core/text/hash';
import type { Paper, PaperId } from '../../core/paper';

const key = 'paperDigest.seen';
const maxRemembered = 300_000;
/** How long a text with so many numbers can be: up to seven digits and a comma each. */
const maxLength = 8 * maxRemembered;

/**
 * Which papers are new since the last visit. A visit lasts as long as the window; what was in the tree
 * while it could be seen is known at the next one. At the first visit nothing is new. Papers are remembered
 * by 32-bit hashes of their ids.
 */
export class Visits {
  readonly #memento: vscode.Memento;
  /** What was known when the visit began; null at the first one, until something was seen. */
  #known: Set<number> | null;
  /** What will be known at the next one. */
  readonly #seen: Set<number>;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    const stored = memento.get<unknown>(key);
    this.#seen = new Set(typeof stored === 'string' ? unpack(stored) : []);
    this.#known = typeof stored === 'string' ? new Set(this.#seen) : null;
  }

  isNew(paper: Paper): boolean {
    return this.#known !== null && !this.#known.has(hash32(paper.id));
  }

  /** Notes what the tree shows. */
  async see(papers: ReadonlyMap<PaperId, Paper>): Promise<void> {
    const before = this.#seen.size;
    for (const id of papers.keys()) this.#seen.add(hash32(id));
    if (this.#known === null && papers.size > 0) this.#known = new Set(this.#seen);
    if (this.#seen.size === before) return;
    await this.#memento.update(key, pack([...this.#seen].slice(-maxRemembered)));
  }

  /** Begins a new visit: nothing is new any more. */
  async markSeen(papers: ReadonlyMap<PaperId, Paper>): Promise<void> {
    await this.see(papers);
    this.#known = new Set(this.#seen);
  }
}

/** Numbers of 32 bits in base 36, apart by commas: short, and plain text. */
function pack(numbers: readonly number[]): string {
  return numbers.map((number) => number.toString(36)).join(',');
}

function unpack(text: string): number[] {
  return text
    .slice(-maxLength)
    .split(',')
    .map((number) => parseInt(number, 36))
    .filter((number) => Number.isInteger(number));
}
