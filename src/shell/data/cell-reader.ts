import { canonicalJson } from './canonical-json';
import { JsonCell, type Cell } from './cell';
import type { Family } from './column-kind';
import type { DataColumn } from './data-tables';
import { scaledDecimal } from './decimal';
import { instantText, timeOfDay, type Zone } from './instant';

/** Makes a cell of what the driver gives for a column's {@link selectText}; never of NULL. */
export type CellReader = (value: unknown) => Cell;

/** What is asked of the database for a column, so that no digit is lost on the way. */
export function selectText({ sql, kind, metadata }: DataColumn, family: Family): string {
  switch (family) {
    case 'postgres':
      return kind === 'bytes' ? `encode(${sql}, 'hex')` : `${sql}::text`;
    case 'mysql':
      if (kind === 'decimal' || kind === 'json') return `CAST(${sql} AS CHAR)`;
      // A FLOAT is written with six digits.
      if (kind === 'float') return `CAST(CAST(${sql} AS DOUBLE) AS CHAR)`;
      return kind === 'bytes' && !/blob|binary|bit/.test(String(metadata.type)) ? `UNHEX(HEX(${sql}))` : sql;
    default:
      // better-sqlite3 would round it.
      if (kind !== 'integer' && kind !== 'decimal') return sql;
      return `CASE WHEN typeof(${sql}) = 'integer' AND abs(${sql} / 2) > 4503599627370495 THEN CAST(${sql} AS TEXT) ELSE ${sql} END`;
  }
}

/** How rows are ordered by a column of a primary key: by the characters of a text, which is the same everywhere. */
export function orderText({ sql, kind, metadata }: DataColumn, family: Family): string {
  if (kind !== 'text') return sql;
  switch (family) {
    case 'postgres':
      return metadata.type === 'uuid' ? sql : `${sql}::text COLLATE "C"`;
    case 'mysql':
      return `CAST(CONVERT(${sql} USING utf8mb4) AS BINARY)`;
    default:
      return `${sql} COLLATE BINARY`;
  }
}

/**
 * @param zone how times without a zone are meant.
 * @param hide what stands for a value in JSON under a key, where it must not be shown.
 */
export function cellReader(
  column: DataColumn,
  family: Family,
  zone: Zone,
  hide?: (key: string, value: unknown) => unknown,
): CellReader {
  const { metadata } = column;
  switch (column.kind) {
    case 'boolean':
      return booleanCell;
    case 'integer':
      return integerCell;
    case 'decimal': {
      const scale = metadata.scale ?? undefined;
      return (value) => (typeof value === 'object' ? textCell(value) : scaledDecimal(String(value), scale));
    }
    case 'float':
      return isSingle(column, family) ? (value) => shortest(numberOf(value)) : numberOf;
    case 'time':
      return (value) => (typeof value === 'string' ? timeOfDay(value) : textCell(value));
    case 'datetime':
      return (value) => (typeof value === 'string' ? instantText(value, zone) : textCell(value));
    case 'json':
      return (value) => new JsonCell(canonicalJson(String(textCell(value)), hide));
    case 'bytes':
      return family === 'postgres'
        ? (value) => Buffer.from(String(value), 'hex').toString('base64')
        : (value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value))).toString('base64');
    default:
      if (metadata.type === 'simple-json' && hide) return (value) => hiddenText(String(textCell(value)), hide);
      return family === 'sqlite' ? sqliteText : textCell;
  }
}

/** JSON in a text stays the text that it is, where nothing in it is to be hidden. */
function hiddenText(text: string, hide: (key: string, value: unknown) => unknown): string {
  let hidden = false;
  const written = canonicalJson(text, (key, value) => {
    const shown = hide(key, value);
    hidden ||= shown !== value;
    return shown;
  });
  return hidden ? written : text;
}

function booleanCell(value: unknown): Cell {
  if (value === 1 || value === 'true' || value === true) return true;
  if (value === 0 || value === 'false' || value === false) return false;
  if (Buffer.isBuffer(value)) return value.some((byte) => byte !== 0);
  return textCell(value);
}

function integerCell(value: unknown): Cell {
  if (typeof value === 'number') return value;
  const text = String(textCell(value));
  const number = Number(text);
  return Number.isSafeInteger(number) && String(number) === text ? number : text;
}

/** Of a text that is no number the text. */
function numberOf(value: unknown): number | string {
  if (typeof value === 'number') return value;
  const text = String(textCell(value));
  const number = Number(text);
  return text.trim() === '' || (Number.isNaN(number) && text !== 'NaN') ? text : number;
}

/** Whether a column holds floating point numbers of 32 bits. */
export function isSingle({ metadata: { type } }: DataColumn, family: Family): boolean {
  if (family === 'postgres') return type === 'real' || type === 'float4';
  return family === 'mysql' && type === 'float';
}

/** The shortest number that is the same in 32 bits: 0.1 where the database says 0.10000000149011612. */
export function shortest(value: number | string): number | string {
  if (typeof value === 'string' || !Number.isFinite(value)) return value;
  for (let digits = 6; digits < 10; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === Math.fround(value)) return shorter;
  }
  return value;
}

function textCell(value: unknown): Cell {
  if (typeof value === 'string') return value;
  if (Buffer.isBuffer(value)) return value.toString();
  return typeof value === 'number' ? value : String(value);
}

/** Bytes in a column of text: SQLite takes anything anywhere. */
export class BytesInTextError extends Error {}

function sqliteText(value: unknown): Cell {
  if (Buffer.isBuffer(value)) throw new BytesInTextError();
  return textCell(value);
}
