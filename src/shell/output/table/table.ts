import type { EntityMetadata } from 'typeorm';

type ColumnMetadata = EntityMetadata['columns'][number];

/** What stands for a value that was not loaded; text of that kind is quoted, so that it is no such thing. */
export const NOT_LOADED = Symbol('not loaded');

/** How the points in time of a column are told. */
export interface Clock {
  /** The clock on which a Date of this column reads as it is stored. */
  readonly reads: 'local' | 'utc';
  /** Whether the value is an instant: then its zone is said beside it. */
  readonly zoned: boolean;
  /** A day without a time. */
  readonly dayOnly: boolean;
}

/** A column of a table: how it is called, and what a row holds there. */
export interface Column {
  readonly name: string;
  /** By its type: numbers that come as text (decimals, bigints) are numbers all the same. Else it is seen by the values. */
  readonly numeric?: boolean;
  /** Never cut: a key that is cut short is none. */
  readonly isKey?: boolean;
  /** Must not be shown. */
  readonly secret: boolean;
  readonly clock: Clock;
  /** The column that a row has by its own kind, where rows of several kinds are in one table: types and clocks may differ. */
  of?(row: unknown): Column | undefined;
  /** `undefined` for a row that has no such column, {@link NOT_LOADED} for a value that was not selected. Never loads. */
  read(row: unknown): unknown;
}

/** Rows with the columns that they have between them. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly unknown[];
}

/** Of a raw row nothing is known but the value: an instant, told on the clock of this process. */
export const RAW_CLOCK: Clock = { reads: 'local', zoned: true, dayOnly: false };

const SQLITE: ReadonlySet<string> = new Set(
  'better-sqlite3 sqlite sqljs expo cordova react-native nativescript capacitor'.split(' '),
);
const MYSQL: ReadonlySet<string> = new Set(['mysql', 'mariadb', 'aurora-mysql']);
const NUMERIC =
  /^(?:number|bigint|(?:tiny|small|medium|big|unsigned big )?int(?:eger)?\d?|dec(?:imal)?|numeric|fixed|float\d?|double(?: precision)?|real|(?:small)?money|serial)$/;
const ZONED = /with (?:local )?time zone|timestamptz|datetimeoffset/;

export function isNumeric(column: ColumnMetadata): boolean {
  // A list of numbers is a list.
  return !column.isArray && NUMERIC.test(typeName(column));
}

/**
 * The drivers of PostgreSQL and MySQL read columns without a zone on the clock of this process, MySQL's on another one if its
 * `timezone` says so; TypeORM reads SQLite's as UTC. MySQL's `timestamp` is an instant.
 */
export function clockOf(column: ColumnMetadata, { type, ...options }: EntityMetadata['connection']['options']): Clock {
  const name = typeName(column);
  const zoned = ZONED.test(name) || (MYSQL.has(type) && name === 'timestamp');
  const { timezone } = options as { readonly timezone?: unknown };
  const utc = SQLITE.has(type) || (MYSQL.has(type) && (timezone === 'Z' || timezone === '+00:00'));
  return { reads: utc && !zoned ? 'utc' : 'local', zoned, dayOnly: name === 'date' };
}

/** `@Column(Number)` has the class for its type, `@Column('int')` the name; `Date` is none that is a day. */
function typeName({ type }: ColumnMetadata): string {
  if (typeof type === 'string') return type.toLowerCase();
  return type === Date ? 'datetime' : typeof type === 'function' ? type.name.toLowerCase() : '';
}
