/** Hands out the turns of the actors of one run: each step waits until it is chosen. */
export class Turns {
  readonly #choose: (options: number) => number;
  readonly #waiting: { readonly actor: string; readonly go: () => void }[] = [];

  constructor(choose: (options: number) => number) {
    this.#choose = choose;
  }

  /** Waits for a turn. */
  step(actor: string): Promise<void> {
    return new Promise((go) => this.#waiting.push({ actor, go }));
  }

  /** Gives turns until nobody waits for one. */
  async finish(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#waiting.length === 0) return;
      this.#waiting.sort((a, b) => (a.actor < b.actor ? -1 : 1));
      const [next] = this.#waiting.splice(this.#choose(this.#waiting.length), 1);
      next?.go();
    }
  }
}

/**
 * Runs something in every order in which its steps can be taken: depth first, by repeating it with each sequence of
 * choices.
 *
 * @returns How many orders there were.
 */
export async function inEveryOrder(run: (turns: Turns) => Promise<void>): Promise<number> {
  let prefix: number[] | null = [];
  let count = 0;
  for (; prefix; count++) {
    const choices: number[] = [];
    const options: number[] = [];
    const given: readonly number[] = prefix;
    await run(
      new Turns((available) => {
        const choice = given[choices.length] ?? 0;
        choices.push(choice);
        options.push(available);
        return choice;
      }),
    );
    prefix = next(choices, options);
  }
  return count;
}

function next(choices: readonly number[], options: readonly number[]): number[] | null {
  for (let i = choices.length - 1; i >= 0; i--) {
    const choice = choices[i] ?? 0;
    if (choice + 1 < (options[i] ?? 0)) return [...choices.slice(0, i), choice + 1];
  }
  return null;
}
