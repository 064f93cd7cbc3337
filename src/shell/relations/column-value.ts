import { types } from 'node:util';
import type { DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';

/** What a column takes, for a sentence, and whether a value is that. */
interface Kind {
  /** With its article: `an integer`. */
  readonly name: string;
  /** How one is written, where that needs saying. */
  readonly example?: string;
  takes(value: unknown): boolean;
}

/** Why a value is none for a column. */
export interface WrongValue {
  readonly kind: string;
  readonly example: string | undefined;
}

const INTEGER = /^(?:integer|int|int2|int4|int8|smallint|mediumint|bigint|tinyint|serial|bigserial|smallserial)$/;
const NUMBER = /^(?:number|decimal|numeric|float|double|double precision|real|float4|float8)$/;
const TEXT =
  /^(?:string|varchar|nvarchar|text|char|nchar|character|character varying|varying character|native character|citext|clob|tinytext|mediumtext|longtext)$/;
const TIME = /^(?:datetime|timestamp|timestamptz|timestamp with(?:out)? time zone)$/;

/** Words that a time may hold beside its digits: everything else makes JavaScript guess. */
const WORDS_OF_TIMES =
  /^(?:t|z|gmt|utc|[ap]m|[ecmp][sd]t|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)[a-z]*)$/i;

/** What kind of number a column holds, with its article; `undefined` for other columns and where a transformer may take anything. */
export function numberKindOf(column: ColumnMetadata): string | undefined {
  const type = typeNameOf(column);
  if (type === undefined) return undefined;
  return INTEGER.test(type) ? 'an integer' : NUMBER.test(type) ? 'a number' : undefined;
}

/** Whether a column holds dates, times or both. */
export function isTimed(column: ColumnMetadata): boolean {
  const type = typeNameOf(column);
  return type !== undefined && (TIME.test(type) || type === 'date' || type === 'time');
}

/** Whether a column holds texts. */
export function isText(column: ColumnMetadata): boolean {
  return TEXT.test(typeNameOf(column) ?? '');
}

/**
 * Whether a value can be written to a column. On every database TypeORM makes a date of any text for a column with a time,
 * `false` of all but `true`, and the drivers make text of objects. SQLite itself stores any text in any column: there more is
 * checked.
 * @returns `undefined` when it can be, or when the database tells.
 */
export function wrongValue(column: ColumnMetadata, value: unknown, dataSource: DataSource): WrongValue | undefined {
  // A function gives an SQL expression.
  if (value === undefined || value === null || typeof value === 'function') return undefined;
  const kind = kindOf(column, isSqlite(dataSource));
  return kind === undefined || kind.takes(value) ? undefined : { kind: kind.name, example: kind.example };
}

function kindOf(column: ColumnMetadata, sqlite: boolean): Kind | undefined {
  const type = typeNameOf(column);
  if (type === undefined) return undefined;
  if (TEXT.test(type)) return sqlite ? TEXT_OF_SQLITE : ANY_TEXT;
  if (TIME.test(type)) return A_TIME;
  if (column.type === Boolean) return A_BOOLEAN;
  if (!sqlite) return undefined;
  if (INTEGER.test(type)) return AN_INTEGER;
  if (NUMBER.test(type)) return A_NUMBER;
  return KINDS_OF_SQLITE[type];
}

/** The column's type by name; `undefined` where a transformer or an array stands between it and the value. */
function typeNameOf({ type, transformer, isArray }: ColumnMetadata): string | undefined {
  if (transformer !== undefined || isArray) return undefined;
  if (typeof type === 'string') return type;
  return NAMES_OF_CLASSES.get(type);
}

const NAMES_OF_CLASSES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [Number, 'integer'],
  [String, 'string'],
  [Boolean, 'boolean'],
  [Date, 'datetime'],
]);

function isSqlite({ options: { type } }: DataSource): boolean {
  return ['better-sqlite3', 'sqljs', 'expo', 'cordova', 'react-native', 'nativescript', 'capacitor'].includes(type);
}

const ANY_TEXT: Kind = { name: 'a text', takes: (value) => typeof value !== 'object' && typeof value !== 'symbol' };

/** Its driver binds no booleans. */
const TEXT_OF_SQLITE: Kind = {
  name: 'a text',
  takes: (value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint',
};

const AN_INTEGER: Kind = {
  name: 'an integer',
  takes: (value) =>
    typeof value === 'bigint' ||
    Number.isInteger(value) ||
    (typeof value === 'string' && /^\s*[-+]?\d+\s*$/.test(value)),
};

const A_NUMBER: Kind = {
  name: 'a number',
  takes: (value) =>
    typeof value === 'bigint' ||
    Number.isFinite(value) ||
    (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))),
};

const A_TIME: Kind = {
  name: 'a date and time',
  example: 'new Date(2022, 4, 17, 9, 30), or "2022-05-17 09:30:00"',
  takes: (value) => isDate(value) || (typeof value === 'string' && isTime(value)),
};

const A_BOOLEAN: Kind = {
  name: 'a boolean',
  example: 'true or false',
  takes: (value) => typeof value === 'boolean',
};

const KINDS_OF_SQLITE: Readonly<Record<string, Kind | undefined>> = {
  boolean: A_BOOLEAN,
  date: {
    name: 'a date',
    example: '"2022-05-17"',
    takes: (value) => isDate(value) || (typeof value === 'string' && isDay(value)),
  },
  time: {
    name: 'a time',
    example: '"09:30:00"',
    takes: (value) =>
      isDate(value) ||
      (typeof value === 'string' && /^(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/.test(value.trim())),
  },
};

function isDate(value: unknown): boolean {
  return types.isDate(value) && !Number.isNaN(value.getTime());
}

/** Text is stored as it is, and compared as text: only this form sorts. */
function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function isTime(text: string): boolean {
  const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
  if (day !== undefined && !isDay(day)) return false;
  const words = text.match(/[a-z]+/gi) ?? [];
  return /\d/.test(text) && words.every((word) => WORDS_OF_TIMES.test(word)) && !Number.isNaN(new Date(text).getTime());
}
