import type { GivenOptions, OptionSet } from '../../command-line';
import { UserError } from '../../user-error';
import { formatCalled, formatOfFile, type DataFormat } from '../format';

export const DUMP_OPTIONS = {
  output: { type: 'string', short: 'o', value: 'FILE', summary: 'write FILE, or a folder of CSV; stdout unless told' },
  format: { type: 'string', value: 'FORMAT', summary: 'json, ndjson, csv or sql; by the name of FILE unless told' },
  unmasked: { type: 'boolean', summary: 'with the secrets that the shell masks' },
  force: { type: 'boolean', summary: 'replace FILE if it is there' },
} as const satisfies OptionSet;

export interface DumpRequest {
  /** Entities or tables, as named; none for all. */
  readonly words: readonly string[];
  readonly format: DataFormat;
  /** Where to write; absent for the standard output. */
  readonly file?: string;
  /** Whether it is a folder, with a file a table. */
  readonly isFolder: boolean;
  readonly unmasked: boolean;
  readonly force: boolean;
  /** What to write instead, to replace the file. */
  readonly toReplace: string;
}

/** @throws UserError for wrong usage. */
export function dumpRequest(values: GivenOptions, words: readonly string[]): DumpRequest {
  const { output, format: word, unmasked = false, force = false } = values;
  const file = typeof output === 'string' ? output : undefined;
  const stray = file === undefined ? words.find((each) => formatOfFile(each) !== undefined) : undefined;
  if (stray !== undefined)
    throw new UserError(`${stray} looks like a file, and is no entity.`, `To write it: typeorm-shell dump -o ${stray}`);
  const byName = file === undefined ? undefined : formatOfFile(file);
  const format =
    typeof word === 'string' ? formatCalled(word) : (byName ?? (file === undefined ? 'ndjson' : undefined));
  if (format === undefined)
    throw new UserError(
      `${file} has no extension that says what to write.`,
      'Name it .json, .ndjson, .csv or .sql, or say --format; --format csv makes it a folder.',
    );
  const isFolder = format === 'csv' && file !== undefined && byName !== 'csv';
  const given = [...words, ...(word === undefined ? [] : ['--format', format]), ...(unmasked ? ['--unmasked'] : [])];
  return {
    words,
    format,
    isFolder,
    unmasked: unmasked === true,
    force: force === true,
    toReplace: ['typeorm-shell dump', ...given, '--force -o', file].join(' '),
    ...(file === undefined ? {} : { file: file.replace(/(?<=.)[/\\]+$/, '') }),
  };
}
