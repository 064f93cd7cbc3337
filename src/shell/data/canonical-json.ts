import { plainDecimal } from './decimal';

/** Strings and numbers of a JSON text. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Where a number may be that JavaScript does not hold as it is. */
const LONG = /\d[\d.]{15}|\d[eE]/;
/** Marks digits that stand for a number; JSON writes that character as an escape. */
const MARK = '\u0001number:';

/**
 * A JSON text as all databases give it back: keys in the order of their characters, because `jsonb` keeps no order; no blanks; numbers
 * as JavaScript writes them, those that it does not hold with all their digits.
 * @param hide what stands for the value under a key; the value itself, where it may be shown.
 * @returns the text itself where it is no JSON: SQLite and MariaDB may hold any.
 */
export function canonicalJson(text: string, hide?: (key: string, value: unknown) => unknown): string {
  const exact = LONG.test(text);
  let value: unknown;
  try {
    value = JSON.parse(exact ? text.replace(TOKENS, markedNumber) : text);
  } catch {
    return text;
  }
  const written = JSON.stringify(sorted(value, hide));
  return exact ? written.replace(/"\\u0001number:([^"]*)"/g, '$1') : written;
}

function markedNumber(token: string): string {
  if (token.startsWith('"') || isHeld(token)) return token;
  return JSON.stringify(MARK + plainDecimal(token));
}

/** Whether JavaScript's number has all the digits of a text. */
export function isHeld(token: string): boolean {
  const value = Number(token);
  return Number.isFinite(value) && plainDecimal(String(value), true) === plainDecimal(token, true);
}

function sorted(value: unknown, hide: ((key: string, value: unknown) => unknown) | undefined): unknown {
  if (Array.isArray(value)) return value.map((each) => sorted(each, hide));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Readonly<Record<string, unknown>>;
  const entries = Object.keys(object)
    .sort()
    .map((key) => [key, sorted(hide ? hide(key, object[key]) : object[key], hide)] as const);
  // Without a prototype, so that a key `__proto__` is a key like any other.
  return Object.assign(Object.create(null) as object, Object.fromEntries(entries));
}
