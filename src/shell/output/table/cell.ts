import { types } from 'node:util';
import { MASK, type Masking } from '../../safety/masking/masking';
import { bytesText, countText, dateText, ownText } from '../column-text';
import { functionHead } from '../function-head';
import { needsQuotes } from '../quotes';
import type { MetadataOf } from '../short-form';
import type { Theme } from '../theme';
import { isTypeormObject } from '../typeorm-objects';
import { NOT_LOADED, type Clock, type Column } from './table';

/** What a cell shows, before it is cut and padded. */
export interface Cell {
  /** As it is, control characters included: those are spelled out where it is shown. */
  readonly text: string;
  readonly paint?: keyof Omit<Theme, 'colored'>;
  readonly kind: CellKind;
  /** It ends with a quote, which stays where the text is cut. */
  readonly quoted?: boolean;
}

export type CellKind =
  /** Numbers stand with their last digits below each other. They are never cut: a number that is cut short is another. */
  | 'number'
  /** Text, JSON: what does not fit is cut. */
  | 'long'
  /** A date, a key, bytes: never cut. */
  | 'short'
  /** No value: NULL, not loaded, not there. */
  | 'none';

export interface CellOptions {
  readonly metadataOf: MetadataOf;
  readonly masking: Masking;
  /** An entity, or an object of TypeORM's, inside a row: in one line. */
  readonly describe: (value: object) => string;
}

export const NULL = 'NULL';
const DOTS = '…';
const NOTHING: Cell = { text: '', kind: 'none' };
/** Text that would read as something that it is not. */
const MISLEADING: ReadonlySet<string> = new Set(['', NULL, DOTS, MASK]);
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** A number as databases write it: not `007`, which is a text of digits. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** What a row holds in a column, as a cell. Never throws, and loads nothing. */
export function cellOf(row: unknown, column: Column, options: CellOptions): Cell {
  const value = column.read(row);
  if (value === undefined) return NOTHING;
  if (value === null) return { text: NULL, paint: 'dim', kind: 'none' };
  if (value === NOT_LOADED) return { text: DOTS, paint: 'dim', kind: 'none' };
  if (column.secret) return { text: MASK, kind: 'short' };
  const cell = valueCell(value, column.of?.(row) ?? column, options);
  // Before anything is cut: the beginning of a secret is not for showing either.
  const text = options.masking.redact(cell.text);
  return text === cell.text ? cell : { ...cell, text };
}

function valueCell(value: unknown, column: Column, options: CellOptions): Cell {
  switch (typeof value) {
    case 'string':
      return textCell(value, column);
    case 'number':
    case 'bigint':
      return { text: String(value), paint: 'number', kind: 'number' };
    case 'boolean':
      return { text: String(value), paint: 'boolean', kind: 'short' };
    case 'object':
      return objectCell(value as object, column.clock, options);
    case 'function':
      return { text: functionHead(value), paint: 'special', kind: 'long' };
    default:
      return { text: String(value), paint: 'special', kind: 'long' };
  }
}

function textCell(value: string, { numeric, isKey = false }: Column): Cell {
  if (numeric !== false && NUMBER.test(value)) {
    return { text: value, paint: numeric ? 'number' : undefined, kind: 'number' };
  }
  const kind = isKey || UUID.test(value) ? 'short' : 'long';
  if (!needsQuotes(value, MISLEADING)) return { text: value, kind };
  return { text: `'${value.replaceAll("'", "\\'")}'`, kind, quoted: true };
}

function objectCell(value: object, clock: Clock, options: CellOptions): Cell {
  try {
    if (types.isDate(value)) return { text: clockText(value, clock), paint: 'date', kind: 'short' };
    if (types.isUint8Array(value)) return { text: bytesText(value), paint: 'special', kind: 'short' };
    return { text: objectText(value, options), kind: 'long' };
  } catch {
    return { text: '[cannot be shown]', paint: 'special', kind: 'short' };
  }
}

/** Any other object: as its class says, an entity as it prints, a JSON column as JSON in one line. */
export function objectText(value: object, options: CellOptions): string {
  if (isDescribed(value, options)) return options.describe(value);
  return ownText(value) ?? jsonOf(value, options);
}

function isDescribed(value: object, { metadataOf }: CellOptions): boolean {
  if (types.isProxy(value) || types.isPromise(value) || types.isMap(value) || types.isSet(value)) return true;
  return types.isNativeError(value) || metadataOf(value) !== undefined || isTypeormObject(value);
}

/** A secret in it is none, an entity in it prints. */
function jsonOf(value: object, options: CellOptions): string {
  const json: unknown = JSON.stringify(value, (key, part: unknown) => {
    if (part != null && key !== '' && options.masking.hidesName(key)) return MASK;
    if (typeof part === 'bigint') return String(part);
    return typeof part === 'object' && part !== null && isDescribed(part, options) ? options.describe(part) : part;
  });
  return typeof json === 'string' ? json : String(value);
}

/**
 * A Date as the column stores it: `2023-12-01 15:15:00`; an instant with the zone on whose clock it is told: `…15:15:00Z`, `…16:15:00+01:00`
 * (RFC 3339, with the blank that it allows).
 */
export function clockText(date: Date, { reads, zoned, dayOnly }: Clock): string {
  if (Number.isNaN(date.getTime())) return 'Invalid Date';
  if (reads === 'utc')
    return `${date
      .toISOString()
      .replace('T', ' ')
      .replace(/(?:\.000)?Z$/, '')}${zoned ? 'Z' : ''}`;
  return `${dateText(date, dayOnly)}${zoned ? zoneText(date) : ''}`;
}

function zoneText(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  if (minutes === 0) return 'Z';
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

/** `…+1,234`: so many characters are left out. */
export function leftOut(count: number): string {
  return `${DOTS}+${countText(count)}`;
}
