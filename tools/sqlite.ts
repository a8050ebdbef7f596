import { createRequire } from 'node:module';
import type * as sqliteWasm from 'node-sqlite3-wasm';
import type { SqlDatabase } from '../src/core/search/sqliteEngine';

/** A database that is open. */
export interface OpenDatabase extends SqlDatabase {
  close(): void;
}

interface NodeSqlite {
  readonly DatabaseSync: new (file: string) => OpenDatabase;
}

const { getBuiltinModule } = process as { getBuiltinModule?: (name: string) => unknown };
const nodeSqlite = getBuiltinModule?.('node:sqlite') as NodeSqlite | undefined;

/** Where SQLite comes from: Node itself, where it has it, else WebAssembly. */
export const sqliteName = nodeSqlite ? 'node:sqlite' : 'node-sqlite3-wasm';

/**
 * Opens a database. WebAssembly frees its memory only when it is closed.
 *
 * @param file A path, or `:memory:`.
 */
export function openSqlite(file: string): OpenDatabase {
  if (nodeSqlite) return new nodeSqlite.DatabaseSync(file);
  const { Database } = createRequire(__filename)('node-sqlite3-wasm') as typeof sqliteWasm;
  const database = new Database(file);
  return {
    exec: (sql) => {
      database.exec(sql);
    },
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return { run: (...values) => statement.run(values), all: (...values) => statement.all(values) };
    },
    close: () => {
      database.close();
    },
  };
}
