import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import { isPlainObject } from '../../plain-object';
import { ownData } from '../own-data';
import { absent, entityColumns, type EntityColumnsOptions } from './entity-columns';
import { RAW_CLOCK, type Column, type Table } from './table';

/**
 * A value as a table: a list of entities, of raw rows or of anything; a set; one entity or one row. Rows of several kinds have the
 * columns of all of them, in the order in which they appear, those of one name together; what is no object is in a column `value`.
 * @returns `undefined` for what has no rows: a number, a function, a class of the project's own
 */
export function tableOf(value: unknown, options: EntityColumnsOptions): Table | undefined {
  const rows = rowsOf(value, options);
  return rows && { rows, columns: columnsOf(rows, options) };
}

/** The rows of a value: the elements of a list or a set, or one row. @returns `undefined` for what has none. */
export function rowsOf(value: unknown, { metadataOf }: EntityColumnsOptions): readonly unknown[] | undefined {
  // The copy of a view (an association's list) is made once, not at each look.
  if (Array.isArray(value)) return types.isProxy(value) ? Array.from(value as unknown[]) : (value as unknown[]);
  if (types.isSet(value)) return [...value];
  const isRow = metadataOf(value) !== undefined || (!types.isProxy(value) && isPlainObject(value));
  return isRow ? [value] : undefined;
}

/** What a row is: an entity by its metadata, anything else by having values under names or not. */
type Kind = EntityMetadata | 'record' | 'value';

function kindOf(row: unknown, { metadataOf }: EntityColumnsOptions): Kind {
  return metadataOf(row) ?? (isRecord(row) ? 'record' : 'value');
}

/** What rows are and hold, kind by kind. */
interface Kinds {
  readonly entities: ReadonlyMap<EntityMetadata, readonly object[]>;
  /** The names of what records hold. */
  readonly keys: ReadonlySet<string>;
  readonly hasValues: boolean;
}

function kindsOf(rows: readonly unknown[], options: EntityColumnsOptions): Kinds {
  const entities = new Map<EntityMetadata, object[]>();
  const keys = new Set<string>();
  let hasValues = false;
  for (const row of rows) {
    const kind = kindOf(row, options);
    if (kind === 'value') hasValues = true;
    else if (kind === 'record') for (const key of Object.keys(row as object)) keys.add(key);
    else {
      const known = entities.get(kind);
      if (known) known.push(row as object);
      else entities.set(kind, [row as object]);
    }
  }
  return { entities, keys, hasValues };
}

/** The columns that rows have between them: those of entities of each kind, then of records, then plain values. */
export function columnsOf(rows: readonly unknown[], options: EntityColumnsOptions): readonly Column[] {
  const { entities, keys, hasValues } = kindsOf(rows, options);
  const found = new Map<Kind, readonly Column[]>();
  for (const [metadata, ofKind] of entities) found.set(metadata, entityColumns(metadata, ofKind, options));
  if (keys.size > 0)
    found.set(
      'record',
      Array.from(keys, (key) => rawColumn(key, options)),
    );
  if (hasValues) found.set('value', [valueColumn(new Set([...found.values()].flat().map(({ name }) => name)))]);
  const [only = []] = found.values();
  return found.size > 1 ? merged(found, options) : only;
}

/** Whether the columns of some rows are those of another one too: it is of a kind among theirs, and holds nothing under another name. */
export function isLike(rows: readonly unknown[], options: EntityColumnsOptions): (row: unknown) => boolean {
  const { entities, keys, hasValues } = kindsOf(rows, options);
  return (row) => {
    const kind = kindOf(row, options);
    if (kind === 'value') return hasValues;
    return kind === 'record' ? Object.keys(row as object).every((key) => keys.has(key)) : entities.has(kind);
  };
}

/** One column for each name, whatever kinds of rows have one that is called so; a row is read by its own kind. */
function merged(found: ReadonlyMap<Kind, readonly Column[]>, options: EntityColumnsOptions): readonly Column[] {
  const byName = new Map<string, Map<Kind, Column>>();
  for (const [kind, columns] of found) {
    for (const column of columns) {
      const known = byName.get(column.name);
      if (known) known.set(kind, column);
      else byName.set(column.name, new Map([[kind, column]]));
    }
  }
  return Array.from(byName, ([name, byKind]) => mergedColumn(name, byKind, options));
}

function mergedColumn(name: string, byKind: ReadonlyMap<Kind, Column>, options: EntityColumnsOptions): Column {
  const columns = [...byKind.values()];
  const [{ numeric, clock }] = columns;
  return {
    name,
    numeric: columns.every((column) => column.numeric === numeric) ? numeric : undefined,
    secret: columns.some(({ secret }) => secret),
    clock,
    of: (row) => byKind.get(kindOf(row, options)),
    read: (row) => {
      const kind = kindOf(row, options);
      const own = byKind.get(kind);
      if (own) return own.read(row);
      return typeof kind === 'object' ? absent(row as object, name, kind) : undefined;
    },
  };
}

/** What has values under names: a row of a query, also where a driver gives its rows a class. Runs no trap. */
export function isRecord(row: unknown): row is object {
  if (typeof row !== 'object' || row === null || types.isProxy(row) || Array.isArray(row)) return false;
  return !types.isDate(row) && !ArrayBuffer.isView(row) && !types.isBoxedPrimitive(row) && Object.keys(row).length > 0;
}

function rawColumn(name: string, { masking }: EntityColumnsOptions): Column {
  return { name, secret: masking.hidesName(name), clock: RAW_CLOCK, read: (row) => ownData(row, name) };
}

/** Where rows are no objects: `[1, 2, 3]`. Among rows that have a `value` of their own it is `value_2`. */
function valueColumn(taken: ReadonlySet<string>): Column {
  let name = 'value';
  for (let number = 2; taken.has(name); number++) name = `value_${number}`;
  return { name, secret: false, clock: RAW_CLOCK, read: (row) => (isRecord(row) ? undefined : row) };
}
