/**
 * Work that can be interrupted: a generator that yields where it may pause. The same work is done at
 * once from the command line (`drain`) and in slices where others need the thread (`drainInSlices`).
 */
export type Steps<T> = Generator<void, T>;

/** Does all the work at once. */
export function drain<T>(steps: Steps<T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

export interface SliceOptions {
  /** How long the thread may be held before it is given back, in milliseconds. */
  readonly budget?: number;
  /** Asked after each slice; when it answers true the work is given up. */
  readonly isCancelled?: () => boolean;
}

/** Thrown by `drainInSlices` when the work was given up. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

/** The slices that wait for their turn, of all work under way. */
const waiting: (() => void)[] = [];

/**
 * Does the work in slices and gives the thread back between them. Where several pieces of work are under way, their slices
 * take turns, and the thread is given back after each.
 *
 * @throws CancelledError when `isCancelled` answered true.
 */
export function drainInSlices<T>(steps: Steps<T>, { budget = 15, isCancelled }: SliceOptions = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const slice = (): void => {
      const until = performance.now() + budget;
      do {
        const step = steps.next();
        if (step.done) {
          resolve(step.value);
          return;
        }
      } while (performance.now() < until);
      takeTurn(next);
    };
    const next = (): void => {
      try {
        if (isCancelled?.()) throw new CancelledError();
        slice();
      } catch (error) {
        reject(error as Error);
      }
    };
    slice();
  });
}

/** Gives the thread back, and goes on when it is this work's turn again. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    takeTurn(resolve);
  });
}

function takeTurn(slice: () => void): void {
  waiting.push(slice);
  if (waiting.length === 1) setTimeout(giveTurn, 0);
}

function giveTurn(): void {
  waiting[0]?.();
  waiting.shift();
  if (waiting.length > 0) setTimeout(giveTurn, 0);
}
