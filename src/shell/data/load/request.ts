import type { GivenOptions, OptionSet } from '../../command-line';
import { UserError } from '../../user-error';
import { formatCalled, type DataFormat } from '../format';

export const LOAD_OPTIONS = {
  format: { type: 'string', value: 'FORMAT', summary: 'json, ndjson, csv or sql; by the name of FILE unless told' },
  replace: { type: 'boolean', summary: 'delete all rows of the tables in FILE first, in the same transaction' },
  append: { type: 'boolean', summary: 'leave the rows that are there' },
  masked: { type: 'boolean', summary: 'load what stands for masked secrets as if it were them' },
  yes: { type: 'boolean', summary: 'do not ask before production is written' },
} as const satisfies OptionSet;

export interface LoadRequest {
  /** A file, or a folder of CSV, as named. */
  readonly file: string;
  readonly format: DataFormat | undefined;
  /** What becomes of rows that are there: with none of the two there must not be any. */
  readonly replace: boolean;
  readonly append: boolean;
  readonly masked: boolean;
  readonly yes: boolean;
}

/** @throws UserError for wrong usage. */
export function loadRequest(values: GivenOptions, words: readonly string[]): LoadRequest {
  const [file, another] = words;
  const { format, replace = false, append = false, masked = false, yes = false } = values;
  if (file === undefined) throw new UserError('load needs a file.', 'For example: typeorm-shell load backup.json');
  if (another !== undefined)
    throw new UserError(`One file at a time: ${another} is one too many.`, 'A folder has a file of CSV a table.');
  if (replace === true && append === true)
    throw new UserError('Only one of --replace and --append.', '--replace deletes what is there, --append leaves it.');
  return {
    file,
    format: typeof format === 'string' ? formatCalled(format) : undefined,
    replace: replace === true,
    append: append === true,
    masked: masked === true,
    yes: yes === true,
  };
}
