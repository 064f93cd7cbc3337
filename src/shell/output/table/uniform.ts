import { types } from 'node:util';
import { isPlainObject } from '../../plain-object';
import { ownData } from '../own-data';
import type { MetadataOf } from '../short-form';
import { isTypeormObject } from '../typeorm-objects';
import { isRecord } from './table-of';

/** JSON columns nest; what nests deeper than this is no value of a column. */
const DEEPEST = 4;

/**
 * Whether a table of a list says as much as the list does: its first `looked` elements are all entities of one kind, or all rows with the same columns and nothing in them but what a
 * column can hold.
 */
export function isUniform(rows: readonly unknown[], looked: number, metadataOf: MetadataOf): boolean {
  const [first] = rows;
  const shown = Math.min(rows.length, looked);
  const metadata = metadataOf(first);
  if (metadata) return every(rows, shown, (row) => metadataOf(row) === metadata);
  if (!isRecord(first)) return false;
  const keys = Object.keys(first);
  const isLikeFirst = (row: unknown): boolean => {
    if (!isRecord(row) || metadataOf(row) || Object.keys(row).length !== keys.length) return false;
    return keys.every((key) => Object.hasOwn(row, key) && isColumnValue(ownData(row, key), metadataOf, 0));
  };
  return isPlain(first) && every(rows, shown, isLikeFirst);
}

function every(rows: readonly unknown[], count: number, check: (row: unknown) => boolean): boolean {
  for (let index = 0; index < count; index++) if (!check(rows[index])) return false;
  return true;
}

/** Drivers give rows a class of their own at times (mysql2's `TextRow`), without a method. */
function isPlain(row: object): boolean {
  if (isPlainObject(row)) return true;
  const prototype = Object.getPrototypeOf(row) as object;
  return Object.getOwnPropertyNames(prototype).every((name) => name === 'constructor') && isPlainObject(prototype);
}

function isColumnValue(value: unknown, metadataOf: MetadataOf, depth: number): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return false;
  if (typeof value !== 'object' || value === null || types.isDate(value) || types.isUint8Array(value)) return true;
  if (depth > DEEPEST || types.isProxy(value) || metadataOf(value) || isTypeormObject(value)) return false;
  const isOfRow = isPlainObject(value) || Array.isArray(value) || depth === 0;
  if (!isOfRow || types.isPromise(value) || types.isMap(value) || types.isSet(value) || types.isNativeError(value))
    return false;
  return Object.keys(value).every((key) => isColumnValue(ownData(value, key), metadataOf, depth + 1));
}
