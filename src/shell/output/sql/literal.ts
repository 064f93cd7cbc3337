import { types } from 'node:util';
import { NO_MASKING, MASK, type Masking } from '../../safety/masking/masking';
import type { DatabaseType } from '../../queries/sql-tokens';
import { countText, dateText } from '../column-text';

/** Characters of a text, or bytes, that are shown. */
const MOST_CHARACTERS = 60;

export interface LiteralOptions {
  readonly type: DatabaseType;
  readonly masking?: Masking;
  /** Also what is long. */
  readonly whole?: boolean;
}

/**
 * A parameter as the database's SQL would write it, to be read and to be run by its own client. (Drivers bind values; nothing that is
 * built here goes to a database.)
 */
export function literal(value: unknown, options: LiteralOptions): string {
  switch (typeof value) {
    case 'number':
    case 'bigint':
    case 'boolean':
      return redacted(String(value), options);
    case 'string':
      return quoted(value, options);
    case 'object':
      return value === null ? 'NULL' : objectLiteral(value, options);
    default:
      return value === undefined ? 'NULL' : quoted(String(value), options);
  }
}

function isMysql(type: DatabaseType): boolean {
  return ['mysql', 'mariadb', 'aurora-mysql'].includes(type);
}

function isPostgres(type: DatabaseType): boolean {
  return ['postgres', 'cockroachdb', 'aurora-postgres'].includes(type);
}

/** Before anything is cut: the beginning of a secret is not for showing either. */
function redacted(text: string, { masking = NO_MASKING }: LiteralOptions): string {
  return masking.redact(text);
}

function objectLiteral(value: object, options: LiteralOptions): string {
  const { type, masking = NO_MASKING } = options;
  if (types.isDate(value)) return quoted(dateText(value, false), options);
  if (types.isUint8Array(value)) return bytes(value, options);
  if (Array.isArray(value) && isMysql(type)) return value.map((each) => literal(each, options)).join(', ');
  if (Array.isArray(value) && isPostgres(type)) return quoted(arrayText(value), options);
  try {
    const json = JSON.stringify(value, (key, part: unknown) =>
      key !== '' && part !== null && masking.hidesName(key) ? MASK : part,
    );
    return quoted(json, options);
  } catch {
    return quoted(Object.prototype.toString.call(value), options);
  }
}

/** `{1,"two",NULL}`, https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
function arrayText(values: readonly unknown[]): string {
  const elements = values.map((value) => {
    if (value === null || value === undefined) return 'NULL';
    if (Array.isArray(value)) return arrayText(value);
    if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
    const text =
      typeof value === 'string' ? value : types.isDate(value) ? dateText(value, false) : JSON.stringify(value);
    return `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${elements.join(',')}}`;
}

function quoted(text: string, options: LiteralOptions): string {
  const known = redacted(text, options);
  const cut = options.whole !== true && known.length > MOST_CHARACTERS;
  if (!cut) return written(known, options.type);
  const more = `…+${countText(known.length - MOST_CHARACTERS)}`;
  return written(known.slice(0, MOST_CHARACTERS) + more, options.type);
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** A string as the database reads it: a line break stands in it as itself nowhere, so that a statement stays as it is laid out. */
function written(text: string, type: DatabaseType): string {
  const doubled = text.replaceAll("'", "''");
  if (isMysql(type)) return `'${doubled.replace(/[\n\r\t\\]/g, (found) => ESCAPES[found])}'`;
  if (!/[\n\r\t]/.test(text)) return `'${doubled}'`;
  if (isPostgres(type)) return `E'${doubled.replace(/[\n\r\t\\]/g, (found) => ESCAPES[found])}'`;
  return doubled
    .split(/([\n\r\t])/)
    .map((part, index) => (index % 2 === 1 ? `char(${part.charCodeAt(0)})` : `'${part}'`))
    .filter((part) => part !== "''")
    .join('||');
}

function bytes(value: Uint8Array, options: LiteralOptions): string {
  const hex = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
  const known = redacted(hex, options);
  const cut = options.whole !== true && known.length > MOST_CHARACTERS;
  const more = cut ? `…+${countText(value.length - MOST_CHARACTERS / 2)} bytes` : '';
  const shown = `${cut ? known.slice(0, MOST_CHARACTERS) : known}${more}`;
  return isPostgres(options.type) ? `'\\x${shown}'` : `x'${shown}'`;
}
