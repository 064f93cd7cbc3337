import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { DatabaseProblem } from './database-problem';
import type { Finding } from './description';
import { quote, valueText, type FailedStatement } from './failed-statement';
import type { Statement } from './sql-statement';

type ValueProblem = DatabaseProblem & { kind: 'bad-value' | 'out-of-range' | 'too-long' };

export function badValue(problem: ValueProblem, { names, statement, message, mistake }: FailedStatement): Finding {
  const given = 'value' in problem ? problem.value : undefined;
  const column = problem.column ?? columnHolding(problem, statement);
  const place =
    column === undefined
      ? ''
      : `${statement ? `${names.entity(statement.table)}.` : ''}${names.property(statement?.table, column)}`;
  const subject = given === undefined ? 'A value' : quote(given);
  const target = place === '' ? '' : ` for ${place}`;
  if (problem.kind === 'too-long') {
    return {
      title: `${place === '' ? 'A value' : place} is too long${problem.most === undefined ? '' : `: at most ${problem.most} characters`}.`,
      advice: 'Shorten it, or make the column wider.',
    };
  }
  const wanted = problem.wanted;
  if (problem.kind === 'out-of-range') {
    return {
      title: `${subject} is out of range${target}${wanted === undefined ? '' : ` (${wanted})`}.`,
      advice: 'Use a value that the column can hold.',
    };
  }
  return {
    title: `${subject} is not a valid ${wanted ?? 'value'}${target}.`,
    advice: mistake ?? (wanted === undefined ? message : `Give it a value of type ${wanted}.`),
  };
}

/** Values that the driver of SQLite does not send. */
export const UNBINDABLE: Finding = {
  title: 'SQLite cannot take one of the values.',
  advice: 'It takes numbers, strings, bigints, Buffers and null: no objects, arrays or booleans in a raw query.',
};

/** A row without a value that it must have. A new one names all that is missing, so that it fails once only. */
export function notNull(
  problem: DatabaseProblem & { kind: 'not-null' },
  { names, statement }: FailedStatement,
): Finding {
  const table = problem.table ?? statement?.table;
  const property = names.property(table, problem.column);
  const entity = table === undefined ? '' : names.entity(table);
  const title = `${table === undefined ? '' : `${entity}.`}${property} must not be null.`;
  const metadata = names.ofTable(table);
  if (statement?.verb !== 'INSERT' || metadata === undefined || metadata.isJunction)
    return { title, advice: 'Give it a value before saving.' };
  const isNew = (column: ColumnMetadata): boolean =>
    column.isGenerated || column.isNullable || column.default !== undefined || column.isCreateDate;
  const others = metadata.columns
    .filter((column) => !isNew(column) && !column.isUpdateDate && !column.isVersion && !column.isDiscriminator)
    .filter(
      ({ databaseName }) => databaseName !== problem.column && (statement.values.get(databaseName) ?? null) === null,
    )
    .map(({ databaseName }) => names.property(table, databaseName));
  const also = statement.values.size === 0 || others.length === 0 ? '' : `, and ${others.join(', ')} too`;
  const keys = metadata.primaryColumns.map(({ propertyPath }) => propertyPath).join(' and ');
  return {
    title,
    advice: `This would be a new row: give it a ${property}${also}. To change one that is there, save() it with its ${keys}.`,
  };
}

export function badKey({ names, statement }: FailedStatement): Finding {
  const column = names.ofTable(statement?.table)?.primaryColumns[0];
  if (!statement || !column)
    return { title: 'A primary key that is an integer was given something else.', advice: 'Give it an integer.' };
  const value = statement.values.get(column.databaseName);
  const subject = value === undefined ? 'A value' : valueText(value);
  return {
    title: `${subject} is not a valid integer for ${names.entity(statement.table)}.${column.propertyPath}.`,
    advice: 'Give it a value of type integer, or none to have one made.',
  };
}

/** The column to which the statement gave the refused value: PostgreSQL does not name it. */
function columnHolding(problem: ValueProblem, statement: Statement | undefined): string | undefined {
  const fits = (held: unknown): boolean => {
    if (problem.kind === 'too-long') return problem.most !== undefined && String(held).length > Number(problem.most);
    return problem.value !== undefined && String(held) === problem.value;
  };
  return [...(statement?.values ?? [])].find(([, held]) => fits(held))?.[0];
}
