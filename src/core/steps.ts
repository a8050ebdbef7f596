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

/**
 * Does the work in slices and gives the thread back between them.
 *
 * @throws CancelledError when `isCancelled` answered true.
 */
export async function drainInSlices<T>(steps: Steps<T>, { budget = 15, isCancelled }: SliceOptions = {}): Promise<T> {
  for (;;) {
    const until = performance.now() + budget;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 0);
    });
    if (isCancelled?.()) throw new CancelledError();
  }
}
