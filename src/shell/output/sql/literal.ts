import { types } from 'node:util';
import { countText, dateText } from '../column-text';

/** Characters of a text, or bytes, that are shown. */
const MOST_CHARACTERS = 60;

/**
 * A parameter as SQL would write it, to be read and to be run by the database's own client. (Drivers bind values; nothing that is
 * built here goes to a database.)
 * @param whole also what is long.
 */
export function literal(value: unknown, whole: boolean): string {
  switch (typeof value) {
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'string':
      return quoted(value, whole);
    case 'object':
      return value === null ? 'NULL' : objectLiteral(value, whole);
    default:
      return value === undefined ? 'NULL' : quoted(String(value), whole);
  }
}

function objectLiteral(value: object, whole: boolean): string {
  if (types.isDate(value)) return quoted(dateText(value, false), true);
  if (types.isUint8Array(value)) return bytes(value, whole);
  try {
    return quoted(JSON.stringify(value), whole);
  } catch {
    return quoted(Object.prototype.toString.call(value), whole);
  }
}

function quoted(text: string, whole: boolean): string {
  const cut = !whole && text.length > MOST_CHARACTERS;
  const shown = (cut ? text.slice(0, MOST_CHARACTERS) : text).replaceAll("'", "''");
  return cut ? `'${shown}…+${countText(text.length - MOST_CHARACTERS)}'` : `'${shown}'`;
}

function bytes(value: Uint8Array, whole: boolean): string {
  const most = MOST_CHARACTERS / 2;
  if (whole || value.length <= most) return `x'${Buffer.from(value).toString('hex')}'`;
  const shown = Buffer.from(value.subarray(0, most)).toString('hex');
  return `x'${shown}…+${countText(value.length - most)} bytes'`;
}
