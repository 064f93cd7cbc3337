import { types } from 'node:util';

/** A value in a message: short, and never through code of the value's own. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (types.isDate(value)) return Number.isNaN(value.getTime()) ? 'an invalid date' : `the date ${value.toISOString()}`;
  const prototype: unknown = types.isProxy(value) ? null : Object.getPrototypeOf(value);
  const name: unknown =
    prototype === null || prototype === Object.prototype ? undefined : Reflect.get(prototype as object, 'constructor');
  return typeof name === 'function' && name.name !== '' ? aOrAn(name.name) : 'an object';
}

/** A name with its article. */
export function aOrAn(name: string): string {
  return `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`;
}
