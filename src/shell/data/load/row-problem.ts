import type { DatabaseProblem, DriverError } from '../../output/errors/database-problem';
import { mysqlProblem } from '../../output/errors/mysql-problem';
import { postgresProblem } from '../../output/errors/postgres-problem';
import { sqliteProblem } from '../../output/errors/sqlite-problem';
import { UserError } from '../../user-error';
import type { Family } from '../column-kind';
import type { FileRow } from './read/file-row';

const READERS = { sqlite: sqliteProblem, postgres: postgresProblem, mysql: mysqlProblem } as const;
export const NOTHING = 'Nothing was loaded.';

export function whereOf({ file, line }: Pick<FileRow, 'file' | 'line'>): string {
  return `${file}:${line}`;
}

/** What the database said against a row: which constraint, without the values. */
export function rowProblem(row: FileRow, table: string, error: unknown, family: Family): UserError {
  const failure = error as DriverError;
  const problem = READERS[family](failure);
  const reason = (problem && sentence(problem, table, failure.constraint)) ?? `is refused: ${firstLine(failure)}.`;
  return new UserError(`${whereOf(row)} ${table}: the row ${reason}`, NOTHING);
}

/** Whether an error says nothing of the row: the connection is lost, the database is locked. */
export function isAboutRow(error: unknown, family: Family): boolean {
  const kind = READERS[family](error as DriverError)?.kind;
  return !NOT_ABOUT_ROWS.has(kind ?? '');
}

const NOT_ABOUT_ROWS: ReadonlySet<string> = new Set([
  'connection-lost',
  'locked',
  'deadlock',
  'overtaken',
  'overtaken-on-sqlite',
  'read-only',
  'disk-full',
  'disk-failure',
  'denied',
  'damaged',
  'file-gone',
]);

function firstLine({ message }: DriverError): string {
  return (message.split('\n')[0] ?? '').replace(/\.$/, '');
}

function sentence(problem: DatabaseProblem, table: string, constraint: string | undefined): string | undefined {
  const named = constraint === undefined ? '' : ` (${constraint})`;
  switch (problem.kind) {
    case 'no-such-row':
      return `leads by ${list(problem.columns) ?? 'a foreign key'} to a row of ${problem.referred ?? 'another table'} that is not there${named}.`;
    case 'foreign-key':
      return 'leads by a foreign key to a row that is not there.';
    case 'duplicate': {
      const columns = list(problem.columns);
      const key = problem.key === undefined ? '' : ` (${problem.key})`;
      return columns === undefined
        ? `is there already: it has the same key as another${key}.`
        : `is there already: another has the same ${columns}${key}.`;
    }
    case 'not-null':
      return `has NULL in ${problem.column}, or nothing, and the column takes no NULL.`;
    case 'check':
      return `does not fulfil the check ${problem.constraint}.`;
    case 'no-column':
      return `has the column ${problem.column}, which the table in the database has not.`;
    case 'no-table':
      return `has no table: there is no ${problem.table || table} in the database.`;
    default:
      return undefined;
  }
}

function list(columns: readonly string[] | undefined): string | undefined {
  return columns === undefined || columns.length === 0 ? undefined : columns.join(', ');
}
