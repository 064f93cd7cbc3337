import type { DataSource } from 'typeorm';
import { dataSourceOf, type ColumnMetadata } from '../../schema/entity-facts';
import type { Known } from '../inference/known';

/** What a column's values are in JavaScript, as far as its declaration tells. */
export interface ColumnType {
  /** As TypeScript writes it, without `null`; `undefined` where nobody can know. */
  readonly text: string | undefined;
  readonly known: Known;
}

const UNKNOWN: ColumnType = { text: undefined, known: { kind: 'unknown' } };
const STRING: ColumnType = { text: 'string', known: { kind: 'primitive', type: 'string' } };
const NUMBER: ColumnType = { text: 'number', known: { kind: 'primitive', type: 'number' } };
const BOOLEAN: ColumnType = { text: 'boolean', known: { kind: 'primitive', type: 'boolean' } };
const DATE: ColumnType = { text: 'Date', known: { kind: 'built-in', name: 'Date' } };
const BUFFER: ColumnType = { text: 'Buffer', known: { kind: 'built-in', name: 'Buffer' } };

const INTEGER = /^(?:integer|int|int2|int4|smallint|mediumint|tinyint|serial|serial4|smallserial|year|oid)$/;
const BIG_INTEGER = /^(?:bigint|int8|bigserial|serial8)$/;
const FLOAT = /^(?:number|float|double|double precision|real|float4|float8)$/;
const DECIMAL = /^(?:decimal|numeric|dec|money)$/;
const TEXT =
  /^(?:string|uuid|time|interval|inet|cidr|macaddr|xml|citext|date|enum|simple-enum|.*(?:char|text|character|clob).*)$/;
const TIME = /^(?:datetime|datetime2|timestamp|timestamptz|timestamp with(?:out)? time zone)$/;
const BYTES = /^(?:bytea|.*(?:blob|binary).*)$/;

/** What TypeORM gives for a column; a transformer may make anything of it. */
export function columnType(column: ColumnMetadata): ColumnType {
  if (column.transformer !== undefined) return UNKNOWN;
  const values = enumValues(column);
  const one = values.length > 0 ? enumType(values) : scalarType(column, dataSourceOf(column.entityMetadata));
  return column.isArray || column.type === 'set' ? listOf(one) : one;
}

/** The values of a column that is an enumeration; none for any other. */
export function enumValues(column: ColumnMetadata): readonly (string | number)[] {
  return column.enum ?? [];
}

function scalarType({ type, isVersion }: ColumnMetadata, { options }: DataSource): ColumnType {
  if (type === Number || isVersion) return NUMBER;
  if (type === String) return STRING;
  if (type === Boolean) return BOOLEAN;
  if (type === Date) return DATE;
  if (typeof type !== 'string') return UNKNOWN;
  const isSqlite = /sqlite|sqljs|expo/.test(options.type);
  if (type === 'simple-array') return listOf(STRING);
  if (/^bool/.test(type)) return BOOLEAN;
  if (INTEGER.test(type) || FLOAT.test(type)) return NUMBER;
  // SQLite's drivers give numbers, those of servers texts, so that nothing is lost.
  if (BIG_INTEGER.test(type) || DECIMAL.test(type)) return isSqlite ? NUMBER : STRING;
  if (TIME.test(type)) return DATE;
  if (BYTES.test(type)) return BUFFER;
  return TEXT.test(type) ? STRING : UNKNOWN;
}

function listOf({ text, known }: ColumnType): ColumnType {
  const listed = text?.includes('|') ? `(${text})` : text;
  return { text: listed === undefined ? undefined : `${listed}[]`, known: { kind: 'array', element: known } };
}

/** More values than these are not spelt out. */
const MOST_VALUES = 6;

function enumType(values: readonly (string | number)[]): ColumnType {
  const { known, text } = typeof values[0] === 'number' ? NUMBER : STRING;
  const spelt = values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(' | ');
  return { known, text: values.length > MOST_VALUES ? text : spelt };
}
