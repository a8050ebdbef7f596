import type { Block, TextBlock } from './blocks';
import {
  abstractContinuationCost,
  abstractCost,
  impossible,
  strayFooterCost,
  strayTextCost,
  tightTitleCost,
  titleContinuationCost,
  titleCost,
  type Candidate,
} from './costs';
import type { Footer } from './footer';
import { extractFeatures, firstWordLength, type TextFeatures } from './textFeatures';
import { inferWrapWidth, maxWrappedLine } from './wrapping';

/**
 * What a block is in its page. An `abstract` may stand below no title; `stray` blocks belong to no paper, and what
 * stands around them is read as if they were not there.
 */
export type Role = 'title' | 'titleContinuation' | 'abstract' | 'abstractContinuation' | 'footer' | 'stray';

/** The decision for each block. */
export interface Labels {
  readonly roles: readonly Role[];
  /** Whether papers have footers in the section that the block stands in. */
  readonly hasFooters: readonly boolean[];
}

const [start, title, titleContinuation, abstract, abstractContinuation, footer] = [0, 1, 2, 3, 4, 5] as const;
const roleNames: readonly Role[] = [
  'stray',
  'title',
  'titleContinuation',
  'abstract',
  'abstractContinuation',
  'footer',
];
const roleCount = roleNames.length;
/** A state is a role in a section without footers, or in one with footers: `role`, or `role + roleCount`. */
const stateCount = 2 * roleCount;
const strayFlag = 0x80;
const stepSize = 2_000;

/** Between sections whose papers have footers and those whose papers have none. */
const switchCost = 5;
/** An abstract without a title. */
const orphanCost = 5;
const missingAbstractCost = 3;
const missingFooterCost = 4.5;
/** A page that ends before the footer of its last paper. */
const cutFooterCost = 3;

/**
 * Decides what each block is: the sequence of roles with the least total cost, by the Viterbi algorithm
 * (Forney 1973) over the costs of each role for a block and of each transition. Length alone never decides:
 * sentences, stops, capitals, line wraps, blank lines and what comes before and after count as well. Whether
 * papers have footers is part of the state and may change before each title, so that a block is judged by its
 * own section. In each state a block may also be left out as a stray.
 */
export function* assignRoles(blocks: readonly Block[]): Generator<void, Labels> {
  const trellis = new Trellis(blocks.length);
  const widths = new WrapWidths(blocks);
  let previousText = '';
  for (let i = 0; i < blocks.length; i++) {
    if (i % stepSize === 0) yield;
    const block = blocks[i];
    if (!block) break;
    if (block.kind === 'footer') {
      trellis.addFooter(block.footer);
      continue;
    }
    const following = blocks[i + 1];
    trellis.addText({
      block,
      features: extractFeatures(block.text),
      wrapWidth: widths.at(i),
      nextLength: following?.kind === 'text' ? following.text.length : 0,
      nextWordLength: following?.kind === 'text' ? firstWordLength(following.text) : 0,
      isRepeated: block.text === previousText,
    });
    previousText = block.text;
  }
  return trellis.labels();
}

/** The cheapest way to each state, and the features of the last text on that way that belongs to a paper. */
class States {
  readonly costs = new Float64Array(stateCount).fill(impossible);
  readonly features = new Array<TextFeatures | null>(stateCount).fill(null);
}

/** The states of the algorithm before and after a block, and the way back through all blocks. */
class Trellis {
  readonly #blockCount: number;
  readonly #back: Uint8Array;
  #from = new States();
  #to = new States();
  /** Of the current block in `#back`. */
  #offset = -stateCount;

  constructor(blockCount: number) {
    this.#blockCount = blockCount;
    this.#back = new Uint8Array(blockCount * stateCount);
    this.#to.costs[start] = this.#to.costs[start + roleCount] = 0;
  }

  /** A footer belongs to the paper above it, or to none. */
  addFooter(found: Footer): void {
    this.#advance(strayFooterCost(found));
    if (found.date) this.#takeFooter(0, 4);
    this.#takeFooter(roleCount, found.date ? 0 : 0.5);
  }

  /** A text has one of the roles of texts, or belongs to no paper. */
  addText(candidate: Candidate): void {
    this.#advance(strayTextCost(candidate));
    this.#takeTitle(candidate);
    const own = abstractCost(candidate);
    this.#takeAbstract(0, own, candidate.features);
    this.#takeAbstract(roleCount, own, candidate.features);
    for (const section of [0, roleCount]) {
      this.#continue(section + title, section + titleContinuation, candidate);
      this.#continue(section + titleContinuation, section + titleContinuation, candidate);
      this.#continue(section + abstract, section + abstractContinuation, candidate);
      this.#continue(section + abstractContinuation, section + abstractContinuation, candidate);
    }
  }

  labels(): Labels {
    const roles = new Array<Role>(this.#blockCount);
    const hasFooters = new Array<boolean>(this.#blockCount);
    const costs = this.#to.costs.map((cost, end) =>
      end === roleCount + abstract || end === roleCount + abstractContinuation ? cost + cutFooterCost : cost,
    );
    let state = costs.indexOf(Math.min(...costs));
    for (let i = this.#blockCount - 1; i >= 0; i--) {
      const before = this.#back[i * stateCount + state] ?? 0;
      roles[i] = before & strayFlag ? 'stray' : (roleNames[state % roleCount] ?? 'stray');
      hasFooters[i] = state >= roleCount;
      state = before & ~strayFlag;
    }
    return { roles, hasFooters };
  }

  /** Goes to the next block; each state may leave it out and stay as it is. */
  #advance(strayCost: number): void {
    const [from, to] = [this.#to, this.#from];
    this.#from = from;
    this.#to = to;
    this.#offset += stateCount;
    for (let state = 0; state < stateCount; state++) {
      to.costs[state] = (from.costs[state] ?? impossible) + strayCost;
      to.features[state] = from.features[state] ?? null;
      this.#back[this.#offset + state] = state | strayFlag;
    }
  }

  #takeFooter(section: number, own: number): void {
    const to = section + footer;
    this.#take(to, section + abstract, own, null);
    this.#take(to, section + abstractContinuation, own, null);
    this.#take(to, section + title, own + 2.5, null);
    this.#take(to, section + titleContinuation, own + 2.5, null);
  }

  #takeTitle(candidate: Candidate): void {
    const { features } = candidate;
    const own = titleCost(candidate);
    const afterAbstract = own + tightTitleCost(candidate);
    for (let section = 0; section < stateCount; section += roleCount) {
      const missingFooter = section === 0 ? 0 : missingFooterCost;
      for (const switching of [0, switchCost]) {
        const to = title + (switching === 0 ? section : roleCount - section);
        this.#take(to, section + start, own + switching, features);
        this.#take(to, section + footer, own + switching, features);
        this.#take(to, section + title, own + missingAbstractCost + switching, features);
        this.#take(to, section + titleContinuation, own + missingAbstractCost + switching, features);
        this.#take(to, section + abstract, afterAbstract + missingFooter + switching, features);
        this.#take(to, section + abstractContinuation, afterAbstract + missingFooter + switching, features);
      }
    }
  }

  #takeAbstract(section: number, own: number, features: TextFeatures): void {
    const to = section + abstract;
    this.#take(to, section + title, own, features);
    this.#take(to, section + titleContinuation, own, features);
    this.#take(to, section + start, own + orphanCost, features);
    this.#take(to, section + abstract, own + orphanCost, features);
    this.#take(to, section + abstractContinuation, own + orphanCost, features);
    this.#take(to, section + footer, own + orphanCost + 1, features);
  }

  #continue(from: number, to: number, candidate: Candidate): void {
    const previous = this.#from.features[from];
    if (!previous || (this.#from.costs[from] ?? impossible) >= impossible) return;
    const own =
      to % roleCount === titleContinuation
        ? titleContinuationCost(candidate, previous)
        : abstractContinuationCost(candidate, {
            features: previous,
            isContinued: from === to,
            hasFooters: from >= roleCount,
          });
    this.#take(to, from, own, candidate.features);
  }

  #take(to: number, from: number, step: number, features: TextFeatures | null): void {
    const cost = (this.#from.costs[from] ?? impossible) + step;
    if (cost >= (this.#to.costs[to] ?? impossible)) return;
    this.#to.costs[to] = cost;
    this.#to.features[to] = features;
    this.#back[this.#offset + to] = from;
  }
}

/** For each block in turn the width at which the run of short lines that it stands in was wrapped. */
class WrapWidths {
  readonly #blocks: readonly Block[];
  #width = 0;
  #end = 0;

  constructor(blocks: readonly Block[]) {
    this.#blocks = blocks;
  }

  /** The width at a block, 0 where lines are not wrapped; to be asked in order. */
  at(index: number): number {
    if (index >= this.#end) {
      const run: string[] = [];
      let block = this.#blocks[index];
      for (; isShortLine(block) && run.length < maxRun; block = this.#blocks[index + run.length]) run.push(block.text);
      this.#end = index + Math.max(1, run.length);
      this.#width = inferWrapWidth(run);
    }
    return this.#width;
  }
}

const maxRun = 5_000;

function isShortLine(block: Block | undefined): block is TextBlock {
  return block?.kind === 'text' && !block.blankSeparated && block.text.length <= maxWrappedLine;
}
