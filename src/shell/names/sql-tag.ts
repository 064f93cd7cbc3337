import type { DataSource } from 'typeorm';
import { isPlainObject } from '../plain-object';
import { effectOf } from '../queries/statement';
import { UserError } from '../user-error';

/** A piece of SQL that has not run, to be put into a query. */
export class SqlPart {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly unknown[],
  ) {}
}

/** A name of a table or a column, to be quoted as the database does. */
export class SqlName {
  constructor(readonly path: readonly string[]) {}
}

export interface BuiltQuery {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** What building a query has to know of the database. */
export interface Dialect {
  /** The driver's placeholder for the parameter with this number, from 1. */
  placeholder(number: number): string;
  quote(name: string): string;
  /** A value in a form that the driver binds. */
  bind(value: unknown): unknown;
}

export interface SqlTag {
  /**
   * Runs a query; each `${value}` becomes a parameter, an array a list of them, never text. Gives the rows, or
   * `{ affected }` for a statement that writes and gives none back.
   */
  (strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<unknown>;
  /** A part of a query: sql`select * from employees ${sql.part`where id = ${1}`}`. */
  part(strings: TemplateStringsArray, ...values: readonly unknown[]): SqlPart;
  /** A table's or a column's name, quoted: sql.name('employees', 'id'). */
  name(...path: readonly string[]): SqlName;
}

/** The `sql` of the prompt. */
export function sqlTag(dataSource: DataSource): SqlTag {
  const dialect = dialectOf(dataSource);
  const sql = async (strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<unknown> => {
    if (!Array.isArray(strings) || !('raw' in strings))
      throw new UserError('sql is a tag of a template, not a function.', 'Write sql`select 1`, without ( ).');
    const { text, parameters } = buildQuery({ strings, values }, dialect);
    return run(dataSource, text, parameters);
  };
  // Defined and not assigned: a function's own `name` is read-only.
  return Object.defineProperties(sql, {
    part: { value: (strings: TemplateStringsArray, ...values: readonly unknown[]) => new SqlPart(strings, values) },
    name: { value: (...path: readonly string[]) => new SqlName(path) },
  }) as unknown as SqlTag;
}

/** Rows that were written, for a statement that gives none back. */
interface Written {
  readonly affected: number;
}

/** The rows of a query; for one that writes and gives none back, how many it wrote. (Each driver answers that in its own way.) */
async function run(dataSource: DataSource, text: string, parameters: readonly unknown[]): Promise<unknown[] | Written> {
  const runner = dataSource.createQueryRunner();
  try {
    const { records, affected } = await runner.query(text, [...parameters], true);
    const rows = Array.isArray(records) ? (records as unknown[]) : [];
    return rows.length === 0 && effectOf(text).kind === 'write' && affected != null ? { affected } : rows;
  } finally {
    await runner.release();
  }
}

/**
 * Puts a template and its values together.
 * @throws UserError for a value that no query can mean: `undefined`, an empty list.
 */
export function buildQuery(
  template: { strings: readonly string[]; values: readonly unknown[] },
  dialect: Dialect,
): BuiltQuery {
  const parameters: unknown[] = [];
  const bind = (value: unknown): string => {
    parameters.push(dialect.bind(value));
    return dialect.placeholder(parameters.length);
  };
  const write = ({ strings, values }: { strings: readonly string[]; values: readonly unknown[] }): string =>
    strings.map((string, index) => string + (index < values.length ? written(values[index], string) : '')).join('');
  const written = (value: unknown, before: string): string => {
    if (value instanceof SqlPart) return write(value);
    if (value instanceof SqlName) return value.path.map((name) => dialect.quote(name)).join('.');
    const place = before.trim().split(/\s+/).slice(-3).join(' ');
    if (value === undefined) throw new UserError(`The value after \`${place}\` is undefined.`, 'For NULL give null.');
    if (!Array.isArray(value)) return bind(value);
    if (value.length === 0) throw new UserError(`The list after \`${place}\` is empty, which SQL cannot say.`);
    if (value.some(isPlainObject)) {
      throw new UserError(
        `The value after \`${place}\` is a query's answer.`,
        'For a part of a query write sql.part`...`.',
      );
    }
    return value.map(bind).join(', ');
  };
  return { text: write(template), parameters };
}

/** How the database of a data source wants its queries. */
export function dialectOf({ driver, options }: DataSource): Dialect & { readonly isSqlite: boolean } {
  const isSqlite = ['better-sqlite3', 'sqlite', 'sqljs', 'expo'].includes(options.type);
  return {
    // Counts from 0; drivers that name their parameters make one up.
    placeholder: (number) => driver.createParameter(String(number - 1), number - 1),
    quote: (name) => quote(name, options.type),
    bind: (value) => (isSqlite ? bindForSqlite(value) : value),
    isSqlite,
  };
}

/** TypeORM 1.1 escapes quotes inside a name, earlier versions do not: so it is not asked. */
function quote(name: string, type: DataSource['options']['type']): string {
  const [open, close] = ['mysql', 'mariadb', 'aurora-mysql'].includes(type) ? '``' : type === 'mssql' ? '[]' : '""';
  return `${open}${name.replaceAll(close, close + close)}${close}`;
}

/** SQLite's drivers bind neither booleans nor dates; both go in as TypeORM itself stores them. */
function bindForSqlite(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '');
  return value;
}
