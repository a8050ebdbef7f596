/** The number of crashes within the time limit at which VS Code too stops restarting its extension host. */
const crashLimit = 3;
const timeLimit = 5 * 60_000;

/** Decides whether a process that keeps crashing may be restarted. Crashes count only while they are recent. */
export class CrashTracker {
  readonly #now: () => number;
  #crashes: readonly number[] = [];

  /** @param now The time in milliseconds; it must never go back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Notes a crash at the present time. */
  registerCrash(): void {
    this.#crashes = [...this.#recentCrashes(), this.#now()];
  }

  /** Whether fewer than three crashes were registered within the last five minutes. */
  get canRestart(): boolean {
    return this.#recentCrashes().length < crashLimit;
  }

  #recentCrashes(): readonly number[] {
    const from = this.#now() - timeLimit;
    return this.#crashes.filter((time) => time > from);
  }
}
