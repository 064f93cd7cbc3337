import { types } from 'node:util';
import { isPlainObject } from '../plain-object';
import { jsonText } from './json-text';
import { toJson, toJsonValue, type JsonOptions } from './to-json';

/** So many rows of one result are written; how many are left out stands beside them. */
const MOST_ROWS = 10_000;

/**
 * The result of an input as one line of JSON. A list of rows (entities, rows of a raw query, plain objects), also an empty one, is
 * `{"columns":[…],"rows":[{…},…],"more":0}`: the columns in order, the rows as objects, and how many rows were left out. Anything
 * else is what `toJson` gives. (After Datasette's JSON, which has columns, rows and whether they were truncated.)
 */
export function resultJson(value: unknown, options: JsonOptions): string {
  try {
    if (!isRows(value, options)) return toJson(value, options);
    const rows = toJsonValue(value.slice(0, MOST_ROWS), options) as readonly unknown[];
    // A class may say of its entities what is no row.
    if (!rows.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row)))
      return toJson(value, options);
    const columns = new Set(rows.flatMap((row) => Object.keys(row as object)));
    return jsonText({ columns: [...columns], rows, more: Math.max(0, value.length - MOST_ROWS) });
  } catch {
    return toJson(value, options);
  }
}

function isRows(value: unknown, { model }: JsonOptions): value is readonly unknown[] {
  return Array.isArray(value) && value.every((row: unknown) => model.metadataOf(row) !== undefined || isPlain(row));
}

function isPlain(value: unknown): boolean {
  return !types.isProxy(value) && isPlainObject(value);
}
