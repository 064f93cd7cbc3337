import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import { MASK, type Masking } from '../safety/masking/masking';
import { columnText, countText } from './column-text';
import { columnValue, declaredColumns, isSecretRelationId, keyValues, loadedRelationIds } from './entity-data';
import { loadedRelations, type LoadedRelation } from './loaded-relations';
import { readQuietly } from './own-data';
import type { Theme } from './theme';
import { visible } from './visible';

type ColumnMetadata = EntityMetadata['columns'][number];
type EmbeddedMetadata = EntityMetadata['embeddeds'][number];

/** Looks up which entity an object belongs to. */
export type MetadataOf = (object: unknown) => EntityMetadata | undefined;

interface PartOptions {
  readonly masking: Masking;
  readonly theme: Theme;
}

export interface ShortFormOptions extends PartOptions {
  readonly metadataOf: MetadataOf;
}

/** What stands for a value that was not loaded. `null` says that there is none. */
const NOT_LOADED = '…';
/** Between the parts of a key of several columns. */
const KEY_SEPARATOR = '/';

/**
 * `<ClassName key, ...columns, embedded: {...}, relation: ...>` by metadata, whatever the class itself says. A key of several
 * columns is `1/2`. What has no place of its own goes by its name: columns that are not selected by default, relation ids; and all columns of
 * an entity of which only some are loaded, with one `…` for the others.
 */
export function shortForm(entity: object, metadata: EntityMetadata, options: ShortFormOptions): string {
  const { metadataOf, theme } = options;
  const parts = [...partsOf(entity, metadata, options)];
  for (const loaded of loadedRelations(entity, metadata)) parts.push(relationText(loaded, metadataOf, options));
  const name = theme.entityName(visible(metadata.name));
  return parts.length === 0 ? `<${name}>` : `<${name} ${parts.join(', ')}>`;
}

function* partsOf(entity: object, metadata: EntityMetadata, options: PartOptions): Generator<string> {
  const { theme } = options;
  const key = keyValues(entity, metadata);
  const isNew = key.length > 0 && key.every((value) => value == null);
  const absent = isNew ? theme.null('null') : NOT_LOADED;
  if (key.length > 0) yield keyText(key, metadata, absent, options);
  const columns = declaredColumns(metadata)
    .filter(({ embeddedMetadata, isPrimary }) => embeddedMetadata === undefined && !isPrimary)
    .map((column) => ({ column, value: columnValue(entity, column) }));
  // A column that is not selected by default (a password) is not missed.
  const lacksSome = !isNew && columns.some(({ column, value }) => column.isSelect && value === undefined);
  for (const { column, value } of columns) {
    if (value !== undefined)
      yield `${lacksSome || !column.isSelect ? `${column.propertyName}: ` : ''}${text(value, column, options)}`;
    else if (column.isSelect && !lacksSome) yield absent;
  }
  if (lacksSome) yield NOT_LOADED;
  for (const embedded of metadata.embeddeds) {
    // The parent of a single-table hierarchy has the embedded objects of its children too.
    if (metadata.childEntityMetadatas.length > 0 && readQuietly(entity, embedded.propertyName) === undefined) continue;
    const shown = embeddedText(entity, embedded, absent, options);
    if (shown !== undefined) yield `${embedded.propertyName}: ${shown}`;
  }
  for (const { name, value } of loadedRelationIds(entity, metadata))
    yield `${name}: ${isSecretRelationId(name, metadata, options.masking) ? theme.special(MASK) : columnText(value, theme, options)}`;
}

function text(value: unknown, column: ColumnMetadata, { masking, theme }: PartOptions): string {
  if (value !== null && masking.hides(column)) return theme.special(MASK);
  return columnText(value, theme, { dayOnly: column.type === 'date', masking });
}

/** `1`, or `1/2` for a key of several columns; one `null` for an entity that has none yet. */
function keyText(
  key: readonly unknown[],
  { primaryColumns }: EntityMetadata,
  absent: string,
  options: PartOptions,
): string {
  if (key.every((value) => value == null)) return absent;
  return key
    .map((value, index) => (value === undefined ? absent : text(value, primaryColumns[index], options)))
    .join(KEY_SEPARATOR);
}

/** `undefined` for an embedded object of which nothing is shown: it has no columns but those of the key, which was said before. */
function embeddedText(
  holder: unknown,
  embedded: EmbeddedMetadata,
  absent: string,
  options: PartOptions,
): string | undefined {
  const { theme } = options;
  const columns = embedded.columns.filter(({ isVirtual, isPrimary }) => !isVirtual && !isPrimary);
  if (columns.length === 0 && embedded.embeddeds.length === 0) return undefined;
  const value = readQuietly(holder, embedded.propertyName);
  if (value === undefined) return absent;
  if (value === null) return theme.null('null');
  if (Array.isArray(value))
    return columns.some((column) => options.masking.hides(column))
      ? theme.special(MASK)
      : columnText(value, theme, options);
  const parts: string[] = [];
  for (const column of columns) {
    const part = readQuietly(value, column.propertyName);
    if (part !== undefined) parts.push(`${column.propertyName}: ${text(part, column, options)}`);
  }
  for (const inner of embedded.embeddeds) {
    const shown = embeddedText(value, inner, absent, options);
    if (shown !== undefined) parts.push(`${inner.propertyName}: ${shown}`);
  }
  return `{${parts.join(', ')}}`;
}

/** `Employee 1`: an entity by its name and its key; `null` for a key that it does not have yet. */
export function nameAndKey(entity: object, metadata: EntityMetadata, options: PartOptions): string {
  const { theme } = options;
  const key = keyText(keyValues(entity, metadata), metadata, theme.null('null'), options);
  return `${theme.entityName(visible(metadata.name))} ${key}`;
}

function relationText({ relation, value }: LoadedRelation, metadataOf: MetadataOf, options: PartOptions): string {
  const { theme } = options;
  const name = relation.propertyPath;
  if (value === null) return `${name}: ${theme.null('null')}`;
  if (Array.isArray(value)) return `${name}: ${theme.number(countText(Number(readQuietly(value, 'length') ?? 0)))}`;
  if (types.isPromise(value) || typeof value !== 'object') return `${name}: ${columnText(value, theme, options)}`;
  return `${name}: ${nameAndKey(value, metadataOf(value) ?? relation.inverseEntityMetadata, options)}`;
}
