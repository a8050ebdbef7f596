import { parentPort } from 'node:worker_threads';
import type { SearchEngine } from '../core/search/engine';
import { MiniSearchEngine } from '../core/search/miniSearchEngine';
import { SqliteEngine, type SqlDatabase } from '../core/search/sqliteEngine';
import type { Request } from './messages';
import { searchWorker } from './searchWorker';

/** The part of `node:sqlite` that is used; Node has it from version 22.13 on. */
interface Sqlite {
  readonly DatabaseSync: new (path: string) => SqlDatabase;
}

/** SQLite where this Node has it with full-text search, else MiniSearch. */
function bestEngine(): SearchEngine {
  try {
    const sqlite = process.getBuiltinModule('node:sqlite') as unknown as Sqlite | undefined;
    if (sqlite) return new SqliteEngine(new sqlite.DatabaseSync(':memory:'));
  } catch {
    return new MiniSearchEngine();
  }
  return new MiniSearchEngine();
}

const answer = searchWorker(bestEngine());
parentPort?.on('message', (request: Request) => {
  parentPort?.postMessage(answer(request));
});
