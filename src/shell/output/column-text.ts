import { types } from 'node:util';
import { MASK, NO_MASKING, type Masking } from '../safety/masking/masking';
import { functionHead } from './function-head';
import { needsQuotes } from './quotes';
import type { Theme } from './theme';
import { visible } from './visible';

/** Text longer than this is cut: the short form of an entity is for telling entities apart, not for reading their contents. */
const LONGEST_TEXT = 60;
/** What means no text: a text that reads like one of these is quoted. */
const NO_TEXT: ReadonlySet<string> = new Set(['', 'null', 'undefined', '…', MASK]);
/** So many bytes of a Buffer are shown. */
const SHOWN_BYTES = 8;

export interface ColumnTextOptions {
  /** Whether the column is a date without time. */
  readonly dayOnly?: boolean;
  readonly masking?: Masking;
}

/** A count as people write it: `9,900`. */
export function countText(count: number): string {
  if (count < 1_000) return String(count);
  // Not by Intl: making its first formatter costs more than everything else of a first answer here.
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function cut(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const kept = text.slice(0, LONGEST_TEXT);
  // Half of a surrogate pair is no character.
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * A Date as its wall-clock time, the way TypeORM reads and writes columns without a time zone: `2023-12-01 15:15:00`.
 * @param dayOnly leaves the time out, for `date` columns
 */
export function dateText(date: Date, dayOnly: boolean): string {
  if (Number.isNaN(date.getTime())) return 'Invalid Date';
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  if (dayOnly) return day;
  const milliseconds = date.getMilliseconds();
  const fraction = milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0')}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}${fraction}`;
}

/** The first bytes and how many there are: `<01 02 2 bytes>`. */
export function bytesText(bytes: Uint8Array): string {
  const shown = Buffer.from(bytes.subarray(0, SHOWN_BYTES))
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
  const size = `${countText(bytes.length)} ${bytes.length === 1 ? 'byte' : 'bytes'}`;
  if (bytes.length === 0) return `<${size}>`;
  return `<${shown}${bytes.length > SHOWN_BYTES ? '…' : ''} ${size}>`;
}

function jsonText(value: object, masking: Masking): string {
  // A bigint, a circle or a throwing toJSON must not keep the rest of the entity from being shown.
  const json: unknown = JSON.stringify(value, (key, part: unknown) => {
    if (part !== null && key !== '' && masking.hidesName(key)) return MASK;
    return typeof part === 'bigint' ? String(part) : part;
  });
  return typeof json === 'string' ? json : Object.prototype.toString.call(value);
}

/** What a class of the project's says of its value (an amount of money, a point in time); `undefined` when it says nothing. */
export function ownText(value: object): string | undefined {
  if (Array.isArray(value) || types.isProxy(value)) return undefined;
  const { toString } = value as { readonly toString?: unknown };
  return typeof toString === 'function' && toString !== Object.prototype.toString ? String(value) : undefined;
}

/**
 * What one column of an entity holds, in one short line.
 * @param value as the property holds it, `undefined` excluded
 */
export function columnText(
  value: unknown,
  theme: Theme,
  { dayOnly = false, masking = NO_MASKING }: ColumnTextOptions = {},
): string {
  if (value === null) return theme.null('null');
  switch (typeof value) {
    case 'string':
      return textText(value, masking);
    case 'number':
    case 'bigint':
      return theme.number(String(value));
    case 'boolean':
      return theme.boolean(String(value));
    case 'object':
      return objectText(value, theme, { dayOnly, masking });
    case 'function':
      return theme.special(visible(cut(functionHead(value))));
    default:
      return theme.special(visible(cut(String(value))));
  }
}

function textText(value: string, masking: Masking): string {
  const text = masking.redact(value);
  const shown = cut(visible(cut(text)));
  // A blank at an end that is cut is not seen anyway.
  if (!needsQuotes(cut(value), NO_TEXT)) return shown;
  return shown === visible(text) ? `'${shown}'` : `'${shown.slice(0, -1)}'…`;
}

function objectText(value: object, theme: Theme, { dayOnly, masking }: Required<ColumnTextOptions>): string {
  try {
    if (types.isDate(value)) return theme.date(dateText(value, dayOnly));
    if (types.isUint8Array(value)) return theme.special(bytesText(value));
    const own = ownText(value);
    // Before anything is cut: the beginning of a secret is not for showing either.
    return cut(visible(masking.redact(own ?? jsonText(value, masking))));
  } catch {
    return theme.special('[cannot be shown]');
  }
}
