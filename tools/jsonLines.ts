import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/**
 * Reads the objects of a file that has one in JSON on each line; gzipped where its name ends with `.gz`. Blank lines are
 * passed over.
 *
 * @param fields The fields that every object has to have, all of them texts.
 * @throws Error with the file and the line that has no such object.
 */
export function readJsonLines<Field extends string>(
  file: string,
  fields: readonly Field[],
): Readonly<Record<Field, string>>[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      return objectOf(line, fields);
    } catch (error) {
      throw new Error(`${file}:${String(i + 1)}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  });
}

function objectOf<Field extends string>(line: string, fields: readonly Field[]): Record<Field, string> {
  const value: unknown = JSON.parse(line);
  if (typeof value !== 'object' || value === null) throw new Error('no object');
  const object = value as Record<Field, string>;
  for (const field of fields) if (typeof object[field] !== 'string') throw new Error(`no text in the field ${field}`);
  return object;
}
