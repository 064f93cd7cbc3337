import type { DataSource, EntityMetadata, QueryRunner } from 'typeorm';
import { childrenOf, parentOf, type ColumnMetadata } from '../../../schema/entity-facts';

/** A row as the driver gives and takes it, by the names of its columns. */
export type TableRow = Readonly<Record<string, unknown>>;

/** Rows that are asked for at once. */
const MOST_ROWS = 100_000;
/** Parameters of a statement: SQLite takes 32,766, PostgreSQL 65,535. */
const MOST_PARAMETERS = 30_000;
const MOST_IN_STATEMENT = 500;

export interface Selection {
  /** Rows in which none of the columns is null. */
  readonly whole?: boolean;
  /** Rows of which the column is greater. */
  readonly above?: { readonly column: ColumnMetadata; readonly value: unknown };
  /** Without those that are deleted softly. */
  readonly alive?: boolean;
  /** No more than the newest, by the key, of very many. */
  readonly limit?: boolean;
}

/** Reads and writes the rows of tables in a transaction, with values as the driver has them: no transformer, no listener. */
export class Tables {
  constructor(
    readonly dataSource: DataSource,
    readonly runner: QueryRunner,
  ) {}

  /** The columns of the rows of an entity, in the order of its key. */
  async select(
    metadata: EntityMetadata,
    columns: readonly ColumnMetadata[],
    { whole = false, above, alive = false, limit = false }: Selection = {},
  ): Promise<TableRow[]> {
    const parameters: unknown[] = [];
    const conditions = this.#ofClass(metadata, parameters);
    const names = columns.map(({ databaseName }) => this.#escape(databaseName));
    if (whole) conditions.push(...names.map((name) => `${name} IS NOT NULL`));
    if (alive && metadata.deleteDateColumn)
      conditions.push(`${this.#escape(metadata.deleteDateColumn.databaseName)} IS NULL`);
    if (above !== undefined)
      conditions.push(`${this.#escape(above.column.databaseName)} > ${this.#parameter(parameters, above.value)}`);
    const keys = metadata.primaryColumns.map(
      ({ databaseName }) => `${this.#escape(databaseName)}${limit ? ' DESC' : ''}`,
    );
    const rows = await this.#query(
      `SELECT ${[...new Set(names)].join(', ')} FROM ${this.#table(metadata)}${where(conditions)}` +
        (keys.length === 0 ? '' : ` ORDER BY ${keys.join(', ')}`) +
        (limit ? ` LIMIT ${MOST_ROWS}` : ''),
      parameters,
    );
    return limit ? (rows as TableRow[]).reverse() : (rows as TableRow[]);
  }

  async count(metadata: EntityMetadata): Promise<number> {
    const parameters: unknown[] = [];
    const conditions = this.#ofClass(metadata, parameters);
    const [{ n }] = (await this.#query(
      `SELECT COUNT(*) AS n FROM ${this.#table(metadata)}${where(conditions)}`,
      parameters,
    )) as [{ readonly n: unknown }];
    return Number(n);
  }

  /** The greatest value of a column in the whole table; `null` where there is none. */
  async highest(metadata: EntityMetadata, { databaseName }: ColumnMetadata): Promise<unknown> {
    const [{ n }] = (await this.#query(
      `SELECT MAX(${this.#escape(databaseName)}) AS n FROM ${this.#table(metadata)}`,
      [],
    )) as [{ readonly n: unknown }];
    return n;
  }

  /** @param rows each with all the columns. */
  async insert(metadata: EntityMetadata, columns: readonly string[], rows: readonly TableRow[]): Promise<void> {
    const into = `INSERT INTO ${this.#table(metadata)}`;
    if (columns.length === 0) {
      const nothing = /mysql|mariadb/.test(this.dataSource.options.type) ? '() VALUES ()' : 'DEFAULT VALUES';
      for (let index = 0; index < rows.length; index++) await this.#query(`${into} ${nothing}`, []);
      return;
    }
    const names = columns.map((column) => this.#escape(column)).join(', ');
    const wrap = columns.map((column) => this.#wrapper(metadata, column));
    const most = Math.max(1, Math.min(MOST_IN_STATEMENT, Math.floor(MOST_PARAMETERS / columns.length)));
    for (let start = 0; start < rows.length; start += most) {
      const parameters: unknown[] = [];
      const values = rows
        .slice(start, start + most)
        .map(
          (row) => `(${columns.map((column, at) => wrap[at](this.#parameter(parameters, row[column]))).join(', ')})`,
        );
      await this.#query(`${into} (${names}) VALUES ${values.join(', ')}`, parameters);
    }
  }

  /**
   * Sets columns of some rows to the same values.
   * @param keys of the rows, with the columns of the key.
   */
  async update(metadata: EntityMetadata, set: TableRow, keys: readonly TableRow[]): Promise<void> {
    const primary = metadata.primaryColumns.map(({ databaseName }) => databaseName);
    for (let start = 0; start < keys.length; start += MOST_IN_STATEMENT) {
      const some = keys.slice(start, start + MOST_IN_STATEMENT);
      const parameters: unknown[] = [];
      const assigned = Object.entries(set).map(
        ([name, value]) => `${this.#escape(name)} = ${this.#parameter(parameters, value)}`,
      );
      const single = primary.length === 1;
      const rows = single
        ? `${this.#escape(primary[0])} IN (${some.map((key) => this.#parameter(parameters, key[primary[0]])).join(', ')})`
        : some
            .map(
              (key) =>
                `(${primary.map((name) => `${this.#escape(name)} = ${this.#parameter(parameters, key[name])}`).join(' AND ')})`,
            )
            .join(' OR ');
      await this.#query(`UPDATE ${this.#table(metadata)} SET ${assigned.join(', ')} WHERE ${rows}`, parameters);
    }
  }

  /** Of a table that has rows of several classes, those of this one and of its children. */
  #ofClass(metadata: EntityMetadata, parameters: unknown[]): string[] {
    const { discriminatorColumn } = metadata;
    if (discriminatorColumn === undefined || parentOf(metadata) === undefined) return [];
    const kinds = [metadata, ...childrenOf(metadata)].map(({ discriminatorValue }) =>
      this.#parameter(parameters, discriminatorValue),
    );
    return [`${this.#escape(discriminatorColumn.databaseName)} IN (${kinds.join(', ')})`];
  }

  /** Shapes are texts for MySQL, read by a function. */
  #wrapper({ columns }: EntityMetadata, name: string): (parameter: string) => string {
    const { driver, options } = this.dataSource;
    const type = columns.find(({ databaseName }) => databaseName === name)?.type;
    const isShape = /mysql|mariadb/.test(options.type) && driver.spatialTypes.some((each) => each === type);
    return isShape ? (parameter) => `ST_GeomFromText(${parameter})` : (parameter) => parameter;
  }

  #table({ tablePath }: EntityMetadata): string {
    return tablePath
      .split('.')
      .map((part) => this.#escape(part))
      .join('.');
  }

  #escape(name: string): string {
    return this.dataSource.driver.escape(name);
  }

  /** Its place in the statement; the value goes to the others. */
  #parameter(parameters: unknown[], value: unknown): string {
    return this.dataSource.driver.createParameter('value', parameters.push(bindable(value, this.dataSource)) - 1);
  }

  async #query(sql: string, parameters: unknown[]): Promise<unknown> {
    return (await this.runner.query(sql, parameters)) as unknown;
  }
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

/** What better-sqlite3 refuses to take. */
function bindable(value: unknown, { options: { type } }: DataSource): unknown {
  if (value === undefined) return null;
  if (!/sqlite|sqljs/.test(type)) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', '') : value;
}
