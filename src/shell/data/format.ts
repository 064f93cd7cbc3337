import { extname } from 'node:path';
import { nearNames } from '../near-names';
import { UserError } from '../user-error';

/** What a dump is written as. */
export const DATA_FORMATS = ['json', 'ndjson', 'csv', 'sql'] as const;
export type DataFormat = (typeof DATA_FORMATS)[number];

const EXTENSIONS: Readonly<Record<string, DataFormat>> = {
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.csv': 'csv',
  '.sql': 'sql',
};

/** @throws UserError for a word that is no format. */
export function formatCalled(word: string): DataFormat {
  const found = DATA_FORMATS.find((format) => format === word.toLowerCase());
  if (found !== undefined) return found;
  const [near] = nearNames(word, DATA_FORMATS);
  throw new UserError(
    `There is no format ${word}${near === undefined ? '.' : `: did you mean ${near}?`}`,
    `--format is ${DATA_FORMATS.slice(0, -1).join(', ')} or ${DATA_FORMATS.at(-1)}.`,
  );
}

/** By the extension of a file's name. */
export function formatOfFile(name: string): DataFormat | undefined {
  return EXTENSIONS[extname(name).toLowerCase()];
}
