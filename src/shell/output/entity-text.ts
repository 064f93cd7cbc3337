import { inspect, types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import { columnText, countText } from './column-text';
import { errorMessage, errorName } from './error-head';
import { loadedRelations, loadedValue, type LoadedRelation } from './loaded-relations';
import { readQuietly } from './own-data';
import type { Theme } from './theme';
import { valuesInOneLine } from './values-in-one-line';
import { visible, visibleLines } from './visible';

type ColumnMetadata = EntityMetadata['columns'][number];

/** Looks up which entity an object belongs to. */
export type MetadataOf = (object: unknown) => EntityMetadata | undefined;

/** What stands for a value that was not loaded. `null` says that there is none. */
const NOT_LOADED = '…';
const DAY_TYPES: ReadonlySet<unknown> = new Set(['date']);

/**
 * What a class says about how it prints: its `[util.inspect.custom]`, or else a `toString` of its own.
 * @returns `undefined` when it says nothing
 */
export function ownPrinter(
  entity: object,
): ((this: unknown, depth: number, options: object, inspector: unknown) => unknown) | undefined {
  const custom = readQuietly(entity, inspect.custom);
  if (typeof custom === 'function') return custom as ReturnType<typeof ownPrinter>;
  const toString = readQuietly(entity, 'toString');
  if (typeof toString === 'function' && toString !== Object.prototype.toString)
    return toString as ReturnType<typeof ownPrinter>;
  return undefined;
}

/**
 * The object that a class's own printing code gets as `this`. It is the entity itself, unless lazy relations are still to be
 * loaded: their getters would run a query, so a view on the entity answers in their place that there is nothing yet.
 */
function withoutLoading(entity: object, metadata: EntityMetadata): object {
  const nothing: PropertyDescriptorMap = {};
  let found = false;
  for (const relation of metadata.lazyRelations) {
    if (relation.embeddedMetadata || loadedValue(entity, relation) !== undefined) continue;
    nothing[relation.propertyName] = { value: Promise.resolve(undefined), configurable: true };
    found = true;
  }
  return found ? (Object.create(entity, nothing) as object) : entity;
}

export interface EntityTextOptions {
  readonly metadataOf: MetadataOf;
  readonly theme: Theme;
  /** Prints an object that a class returned instead of text. */
  readonly show: (value: object) => string;
}

/** An entity in one short piece of text: as its class says it, or else `<ClassName 1, ...columns>`. */
export function entityText(entity: object, metadata: EntityMetadata, options: EntityTextOptions): string {
  const { metadataOf, theme, show } = options;
  const print = ownPrinter(entity);
  if (!print) return shortForm(entity, metadata, metadataOf, theme);
  const self = withoutLoading(entity, metadata);
  try {
    const said = print.call(self, 2, { colors: false, stylize: (text: string) => text }, inspect);
    if (typeof said !== 'object') return visibleLines(valuesInOneLine(String(said), entity, metadata), false);
    if (said !== entity && said !== self && said !== null && !metadataOf(said)) return show(said);
    return shortForm(entity, metadata, metadataOf, theme);
  } catch (error) {
    const columns = shortForm(entity, metadata, metadataOf, theme);
    // A class with private fields cannot print the view that stands for it; that is no fault of the class.
    if (self !== entity) return columns;
    return `${columns} ${theme.notice(visible(`[its own printing failed: ${errorMessage(error) || errorName(error)}]`))}`;
  }
}

/** `<ClassName 1, ...columns, relation: 2>` by metadata, whatever the class itself says. */
export function shortForm(entity: object, metadata: EntityMetadata, metadataOf: MetadataOf, theme: Theme): string {
  const isNew = metadata.primaryColumns.every((column) => columnValue(entity, column) == null);
  const absent = isNew ? theme.null('null') : NOT_LOADED;
  const parts = [...columnsText(entity, metadata, absent, theme)];
  for (const loaded of loadedRelations(entity, metadata)) {
    parts.push(relationText(loaded, metadataOf, theme));
  }
  const name = theme.entityName(visible(metadata.name));
  return parts.length === 0 ? `<${name}>` : `<${name} ${parts.join(', ')}>`;
}

/** Reads a column through the embedded objects it is in. Of a join column without a property of its own nothing is read. */
function columnValue(entity: object, column: ColumnMetadata): unknown {
  let holder: unknown = entity;
  for (const name of column.embeddedMetadata?.parentPropertyNames ?? []) {
    holder = readQuietly(holder, name);
  }
  return readQuietly(holder, column.propertyName);
}

/** Whether a property of the class holds the column. Join columns and tree bookkeeping have none, and their name may be a relation's. */
function hasProperty(column: ColumnMetadata): boolean {
  return !column.isVirtual;
}

function* columnsText(entity: object, metadata: EntityMetadata, absent: string, theme: Theme): Generator<string> {
  const text = (column: ColumnMetadata): string | undefined => {
    const value = columnValue(entity, column);
    // A column that is not selected by default (a password) is not missed.
    if (value === undefined) return column.isSelect ? absent : undefined;
    return columnText(value, theme, DAY_TYPES.has(column.type));
  };
  const own = metadata.ownColumns.length > 0 ? metadata.columns.filter(hasProperty) : [];
  const plain = own.filter((column) => !column.embeddedMetadata);
  for (const column of [...plain.filter((one) => one.isPrimary), ...plain.filter((one) => !one.isPrimary)]) {
    const shown = text(column);
    if (shown !== undefined) yield shown;
  }
  for (const embedded of metadata.embeddeds) {
    yield `${embedded.propertyName}: ${embeddedText(entity, embedded, absent, theme)}`;
  }
}

function embeddedText(
  holder: unknown,
  embedded: EntityMetadata['embeddeds'][number],
  absent: string,
  theme: Theme,
): string {
  const value = readQuietly(holder, embedded.propertyName);
  if (value === undefined) return absent;
  if (value === null) return theme.null('null');
  if (Array.isArray(value)) return columnText(value, theme);
  const parts: string[] = [];
  for (const column of embedded.columns.filter(hasProperty)) {
    const part = readQuietly(value, column.propertyName);
    if (part !== undefined)
      parts.push(`${column.propertyName}: ${columnText(part, theme, DAY_TYPES.has(column.type))}`);
  }
  for (const inner of embedded.embeddeds) {
    parts.push(`${inner.propertyName}: ${embeddedText(value, inner, absent, theme)}`);
  }
  return `{${parts.join(', ')}}`;
}

function relationText({ relation, value }: LoadedRelation, metadataOf: MetadataOf, theme: Theme): string {
  const name = relation.propertyPath;
  if (value === null) return `${name}: ${theme.null('null')}`;
  if (Array.isArray(value)) return `${name}: ${theme.number(countText(Number(readQuietly(value, 'length') ?? 0)))}`;
  if (types.isPromise(value) || typeof value !== 'object') return `${name}: ${columnText(value, theme)}`;
  const metadata = metadataOf(value) ?? relation.inverseEntityMetadata;
  const id = metadata.primaryColumns.map((column) => columnText(columnValue(value, column) ?? null, theme));
  return `${name}: ${theme.entityName(metadata.name)} ${id.join(', ')}`;
}
