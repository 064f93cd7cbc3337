import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import { isPlainObject } from '../../plain-object';
import { ownData } from '../own-data';
import { entityColumns, type EntityColumnsOptions } from './entity-columns';
import { RAW_CLOCK, type Column, type Table } from './table';

export interface TableOptions extends EntityColumnsOptions {
  /** So many rows are looked at for what columns there are; all of them unless told. */
  readonly looked?: number;
}

/**
 * A value as a table: a list of entities, of raw rows or of anything; a set; one entity or one row. Rows of several kinds have the
 * columns of all of them, in the order in which they appear; what is no object is in a column `value`.
 * @returns `undefined` for what has no rows: a number, a function, a class of the project's own
 */
export function tableOf(value: unknown, options: TableOptions): Table | undefined {
  const rows = rowsOf(value, options);
  if (rows === undefined) return undefined;
  const looked = rows.length > (options.looked ?? Infinity) ? rows.slice(0, options.looked) : rows;
  return { rows, columns: columnsOf(looked, options) };
}

function rowsOf(value: unknown, { metadataOf }: TableOptions): readonly unknown[] | undefined {
  // The copy of a view (an association's list) is made once, not at each look.
  if (Array.isArray(value)) return types.isProxy(value) ? Array.from(value as unknown[]) : (value as unknown[]);
  if (types.isSet(value)) return [...value];
  const isRow = metadataOf(value) !== undefined || (!types.isProxy(value) && isPlainObject(value));
  return isRow ? [value] : undefined;
}

/** How rows are grouped before their columns are put together: entities by what they are, the rest by being objects or not. */
function columnsOf(rows: readonly unknown[], options: TableOptions): readonly Column[] {
  const entities = new Map<EntityMetadata, object[]>();
  const keys = new Set<string>();
  let hasValues = false;
  const found = new Map<string, Column>();
  const add = (column: Column): void => void (found.has(column.name) || found.set(column.name, column));
  for (const row of rows) {
    const metadata = options.metadataOf(row);
    if (metadata) {
      const known = entities.get(metadata);
      if (known) known.push(row as object);
      else entities.set(metadata, [row as object]);
    } else if (isRecord(row)) for (const key of Object.keys(row)) keys.add(key);
    else hasValues = true;
  }
  for (const [metadata, ofKind] of entities) entityColumns(metadata, ofKind, options).forEach(add);
  for (const key of keys) add(rawColumn(key, options));
  if (hasValues) add(VALUE);
  return [...found.values()];
}

/** What has values under names: a row of a query, also where a driver gives its rows a class. Runs no trap. */
export function isRecord(row: unknown): row is object {
  if (typeof row !== 'object' || row === null || types.isProxy(row) || Array.isArray(row)) return false;
  return !types.isDate(row) && !ArrayBuffer.isView(row) && !types.isBoxedPrimitive(row) && Object.keys(row).length > 0;
}

function rawColumn(name: string, { masking }: TableOptions): Column {
  return { name, secret: masking.hidesName(name), clock: RAW_CLOCK, read: (row) => ownData(row, name) };
}

/** Where rows are no objects: `[1, 2, 3]`. */
const VALUE: Column = {
  name: 'value',
  secret: false,
  clock: RAW_CLOCK,
  read: (row) => (isRecord(row) ? undefined : row),
};
