import type { EntityMetadata } from 'typeorm';
import type { EmbeddedMetadata } from 'typeorm/metadata/EmbeddedMetadata';
import {
  childrenOf,
  columnsOf,
  relationsOf,
  tableText,
  type ColumnMetadata,
  type EntityNames,
  type RelationMetadata,
} from '../../schema/entity-facts';
import { isToMany, proxyFacts, relationFacts } from '../../schema/relation-facts';
import type { Suggestion } from '../suggestion';
import { columnType } from './column-type';

/** What has properties that the model knows: an entity, or an object embedded in one. */
export interface Holder {
  readonly metadata: EntityMetadata;
  /** Absent for the entity itself. */
  readonly embedded?: EmbeddedMetadata;
}

/** A property that the model knows. */
export type Property =
  | { readonly kind: 'column'; readonly name: string; readonly column: ColumnMetadata }
  | { readonly kind: 'embedded'; readonly name: string; readonly holder: Holder; readonly isList: boolean }
  | {
      readonly kind: 'relation';
      readonly name: string;
      readonly target: EntityMetadata;
      readonly isList: boolean;
      /** Absent for an association proxy. */
      readonly relation?: RelationMetadata;
      /** What an association proxy reaches across: `assignments.project`. */
      readonly across?: string;
    }
  | { readonly kind: 'relation id'; readonly name: string };

const known = new WeakMap<EntityMetadata | EmbeddedMetadata, ReadonlyMap<string, Property>>();

/** The properties of a holder by name: columns and what is embedded as declared, then relations, association proxies, ids of relations. */
export function propertiesOf(holder: Holder): ReadonlyMap<string, Property> {
  const key = holder.embedded ?? holder.metadata;
  let properties = known.get(key);
  if (properties === undefined) known.set(key, (properties = read(holder)));
  return properties;
}

/** The properties that objects of an entity may have because they are of a kind of it: those of the classes below it in its table. */
export function propertiesOfKinds(metadata: EntityMetadata): readonly (readonly [Property, EntityMetadata])[] {
  const own = propertiesOf({ metadata });
  return childrenOf(metadata).flatMap((child) =>
    [...propertiesOf({ metadata: child }).values()]
      .filter(({ name }) => !own.has(name))
      .map((property) => [property, child] as const),
  );
}

function read(holder: Holder): ReadonlyMap<string, Property> {
  const { metadata, embedded } = holder;
  const all: Property[] = [
    ...(embedded?.columns ?? columnsOf(metadata))
      .filter((column) => isProperty(column, embedded))
      .map((column): Property => ({ kind: 'column', name: column.propertyName, column })),
    ...(embedded ?? metadata).embeddeds.map((each): Property => ({
      kind: 'embedded',
      name: each.propertyName,
      holder: { metadata, embedded: each },
      isList: each.isArray,
    })),
    ...(embedded?.relations ?? relationsOf(metadata))
      .filter(({ embeddedMetadata }) => embeddedMetadata === embedded)
      .map((relation): Property => ({
        kind: 'relation',
        name: relation.propertyName,
        target: relation.inverseEntityMetadata,
        isList: isToMany(relation),
        relation,
      })),
  ];
  if (embedded === undefined) {
    for (const { name, association, far, target } of proxyFacts(metadata)) {
      if (target === undefined) continue;
      all.push({ kind: 'relation', name, target, isList: true, across: `${association}.${far}` });
    }
    for (const { propertyName } of metadata.relationIds) all.push({ kind: 'relation id', name: propertyName });
  }
  const properties = new Map<string, Property>();
  // A column and a relation may share a property; the relation is what it reads as.
  for (const property of all) properties.set(property.name, property);
  return properties;
}

function isProperty(column: ColumnMetadata, embedded: EmbeddedMetadata | undefined): boolean {
  if (column.isVirtual && !column.isVirtualProperty) return false;
  return column.embeddedMetadata === embedded;
}

/** How a property is shown in a list of suggestions. */
export function suggestionOf(property: Property, names: EntityNames): Suggestion {
  switch (property.kind) {
    case 'column':
      return columnSuggestion(property.name, property.column);
    case 'embedded': {
      const { embedded } = property.holder;
      const type = typeof embedded?.type === 'function' ? embedded.type.name : 'object';
      return { text: property.name, kind: 'property', type: property.isList ? `${type}[]` : type, detail: 'embedded' };
    }
    case 'relation':
      return relationSuggestion(property, names);
    case 'relation id':
      return { text: property.name, kind: 'property', detail: 'id of a relation' };
  }
}

function columnSuggestion(text: string, column: ColumnMetadata): Suggestion {
  const { text: type } = columnType(column);
  const nullable = column.isNullable && type !== undefined ? `${type} | null` : type;
  const place = column.isVirtualProperty
    ? 'computed by a query'
    : `column ${tableText(column.entityMetadata)}.${column.databaseName}`;
  return { text, kind: 'column', ...(nullable === undefined ? {} : { type: nullable }), detail: place };
}

function relationSuggestion(
  { name, target, isList, relation, across }: Extract<Property, { kind: 'relation' }>,
  names: EntityNames,
): Suggestion {
  const type = isList ? `${names.of(target)}[]` : names.of(target);
  if (relation === undefined)
    return { text: name, kind: 'relation', type, detail: `association proxy, ${across ?? ''}` };
  const { keptIn, type: relationType } = relationFacts(relation, names);
  const where = keptIn === '' ? '' : `, ${keptIn.replace(/ \(.*/, '')}`;
  return {
    text: name,
    kind: 'relation',
    type: isList || !relation.isNullable ? type : `${type} | null`,
    detail: `${relationType}${where}`,
  };
}
