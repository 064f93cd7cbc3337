import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import { columnText, countText } from './column-text';
import { columnValue, declaredColumns, keyValues, loadedRelationIds } from './entity-data';
import { loadedRelations, type LoadedRelation } from './loaded-relations';
import { readQuietly } from './own-data';
import type { Theme } from './theme';
import { visible } from './visible';

type ColumnMetadata = EntityMetadata['columns'][number];
type EmbeddedMetadata = EntityMetadata['embeddeds'][number];

/** Looks up which entity an object belongs to. */
export type MetadataOf = (object: unknown) => EntityMetadata | undefined;

/** What stands for a value that was not loaded. `null` says that there is none. */
const NOT_LOADED = '…';
/** Between the parts of a key of several columns. */
const KEY_SEPARATOR = '/';

/**
 * `<ClassName key, ...columns, embedded: {...}, relation: ...>` by metadata, whatever the class itself says. A key of several
 * columns is `1/2`. What has no place of its own goes by its name: columns that are not selected by default, relation ids.
 */
export function shortForm(entity: object, metadata: EntityMetadata, metadataOf: MetadataOf, theme: Theme): string {
  const parts = [...partsOf(entity, metadata, theme)];
  for (const loaded of loadedRelations(entity, metadata)) parts.push(relationText(loaded, metadataOf, theme));
  const name = theme.entityName(visible(metadata.name));
  return parts.length === 0 ? `<${name}>` : `<${name} ${parts.join(', ')}>`;
}

function* partsOf(entity: object, metadata: EntityMetadata, theme: Theme): Generator<string> {
  const key = keyValues(entity, metadata);
  const isNew = key.length > 0 && key.every((value) => value == null);
  const absent = isNew ? theme.null('null') : NOT_LOADED;
  if (key.length > 0) yield keyText(key, metadata, absent, theme);
  for (const column of declaredColumns(metadata)) {
    if (column.embeddedMetadata !== undefined || column.isPrimary) continue;
    const value = columnValue(entity, column);
    // A column that is not selected by default (a password) is not missed.
    if (column.isSelect) yield value === undefined ? absent : text(value, column, theme);
    else if (value !== undefined) yield `${column.propertyName}: ${text(value, column, theme)}`;
  }
  for (const embedded of metadata.embeddeds) {
    // The parent of a single-table hierarchy has the embedded objects of its children too.
    if (metadata.childEntityMetadatas.length > 0 && readQuietly(entity, embedded.propertyName) === undefined) continue;
    const shown = embeddedText(entity, embedded, absent, theme);
    if (shown !== undefined) yield `${embedded.propertyName}: ${shown}`;
  }
  for (const { name, value } of loadedRelationIds(entity, metadata)) yield `${name}: ${columnText(value, theme)}`;
}

function text(value: unknown, { type }: ColumnMetadata, theme: Theme): string {
  return columnText(value, theme, type === 'date');
}

/** `1`, or `1/2` for a key of several columns; one `null` for an entity that has none yet. */
function keyText(key: readonly unknown[], { primaryColumns }: EntityMetadata, absent: string, theme: Theme): string {
  if (key.every((value) => value == null)) return absent;
  return key
    .map((value, index) => (value === undefined ? absent : text(value, primaryColumns[index], theme)))
    .join(KEY_SEPARATOR);
}

/** `undefined` for an embedded object of which nothing is shown: it has no columns but those of the key, which was said before. */
function embeddedText(holder: unknown, embedded: EmbeddedMetadata, absent: string, theme: Theme): string | undefined {
  const columns = embedded.columns.filter(({ isVirtual, isPrimary }) => !isVirtual && !isPrimary);
  if (columns.length === 0 && embedded.embeddeds.length === 0) return undefined;
  const value = readQuietly(holder, embedded.propertyName);
  if (value === undefined) return absent;
  if (value === null) return theme.null('null');
  if (Array.isArray(value)) return columnText(value, theme);
  const parts: string[] = [];
  for (const column of columns) {
    const part = readQuietly(value, column.propertyName);
    if (part !== undefined) parts.push(`${column.propertyName}: ${text(part, column, theme)}`);
  }
  for (const inner of embedded.embeddeds) {
    const shown = embeddedText(value, inner, absent, theme);
    if (shown !== undefined) parts.push(`${inner.propertyName}: ${shown}`);
  }
  return `{${parts.join(', ')}}`;
}

function relationText({ relation, value }: LoadedRelation, metadataOf: MetadataOf, theme: Theme): string {
  const name = relation.propertyPath;
  if (value === null) return `${name}: ${theme.null('null')}`;
  if (Array.isArray(value)) return `${name}: ${theme.number(countText(Number(readQuietly(value, 'length') ?? 0)))}`;
  if (types.isPromise(value) || typeof value !== 'object') return `${name}: ${columnText(value, theme)}`;
  const metadata = metadataOf(value) ?? relation.inverseEntityMetadata;
  const key = keyText(keyValues(value, metadata), metadata, theme.null('null'), theme);
  return `${name}: ${theme.entityName(visible(metadata.name))} ${key}`;
}
