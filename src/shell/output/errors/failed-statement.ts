import type { ModelNames } from './model-names';
import type { Statement } from './sql-statement';

/** Everything that is known about a failed statement. */
export interface FailedStatement {
  readonly names: ModelNames;
  readonly statement: Statement | undefined;
  readonly message: string;
  /** The statement itself. */
  readonly sql?: string;
  /** What to do about a mistake that is plain to see in the SQL. */
  readonly mistake?: string;
}

const LONGEST_VALUE = 60;

/** A value in quotes, one line of it, cut when it is long. */
export function quote(value: string): string {
  const [line = ''] = value.split('\n');
  return `"${line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line}"`;
}

export function valueText(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  return value instanceof Date ? value.toISOString() : String(value);
}

/** `id 99`, `employeeId 1 and meetingId 1` */
export function pairs(
  table: string | undefined,
  columns: readonly string[],
  values: readonly string[],
  names: ModelNames,
): string {
  return columns.map((column, index) => `${names.property(table, column)} ${values[index] ?? ''}`.trim()).join(' and ');
}

/** The values that the failed statement had for these columns; `undefined` when not all are known. */
export function valuesOf(columns: readonly string[], statement: Statement | undefined): string[] | undefined {
  const values = columns.map((column) => statement?.values.get(column));
  return values.every((value) => value !== undefined && value !== null) ? values.map(valueText) : undefined;
}
