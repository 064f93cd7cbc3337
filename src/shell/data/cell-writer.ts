import { isHeld } from './canonical-json';
import { isSingle, shortest } from './cell-reader';
import { AS_TEXT, JsonCell, numberText, type Cell } from './cell';
import { keepsZone, type Family } from './column-kind';
import type { DataColumn } from './data-tables';
import { fractionDigits, plainDecimal } from './decimal';
import { secondDigits, wallText, type Zone } from './instant';

/** What a driver is given for a value. */
export type Parameter = null | number | bigint | string | Buffer;

export interface Written {
  readonly value: Parameter;
  /** Whether the column holds less of it than there is: digits of a fraction of a second, of a floating point number. */
  readonly cut: boolean;
}

/** Makes of a cell, never of NULL, what the driver is given. @throws ValueError for what the column cannot hold. */
export type CellWriter = (cell: Exclude<Cell, null>) => Written | Parameter;

/** What a column cannot hold: `has more digits than decimal(10,2) holds`. Its column and row are said by who knows them. */
export class ValueError extends Error {}

/** A value in a file of JSON as a cell. @throws ValueError */
export function cellOfJson({ kind, metadata: { type } }: DataColumn, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (kind === 'json') return new JsonCell(jsonText(value));
  if (typeof value === 'object') {
    // A dump has these as the text that TypeORM makes of them; who writes by hand need not.
    if (type === 'simple-json') return JSON.stringify(value);
    if (type === 'simple-array' && Array.isArray(value)) return value.join(',');
    if (Array.isArray(value)) throw new ValueError('is a list, and the column takes none');
    throw new ValueError('is an object, and the column takes none');
  }
  if (typeof value === 'number' && (kind === 'integer' || kind === 'decimal') && !(Math.abs(value) <= MOST))
    throw new ValueError('is a number with more digits than a reader of JSON keeps: write it as a text, in quotes');
  return value as string | number | boolean;
}

/** Beyond, not every whole number is one of JavaScript's. */
const MOST = Number.MAX_SAFE_INTEGER;

/** A text in a file of CSV as a cell. */
export function cellOfText({ kind }: DataColumn, text: string | null): Cell {
  if (text === null) return null;
  return kind === 'json' ? new JsonCell(text) : text;
}

function jsonText(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    const [key, ...more] = Object.keys(value);
    const text: unknown = key === AS_TEXT && more.length === 0 ? (value as Record<string, unknown>)[key] : undefined;
    if (typeof text === 'string') return text;
  }
  return JSON.stringify(value);
}

/** @param zone how times without a zone are meant. */
export function cellWriter(column: DataColumn, family: Family, zone: Zone): CellWriter {
  switch (column.kind) {
    case 'boolean':
      return (cell) => booleanValue(cell, family);
    case 'integer':
      return (cell) => integerValue(cell, family);
    case 'decimal':
      return decimalWriter(column, family);
    case 'float':
      return floatWriter(column, family);
    case 'time':
      return cutting(secondsOf(column, family), (text) => text);
    case 'datetime':
      return datetimeWriter(column, family, zone);
    case 'bytes':
      return bytesValue;
    default:
      return family === 'postgres' ? withoutNul : textOf;
  }
}

function textOf(cell: Exclude<Cell, null>): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return numberText(cell);
  return cell instanceof JsonCell ? cell.text : String(cell);
}

function withoutNul(cell: Exclude<Cell, null>): string {
  const text = textOf(cell);
  if (text.includes('\0')) throw new ValueError('has a NUL character in it, which a text of PostgreSQL cannot hold');
  return text;
}

function booleanValue(cell: Exclude<Cell, null>, family: Family): Parameter {
  const text = textOf(cell);
  if (family === 'postgres' || !/^(?:true|false)$/.test(text)) return text;
  return text === 'true' ? 1 : 0;
}

function integerValue(cell: Exclude<Cell, null>, family: Family): Parameter {
  if (typeof cell === 'boolean') return family === 'postgres' ? String(cell) : Number(cell);
  const text = textOf(cell);
  if (family !== 'sqlite' || !/^-?\d{1,19}$/.test(text)) return text;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : inRange(BigInt(text));
}

function inRange(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw new ValueError('is larger than an integer of SQLite can be');
  return value;
}

function decimalWriter({ metadata }: DataColumn, family: Family): CellWriter {
  const scale = metadata.scale ?? (family === 'mysql' ? 0 : undefined);
  const type = `${String(metadata.type)}(${metadata.precision ?? 10},${scale})`;
  return (cell) => {
    const text = plainDecimal(textOf(cell));
    if (family === 'sqlite') {
      if (/^-?\d/.test(text) && !isHeld(text) && !isInt64(text))
        throw new ValueError('has more digits than a number of SQLite holds');
      return text;
    }
    if (scale !== undefined && text.length > scale && fractionDigits(text) > scale)
      throw new ValueError(`has more digits behind the point than ${type} holds`);
    return text;
  };
}

function isInt64(text: string): boolean {
  return /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

function floatWriter(column: DataColumn, family: Family): CellWriter {
  const single = isSingle(column, family);
  return (cell) => {
    const text = textOf(cell);
    const number = Number(text);
    if (text.trim() === '' || (Number.isNaN(number) && text !== 'NaN')) return text;
    if (family === 'sqlite') {
      if (Number.isNaN(number)) throw new ValueError('is NaN, which SQLite cannot hold');
      return number;
    }
    if (family === 'mysql' && !Number.isFinite(number))
      throw new ValueError(`is ${text}, which MariaDB and MySQL cannot hold`);
    return {
      value: numberText(number),
      cut: single && shortest(Math.fround(number)) !== number && !Number.isNaN(number),
    };
  };
}

/** How many digits of a second a column holds; `undefined` where it holds all. */
function secondsOf({ metadata: { precision } }: DataColumn, family: Family): number | undefined {
  if (family === 'sqlite') return undefined;
  return precision ?? (family === 'mysql' ? 0 : 6);
}

function cutting(most: number | undefined, value: (text: string) => string): CellWriter {
  return (cell) => {
    const text = textOf(cell);
    if (most === undefined || secondDigits(text) <= most) return value(text);
    // MySQL would round it, and the same moment could be in the next second.
    return {
      value: value(text.replace(/(:\d\d)\.(\d+)/, (_, before: string, digits: string) => cutTo(before, digits, most))),
      cut: true,
    };
  };
}

function cutTo(before: string, digits: string, most: number): string {
  return most === 0 ? before : `${before}.${digits.slice(0, most)}`;
}

function datetimeWriter(column: DataColumn, family: Family, zone: Zone): CellWriter {
  if (family === 'sqlite') return (cell) => sqliteTime(wallText(textOf(cell), 'utc'));
  const zoned = family === 'postgres' && keepsZone(column.metadata);
  return cutting(secondsOf(column, family), (text) => {
    if (!zoned) return wallText(text, zone);
    const wall = wallText(text, 'utc');
    return /^\d{4}-/.test(wall) && /Z$|[+-]\d\d(?::?\d\d)?$/.test(text) ? `${wall}+00` : wall;
  });
}

/** As TypeORM writes it: it takes a time for one in UTC when it has three digits, or a Z. */
function sqliteTime(wall: string): string {
  const [, whole, fraction = ''] = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.(\d+))?$/.exec(wall) ?? [];
  if (whole === undefined) return wall;
  return fraction.length > 3 ? `${whole}.${fraction}Z` : `${whole}.${fraction.padEnd(3, '0')}`;
}

const BASE64 = /^[A-Za-z\d+/]*={0,2}$/;

function bytesValue(cell: Exclude<Cell, null>): Buffer {
  const text = textOf(cell);
  if (text.length % 4 !== 0 || !BASE64.test(text)) throw new ValueError('is no base64, as bytes are written');
  return Buffer.from(text, 'base64');
}
