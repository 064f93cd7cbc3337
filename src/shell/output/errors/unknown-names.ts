import type { DatabaseProblem } from './database-problem';
import type { Finding } from './description';
import { didYouMean } from '../../near-names';
import type { FailedStatement } from './failed-statement';
import type { ModelNames } from './model-names';

export function noTable(table: string, names: ModelNames): Finding {
  const known = names.ofTable(table);
  if (known)
    return {
      title: `There is no table "${table}" in the database.`,
      advice: 'Migrate the database first: run the pending migrations.',
    };
  return {
    title: `There is no table "${table}".`,
    advice:
      inQuotes(table, names.tableNames) ??
      didYouMean(table, names.tableNames) ??
      `The tables of the model: ${names.tableNames.join(', ')}.`,
  };
}

export function noColumn(
  problem: DatabaseProblem & { kind: 'no-column' },
  { names, statement, sql = '' }: Pick<FailedStatement, 'names' | 'statement' | 'sql'>,
): Finding {
  if (problem.table !== undefined && !isCalled(problem.table, sql))
    return notInQuery({ kind: 'not-in-query', name: problem.table, column: problem.column }, { names, statement, sql });
  // A table's alias stands in front of the column as often as its name.
  const table = names.ofTable(problem.table) ? problem.table : statement?.table;
  const metadata = names.ofTable(table);
  // TypeORM's query around a query (`take` with joins) calls the column by alias and column in one.
  const column = problem.table === 'distinctAlias' ? problem.column.replace(/^[^_]+_/, '') : problem.column;
  const where = table === undefined ? '' : ` in "${table}"`;
  const title = `There is no column "${column}"${where}.`;
  if (!metadata) return { title, advice: didYouMean(column, names.columnNames) };
  const columns = metadata.columns.map((column) => column.databaseName);
  if (columns.includes(column))
    return { title, advice: 'The model has it, the database does not: run the pending migrations.' };
  const near = didYouMean(column, columns);
  if (near === undefined && isQuoted(column, sql))
    return { title, advice: `In SQL "…" is a name; a text stands in single quotes: '${column}'.` };
  return { title, advice: inQuotes(column, columns) ?? near ?? `Its columns: ${columns.join(', ')}.` };
}

/** PostgreSQL looks for `authorId` as `authorid`, unless it is quoted. */
function inQuotes(name: string, known: readonly string[]): string | undefined {
  const meant = known.find((each) => each !== name && each.toLowerCase() === name);
  return meant && `Names without quotes are taken in small letters: write "${meant}", with its quotes.`;
}

/** `employee.name` in a query that calls its table `e`, or that has no such table. */
export function notInQuery(
  { name, column }: DatabaseProblem & { kind: 'not-in-query' },
  { names, statement, sql = '' }: Pick<FailedStatement, 'names' | 'statement' | 'sql'>,
): Finding {
  const title = `There is no "${name}" in this query.`;
  if (statement === undefined) return { title };
  const { table, alias = table } = statement;
  const isMeant = [table, names.entity(table)].some((one) => one.toLowerCase() === name.toLowerCase());
  // PostgreSQL does not say which column was asked of it.
  const [, asked = column ?? '…'] =
    new RegExp(`\\b${name.replaceAll(/\W/g, '.')}["\`]?\\.["\`]?(\\w+)`).exec(sql) ?? [];
  const known = alias === table ? `Its table is ${table}` : `It calls ${table} "${alias}"`;
  return {
    title,
    advice:
      isMeant || alias !== table ? `${known}: write ${alias}.${column ?? asked}.` : `${known}: join ${name} first.`,
  };
}

/** Whether a statement calls something by this name: a table, or an alias. */
function isCalled(name: string, sql: string): boolean {
  if (name === 'distinctAlias' || sql === '') return true;
  const word = `["\`]?${name.replaceAll(/[^\w]/g, '.')}["\`]?`;
  return new RegExp(
    `(?:\\b(?:from|join|into|update|as)|["\`\\w),])\\s+(?:["\`]?\\w+["\`]?\\.)?${word}(?![\\w.])`,
    'i',
  ).test(sql);
}

function isQuoted(name: string, sql: string): boolean {
  return sql.includes(`"${name}"`) && !/^[a-z_]+$/.test(name);
}
