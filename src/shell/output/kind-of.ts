import { readQuietly } from './own-data';

/** What a value is, with its article, to begin a sentence: `A number`, `An Employee`; `null` is that. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  const name = isObject(value) ? readQuietly(readQuietly(value, 'constructor'), 'name') : typeof value;
  const kind = typeof name === 'string' && name !== '' ? name : 'object';
  return `${/^[aeiou]/i.test(kind) ? 'An' : 'A'} ${kind}`;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' || typeof value === 'function';
}
