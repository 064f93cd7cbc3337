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
    advice: didYouMean(table, names.tableNames) ?? `The tables of the model: ${names.tableNames.join(', ')}.`,
  };
}

export function noColumn(
  problem: DatabaseProblem & { kind: 'no-column' },
  { names, statement }: FailedStatement,
): Finding {
  // A table's alias stands in front of the column as often as its name.
  const table = names.ofTable(problem.table) ? problem.table : statement?.table;
  const metadata = names.ofTable(table);
  // TypeORM's query around a query (`take` with joins) calls the column by alias and column in one.
  const column = problem.table === 'distinctAlias' ? problem.column.replace(/^[^_]+_/, '') : problem.column;
  const where = table === undefined ? '' : ` in "${table}"`;
  const title = `There is no column "${column}"${where}.`;
  if (!metadata) return { title };
  const columns = metadata.columns.map((column) => column.databaseName);
  if (columns.includes(column))
    return { title, advice: 'The model has it, the database does not: run the pending migrations.' };
  return { title, advice: didYouMean(column, columns) ?? `Its columns: ${columns.join(', ')}.` };
}
