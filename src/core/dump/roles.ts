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
import { extractFeatures, firstWordLength, type TextFeatures } from './textFeatures';
import { inferWrapWidth, maxWrappedLine } from './wrapping';

/**
 * What a block is in its page. An `abstract` may stand below no title; `stray` blocks belong to no paper, and what
 * stands around them is read as if they were not there.
 */
export type Role = 'title' | 'titleContinuation' | 'abstract' | 'abstractContinuation' | 'footer' | 'stray';

/** The decision for one block. */
export interface Labels {
  readonly roles: readonly Role[];
  /** For each block whether papers have footers in the section that it stands in. */
  readonly hasFooters: readonly boolean[];
}

const [start, title, titleContinuation, abstract, abstractContinuation, footer] = [0, 1, 2, 3, 4, 5] as const;
const roleNames: readonly Role[] = ['stray', 'title', 'titleContinuation', 'abstract', 'abstractContinuation', 'footer'];
const roleCount = roleNames.length;
/** A state is a role in a section without footers, or in one with footers: `role`, or `role + roleCount`. */
const stateCount = 2 * roleCount;
const strayFlag = 0x80;
const stepSize = 2_000;

/** Between sections whose papers have footers and those whose papers have none. */
const switchCost = 5;
const orphanCost = 5;

/**
 * Decides what each block is: the sequence of roles with the least total cost, by the Viterbi
 * algorithm (Forney 1973) over the costs of each role for a block and of each transition. Length alone never decides:
 * sentences, stops, capitals, line wraps, blank lines and what comes before and after count as well. Whether
 * papers have footers is part of the state and may change before each title, so that a block is
 * judged by its own section. In each state a block may also be left out as a stray.
 */
export function* assignRoles(blocks: readonly Block[]): Generator<void, Labels> {
  const back = new Uint8Array(blocks.length * stateCount);
  let states = new States();
  let next = new States();
  states.costs[start] = states.costs[start + roleCount] = 0;
  const widths = new WrapWidths(blocks);
  let previousText = '';

  for (let i = 0; i < blocks.length; i++) {
    if (i % stepSize === 0) yield;
    const block = blocks[i];
    if (!block) break;
    next.costs.fill(impossible);
    const step = new Step(states, next, back, i * stateCount);
    if (block.kind === 'footer') {
      step.leaveOut(strayFooterCost(block.footer));
      step.takeFooter(block.footer.date !== null);
    } else {
      const following = blocks[i + 1];
      const candidate: Candidate = {
        block,
        features: extractFeatures(block.text),
        wrapWidth: widths.at(i),
        nextWordLength: following?.kind === 'text' ? firstWordLength(following.text) : 0,
        isRepeated: block.text === previousText,
      };
      previousText = block.text;
      step.leaveOut(strayTextCost(candidate));
      step.takeText(candidate);
    }
    [states, next] = [next, states];
  }

  const roles = new Array<Role>(blocks.length);
  const hasFooters = new Array<boolean>(blocks.length);
  let state = states.costs.indexOf(Math.min(...states.costs));
  for (let i = blocks.length - 1; i >= 0; i--) {
    const before = back[i * stateCount + state] ?? 0;
    roles[i] = before & strayFlag ? 'stray' : (roleNames[state % roleCount] ?? 'stray');
    hasFooters[i] = state >= roleCount;
    state = before & ~strayFlag;
  }
  return { roles, hasFooters };
}

/** The cheapest way to each state, and the features of the last text on that way that belongs to a paper. */
class States {
  readonly costs = new Float64Array(stateCount).fill(impossible);
  readonly features = new Array<TextFeatures | null>(stateCount).fill(null);
}

/** One step of the algorithm: from the states before a block to those after it. */
class Step {
  readonly #from: States;
  readonly #to: States;
  readonly #back: Uint8Array;
  readonly #offset: number;

  constructor(from: States, to: States, back: Uint8Array, offset: number) {
    this.#from = from;
    this.#to = to;
    this.#back = back;
    this.#offset = offset;
  }

  /** The block belongs to no paper: every state stays as it is. */
  leaveOut(cost: number): void {
    for (let state = 0; state < stateCount; state++)
      this.#take(state, state | strayFlag, this.#cost(state) + cost, this.#from.features[state] ?? null);
  }

  takeFooter(isDated: boolean): void {
    for (let section = 0; section < stateCount; section += roleCount) {
      const own = section > 0 ? (isDated ? 0 : 0.5) : isDated ? 4 : impossible;
      const step = (role: number, cost: number): void => {
        this.#take(section + footer, section + role, this.#cost(section + role) + own + cost, null);
      };
      step(abstract, 0);
      step(abstractContinuation, 0);
      step(title, 2.5);
      step(titleContinuation, 2.5);
    }
  }

  takeText(candidate: Candidate): void {
    this.#takeTitle(candidate);
    const { features } = candidate;
    const own = abstractCost(candidate);
    for (let section = 0; section < stateCount; section += roleCount) {
      const step = (from: number, to: number, cost: number): void => {
        this.#take(section + to, section + from, this.#cost(section + from) + cost, features);
      };
      const goOn = (from: number, to: number, cost: (previous: TextFeatures) => number): void => {
        const previous = this.#from.features[section + from];
        if (previous && this.#cost(section + from) < impossible) step(from, to, cost(previous));
      };
      step(title, abstract, own);
      step(titleContinuation, abstract, own);
      step(start, abstract, own + orphanCost);
      step(abstract, abstract, own + orphanCost);
      step(abstractContinuation, abstract, own + orphanCost);
      step(footer, abstract, own + orphanCost + 1);
      const titleGoesOn = (previous: TextFeatures): number => titleContinuationCost(candidate, previous);
      goOn(title, titleContinuation, titleGoesOn);
      goOn(titleContinuation, titleContinuation, titleGoesOn);
      goOn(abstract, abstractContinuation, (previous) => abstractContinuationCost(candidate, previous, false));
      goOn(abstractContinuation, abstractContinuation, (previous) =>
        abstractContinuationCost(candidate, previous, true),
      );
    }
  }

  #takeTitle(candidate: Candidate): void {
    const own = titleCost(candidate);
    const tight = tightTitleCost(candidate);
    for (let section = 0; section < stateCount; section += roleCount) {
      const missingFooter = section > 0 ? 6 : 0;
      for (let role = 0; role < roleCount; role++) {
        const transition =
          role === start || role === footer ? 0 : tight + (role <= titleContinuation ? 3 : missingFooter);
        const cost = this.#cost(section + role) + own + transition;
        const other = roleCount - section;
        this.#take(section + title, section + role, cost, candidate.features);
        this.#take(other + title, section + role, cost + switchCost, candidate.features);
      }
    }
  }

  #cost(state: number): number {
    return this.#from.costs[state] ?? impossible;
  }

  #take(to: number, from: number, cost: number, features: TextFeatures | null): void {
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
