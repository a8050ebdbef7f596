import { ONE_FAILED, summary, total, type Counts } from './stages/counts';
import { STAGES } from './stages/stages';

/** Runs the stages that are named, or all of them; what fails in one does not keep the next from running. */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !STAGES.has(name));
  if (unknown.length > 0) {
    console.error(`No stage is called ${unknown.join(', ')}; there are ${[...STAGES.keys()].join(', ')}.`);
    return 2;
  }
  const results: Counts[] = [];
  for (const [name, run] of STAGES) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n=== ${name}`);
    const started = performance.now();
    const counts = await run().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return ONE_FAILED;
    });
    console.log(`--- ${name}: ${summary(counts)} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    results.push(counts);
  }
  const all = total(results);
  console.log(`\n${summary(all)}`);
  return all.failed > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
