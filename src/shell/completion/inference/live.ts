import { Buffer } from 'node:buffer';
import { types } from 'node:util';
import type { DataSource, EntityMetadata } from 'typeorm';
import type { ModelContract } from '../../model';
import { isMadeByTypeorm } from '../../schema/entity-facts';
import { proxyFacts } from '../../schema/relation-facts';
import { dataOf, plainData } from '../plain-data';
import { entityOf, listOf, primitive, UNKNOWN, type Builder, type BuilderType, type Known } from './known';

/** How many elements of a list are looked at to find out what it holds. */
const LOOKED_AT = 20;

/**
 * What a value of the session is. Only prototypes and own data properties are looked at: no getter runs, and of a proxy nothing is known.
 */
export function liveKnown(value: unknown, model: ModelContract): Known {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
    case 'symbol':
      return primitive(typeof value as 'string');
    case 'undefined':
      return UNKNOWN;
    default:
      return value === null ? primitive('null') : objectKnown(value as object, model);
  }
}

function objectKnown(object: object, model: ModelContract): Known {
  const target = model.metadataOfTarget(object);
  if (target !== undefined) return { kind: 'target', metadata: target, live: object };
  if (types.isProxy(object)) return viewKnown(object, model);
  if (Array.isArray(object)) return listKnown(object, model);
  const metadata = model.metadataOf(object);
  if (metadata !== undefined) return { kind: 'entity', holder: { metadata }, live: object };
  return builtIn(object) ?? ofTypeorm(object, model) ?? { kind: 'live', value: object };
}

/** An association proxy's list is a Proxy: it is known by who has made it, and is not asked. */
function viewKnown(proxy: object, { dataSource }: ModelContract): Known {
  for (const metadata of dataSource.entityMetadatas)
    for (const { target, views } of proxyFacts(metadata))
      if (target !== undefined && views?.has(proxy)) return listOf(entityOf(target));
  return UNKNOWN;
}

function listKnown(list: object, model: ModelContract): Known {
  const length = Math.min(Number(plainData(list, 'length')), LOOKED_AT);
  const items: Known[] = [];
  for (let at = 0; at < length; at++) items.push(liveKnown(plainData(list, at), model));
  const element = items.find(({ kind }) => kind !== 'unknown') ?? UNKNOWN;
  return { ...listOf(element), items } as Known;
}

function builtIn(object: object): Known | undefined {
  if (types.isDate(object)) return { kind: 'built-in', name: 'Date' };
  // Of bytes and numbers in a row nobody wants the indices.
  if (types.isTypedArray(object)) return { kind: 'built-in', name: Buffer.isBuffer(object) ? 'Buffer' : 'Uint8Array' };
  if (types.isRegExp(object)) return { kind: 'built-in', name: 'RegExp' };
  if (types.isPromise(object)) return { kind: 'promise', of: UNKNOWN };
  // Of maps and sets the names of the class are all there is to complete; those of the person's own classes are theirs.
  if (types.isMap(object) && Object.getPrototypeOf(object) === Map.prototype) return { kind: 'built-in', name: 'Map' };
  if (types.isSet(object) && Object.getPrototypeOf(object) === Set.prototype) return { kind: 'built-in', name: 'Set' };
  return undefined;
}

/** Data sources, managers, repositories, query runners and query builders, whoever made them. */
function ofTypeorm(object: object, model: ModelContract): Known | undefined {
  if (typeof object === 'function')
    return plainData(object, 'name') === 'repo' && plainData(object, 'length') === 1 ? { kind: 'repo' } : undefined;
  if (isDataSource(object)) return { kind: 'data source', dataSource: object };
  const manager = plainData(object, 'manager');
  const dataSource = dataSourceIn(object) ?? (isObject(manager) ? dataSourceIn(manager) : undefined);
  if (dataSource === undefined) return undefined;
  if (isObject(plainData(object, 'expressionMap'))) return builderKnown(object, dataSource);
  if (typeof dataOf(object, 'findOneByOrFail') === 'function') {
    const target = plainData(object, 'target');
    if (target === undefined) return { kind: 'manager', dataSource };
    const metadata = metadataNamed(dataSource, target) ?? model.metadataOfTarget(target);
    return metadata === undefined ? undefined : { kind: 'repository', metadata };
  }
  if (typeof dataOf(object, 'startTransaction') === 'function') return { kind: 'query runner', dataSource };
  return undefined;
}

function metadataNamed(dataSource: DataSource, target: unknown): EntityMetadata | undefined {
  return dataSource.entityMetadatas.find((metadata) => metadata.target === target || metadata.name === target);
}

/** Called `connection` before TypeORM 1.0. */
function dataSourceIn(object: object): DataSource | undefined {
  const found = plainData(object, 'dataSource') ?? plainData(object, 'connection');
  return isObject(found) && isDataSource(found) ? found : undefined;
}

function isDataSource(object: object): object is DataSource {
  return Array.isArray(plainData(object, 'entityMetadatas')) && isObject(plainData(object, 'driver'));
}

const BUILDER_TYPES: Readonly<Record<string, BuilderType>> = {
  select: 'select',
  update: 'update',
  insert: 'insert',
  delete: 'delete',
  'soft-delete': 'delete',
  restore: 'delete',
  relation: 'relation',
};

function builderKnown(builder: object, dataSource: DataSource): Builder | undefined {
  const map = plainData(builder, 'expressionMap') as object;
  const type = BUILDER_TYPES[String(plainData(map, 'queryType'))];
  const aliases = new Map<string, EntityMetadata | undefined>();
  const listed = plainData(map, 'aliases');
  if (type === undefined || !Array.isArray(listed)) return undefined;
  for (const alias of listed as readonly unknown[]) {
    if (!isObject(alias)) continue;
    const name = plainData(alias, 'name');
    const metadata = metadataOfAlias(alias);
    // The junctions of its joins have aliases that TypeORM makes up.
    if (typeof name === 'string' && !(metadata && isMadeByTypeorm(metadata))) aliases.set(name, metadata);
  }
  const main = plainData(map, 'mainAlias');
  return { kind: 'builder', type, dataSource, main: isObject(main) ? metadataOfAlias(main) : undefined, aliases };
}

function metadataOfAlias(alias: object): EntityMetadata | undefined {
  return plainData(alias, '_metadata') as EntityMetadata | undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
