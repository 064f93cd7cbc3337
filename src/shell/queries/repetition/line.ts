import type { QueryRecord } from '../recorder';
import { groupsOf, type Group } from './group';
import type { ModelTables } from './model-tables';
import { transactionsOf } from './transactions';

/** The statements of a line as the search for repetitions sees them. */
export interface Line {
  readonly records: readonly QueryRecord[];
  readonly groups: readonly Group[];
  /** For each record the transaction it ran in, from 1; 0 for none. */
  readonly transactions: readonly number[];
  readonly tables: ModelTables;
}

export function lineOf(records: readonly QueryRecord[], tables: ModelTables): Line {
  return { records, groups: groupsOf(records), transactions: transactionsOf(records), tables };
}

/** The table that a statement is about: the first it names. */
export function mainTable({ parts }: Group): string {
  return parts.tables[0]?.table ?? '';
}

/** How many statements of a line have written a table, by its name. */
export function writesTo(line: Line, table: string): number {
  const name = table.toLowerCase();
  return line.records.filter(({ kind, tables }) => kind === 'write' && tables?.includes(name) === true).length;
}
