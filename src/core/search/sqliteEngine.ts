import type { PaperId } from '../paper';
import { fieldWeights, type Match, type PreparedPaper, type SearchEngine, type WantedWord } from './engine';

/** What the engine needs of a database: the part of Node's `node:sqlite` that it uses. */
export interface SqlDatabase {
  exec(sql: string): void;
  prepare(sql: string): SqlStatement;
}

export interface SqlStatement {
  run(...values: (string | number)[]): unknown;
  all(...values: (string | number)[]): unknown[];
}

const fields = Object.keys(fieldWeights) as (keyof typeof fieldWeights)[];
const titleColumns = '{title joins method}';

/**
 * SQLite's FTS5 in memory, which ranks by BM25. The table is contentless: it holds the index and no text. Terms come
 * ready-made, so its plainest tokenizer, which parts them at blanks, is all it needs.
 *
 * @see https://sqlite.org/fts5.html
 */
export class SqliteEngine implements SearchEngine {
  readonly name = 'SQLite FTS5';
  readonly #database: SqlDatabase;
  readonly #insert: SqlStatement;
  readonly #delete: SqlStatement;
  readonly #find: SqlStatement;
  readonly #count: SqlStatement;
  readonly #rows = new Map<PaperId, number>();
  readonly #ids: PaperId[] = [];

  /**
   * @param database An empty database.
   * @throws The database's error where it has no FTS5.
   */
  constructor(database: SqlDatabase) {
    this.#database = database;
    database.exec(
      `CREATE VIRTUAL TABLE papers USING fts5(${fields.join(', ')}, content='', contentless_delete=1, tokenize='ascii');` +
        'CREATE VIRTUAL TABLE vocabulary USING fts5vocab(papers, row);',
    );
    this.#insert = database.prepare(
      `INSERT INTO papers(rowid, ${fields.join(', ')}) VALUES (?, ${fields.map(() => '?').join(', ')})`,
    );
    this.#delete = database.prepare('DELETE FROM papers WHERE rowid = ?');
    const weights = fields.map((field) => fieldWeights[field]).join(', ');
    this.#find = database.prepare(
      `SELECT rowid AS row, -bm25(papers, ${weights}) AS score FROM papers WHERE papers MATCH ? ORDER BY score DESC LIMIT ?`,
    );
    this.#count = database.prepare('SELECT doc AS papers FROM vocabulary WHERE term = ?');
  }

  add(papers: readonly PreparedPaper[]): void {
    this.#inTransaction(() => {
      for (const { id, terms } of papers) {
        const row = this.#ids.push(id);
        this.#rows.set(id, row);
        this.#insert.run(row, ...fields.map((field) => terms[field]));
      }
    });
  }

  remove(ids: readonly PaperId[]): void {
    this.#inTransaction(() => {
      for (const id of ids) {
        const row = this.#rows.get(id);
        if (row === undefined) continue;
        this.#rows.delete(id);
        this.#delete.run(row);
      }
    });
  }

  match(words: readonly WantedWord[], combine: 'all' | 'any', limit: number): Match[] {
    if (words.length === 0 || limit <= 0) return [];
    const expression = words.map(wordExpression).join(combine === 'all' ? ' AND ' : ' OR ');
    const rows = this.#find.all(expression, Math.min(limit, this.#ids.length)) as { row: number; score: number }[];
    return rows.map(({ row, score }) => ({ id: this.#ids[row - 1] ?? '', score }));
  }

  terms(): Iterable<string> {
    return (this.#database.prepare('SELECT term FROM vocabulary').all() as { term: string }[]).map(({ term }) => term);
  }

  holders(term: string): number {
    const [row] = this.#count.all(term) as { papers: number }[];
    return row?.papers ?? 0;
  }

  #inTransaction(work: () => void): void {
    this.#database.exec('BEGIN');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

function wordExpression({ alternatives, inTitle }: WantedWord): string {
  const either = alternatives.map(({ terms, isBegun }) => {
    const quoted = terms.map((term) => `"${term}"`).join(' AND ');
    return `(${quoted}${isBegun ? ' *' : ''})`;
  });
  return `${inTitle ? `${titleColumns} : ` : ''}(${either.join(' OR ')})`;
}
