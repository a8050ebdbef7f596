import { testFiles } from './files';
import { runMocha } from './mocha';

// Runs the tests of a folder in this process: tsx plain.ts FOLDER TIMEOUT
async function main(): Promise<void> {
  const [folder = '', timeout = '10000'] = process.argv.slice(2);
  process.stdin
    .resume()
    .once('end', () => process.exit(1))
    .unref();
  const { failed } = await runMocha(await testFiles(folder), Number(timeout));
  process.exit(failed > 0 ? 1 : 0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
