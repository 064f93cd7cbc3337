import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import type { ModelContract } from '../model';
import { isPlainObject } from '../plain-object';
import { MASK, NO_MASKING, type Masking } from '../safety/masking/masking';
import { columnValue, declaredColumns, isSecretRelationId, keyValues, loadedRelationIds } from './entity-data';
import { errorMessage, errorName } from './error-head';
import { loadedRelations } from './loaded-relations';
import { readQuietly } from './own-data';
import { isConnectionOptions, maskedOption, typeormObjectLine } from './typeorm-objects';
import { jsonText } from './json-text';

/** Deeper nesting is left out: nothing that is read by a program goes so deep, and the stack would not hold it. */
const DEEPEST = 500;

type ColumnMetadata = EntityMetadata['columns'][number];
type JsonObject = Record<string, unknown>;

export interface JsonOptions {
  readonly model: ModelContract;
  /** What must not be written: nothing is kept back unless told. */
  readonly masking?: Masking;
}

/**
 * A value as one line of JSON. Entities are written by their metadata: columns under their property names, and the relations that
 * are in memory, lazy ones too; by the class's own `toJSON` where it has one. Nothing is loaded for it, and it never throws.
 *
 * What hangs together in circles ends like this: an entity inside itself is given by its primary key; an entity that comes again
 * elsewhere is given without its relations. So the text stays as long as what is in memory, however much that is linked.
 *
 * Dates are ISO 8601, bytes base64, bigints strings, sets arrays, maps objects (or arrays of pairs when a key is no string),
 * `undefined` is `null`.
 */
export function toJson(value: unknown, options: JsonOptions): string {
  try {
    return jsonText(toJsonValue(value, options));
  } catch (error) {
    return jsonText(`[cannot be written as JSON: ${errorMessage(error)}]`);
  }
}

/** The same before it is text: what `JSON.stringify` writes without help. */
export function toJsonValue(value: unknown, { model, masking = NO_MASKING }: JsonOptions): unknown {
  const writer = new JsonWriter(model, masking);
  writer.findRoots(value, 0);
  return writer.write(value, 0) ?? null;
}

/** The elements of a list, each when it is asked for: together they are what `toJsonValue` gives of the list. */
export function* toJsonValues(
  values: readonly unknown[],
  { model, masking = NO_MASKING }: JsonOptions,
): Generator<unknown> {
  const writer = new JsonWriter(model, masking);
  writer.findRoots(values, 0);
  for (const value of values) yield writer.write(value, 1) ?? null;
}

function emptyObject(): JsonObject {
  // Without a prototype, so that a key `__proto__` is a key like any other.
  return Object.create(null) as JsonObject;
}

class JsonWriter {
  /** Entities that are in the value itself: their relations are written there, and not where another entity leads to them. */
  private readonly roots = new Set<object>();
  private readonly withRelations = new Set<object>();
  private readonly path = new Set<object>();

  constructor(
    private readonly model: ModelContract,
    private readonly masking: Masking,
  ) {}

  findRoots(value: unknown, depth: number): void {
    if (typeof value !== 'object' || value === null || depth > DEEPEST || this.path.has(value)) return;
    this.onPath(value, () => this.findRootsIn(value, depth));
  }

  private findRootsIn(value: object, depth: number): void {
    try {
      if (this.model.metadataOf(value)) {
        this.roots.add(value);
      } else if (Array.isArray(value) || types.isSet(value) || types.isMap(value)) {
        for (const part of value as Iterable<unknown>) this.findRoots(part, depth + 1);
      } else if (isPlainObject(value)) {
        for (const key of Object.keys(value)) this.findRoots(readQuietly(value, key), depth + 1);
      }
    } catch {
      // A Proxy that cannot be asked has no entities to find; `write` says so in its place.
    }
  }

  /** @returns what JSON.stringify writes without help; `undefined` for what JSON leaves out */
  write(value: unknown, depth: number, related = false): unknown {
    switch (typeof value) {
      case 'string':
        return this.masking.redact(value);
      case 'number':
        // A number that is a secret is none any more.
        return this.masking.redact(String(value)) === String(value) ? value : MASK;
      case 'bigint':
        return this.masking.redact(String(value));
      case 'symbol':
        return value.toString();
      case 'function':
        return `[${Function.prototype.toString.call(value).startsWith('class') ? 'class' : 'Function'} ${String(readQuietly(value, 'name'))}]`;
      case 'object':
        return value === null ? null : this.writeObject(value, depth, related);
      default:
        return value;
    }
  }

  private writeObject(value: object, depth: number, related: boolean): unknown {
    if (depth > DEEPEST) return '[too deep]';
    try {
      const metadata = this.model.metadataOf(value);
      if (this.path.has(value)) return metadata ? writePrimaryKey(value, metadata) : '[Circular]';
      return this.onPath(value, () =>
        metadata ? this.writeEntity(value, metadata, depth, related) : this.writeOther(value, depth),
      );
    } catch (error) {
      return `[cannot be written as JSON: ${errorMessage(error)}]`;
    }
  }

  private onPath(value: object, work: () => unknown): unknown {
    this.path.add(value);
    try {
      return work();
    } finally {
      this.path.delete(value);
    }
  }

  private writeEntity(entity: object, metadata: EntityMetadata, depth: number, related: boolean): unknown {
    const said = ownJson(entity, metadata);
    if (said !== undefined) return this.writeSaid(said, entity, metadata, depth, related);
    const json = emptyObject();
    for (const column of declaredColumns(metadata)) {
      const held = columnValue(entity, column);
      const value = this.masking.hides(column) ? (held == null ? held : MASK) : this.write(held, depth + 1);
      if (value !== undefined) put(json, parentsOf(column), column.propertyName, value);
    }
    for (const { name, value } of loadedRelationIds(entity, metadata))
      json[name] = isSecretRelationId(name, metadata, this.masking) ? masked(value) : this.write(value, depth + 1);
    if (related && (this.roots.has(entity) || this.withRelations.has(entity))) return json;
    this.withRelations.add(entity);
    for (const { relation, value } of loadedRelations(entity, metadata)) {
      const parents = relation.embeddedMetadata?.parentPropertyNames ?? [];
      put(json, parents, relation.propertyName, this.writeRelated(value, depth));
    }
    return json;
  }

  /** What a class says of its entity; the relations in it are written as those of any other. */
  private writeSaid(said: object, entity: object, metadata: EntityMetadata, depth: number, related: boolean): unknown {
    const again = related && (this.roots.has(entity) || this.withRelations.has(entity));
    if (!again) this.withRelations.add(entity);
    const relations = new Set(metadata.relations.map(({ propertyName }) => propertyName));
    const secrets = new Set(
      metadata.columns.filter((column) => this.masking.hides(column)).map(({ propertyName }) => propertyName),
    );
    const json = emptyObject();
    for (const key of Object.keys(said)) {
      const value = readQuietly(said, key);
      if (!relations.has(key)) {
        const part = secrets.has(key) ? masked(value) : this.write(value, depth + 1);
        if (part !== undefined) json[key] = part;
      } else if (!again && value !== undefined) json[key] = this.writeRelated(value, depth);
    }
    return json;
  }

  private writeRelated(value: unknown, depth: number): unknown {
    if (!Array.isArray(value)) return this.write(value, depth + 1, true) ?? null;
    return Array.from(value, (element: unknown) => this.write(element, depth + 2, true) ?? null);
  }

  private writeOther(value: object, depth: number): unknown {
    if (types.isDate(value)) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (types.isUint8Array(value))
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
    if (types.isNativeError(value)) return { name: errorName(value), message: errorMessage(value) };
    if (types.isPromise(value)) return '[Promise]';
    if (types.isRegExp(value)) return String(value);
    const line = typeormObjectLine(value);
    if (line !== undefined) return line;
    const ownJson = readQuietly(value, 'toJSON');
    if (typeof ownJson === 'function') return this.write(ownJson.call(value, ''), depth + 1);
    if (types.isBoxedPrimitive(value)) return this.write((value as { valueOf(): unknown }).valueOf(), depth + 1);
    if (types.isMap(value)) return this.writeMap(value, depth);
    if (Array.isArray(value) || types.isSet(value) || ArrayBuffer.isView(value))
      return this.writeList(value as unknown as Iterable<unknown>, depth);
    const json = emptyObject();
    const options = isConnectionOptions(value);
    for (const key of Object.keys(value)) {
      const held = readQuietly(value, key);
      const shown = options ? maskedOption(key, held) : this.masking.hidesName(key) ? masked(held) : held;
      const part = this.write(shown, depth + 1);
      if (part !== undefined) json[key] = part;
    }
    return json;
  }

  private writeList(values: Iterable<unknown>, depth: number): unknown[] {
    return Array.from(values, (value) => this.write(value, depth + 1) ?? null);
  }

  private writeMap(map: ReadonlyMap<unknown, unknown>, depth: number): unknown {
    if (![...map.keys()].every((key) => typeof key === 'string')) {
      return Array.from(map, ([key, value]) => [
        this.write(key, depth + 1) ?? null,
        this.write(value, depth + 1) ?? null,
      ]);
    }
    const json = emptyObject();
    for (const [key, value] of map)
      json[String(key)] = (this.masking.hidesName(String(key)) ? masked(value) : this.write(value, depth + 1)) ?? null;
    return json;
  }
}

/**
 * What a class with a `toJSON` of its own says of an entity, where that is a plain object. An entity with lazy relations is not
 * asked: reading one would load it.
 */
function ownJson(entity: object, { lazyRelations }: EntityMetadata): object | undefined {
  const own = lazyRelations.length === 0 ? readQuietly(Object.getPrototypeOf(entity), 'toJSON') : undefined;
  const said: unknown = typeof own === 'function' ? own.call(entity, '') : undefined;
  return typeof said === 'object' && said !== null && said !== entity && isPlainObject(said) ? said : undefined;
}

/** What is written of a secret: whether there is one. */
function masked(value: unknown): unknown {
  return value === null || value === undefined || typeof value === 'function' || typeof value === 'boolean'
    ? value
    : MASK;
}

function parentsOf(column: ColumnMetadata): readonly string[] {
  return column.embeddedMetadata?.parentPropertyNames ?? [];
}

function put(json: JsonObject, parents: readonly string[], name: string, value: unknown): void {
  let holder = json;
  for (const parent of parents) holder = (holder[parent] ??= emptyObject()) as JsonObject;
  holder[name] = value;
}

function writePrimaryKey(entity: object, metadata: EntityMetadata): JsonObject {
  const json = emptyObject();
  const key = keyValues(entity, metadata);
  metadata.primaryColumns.forEach((column, index) => {
    const value = key[index];
    put(json, parentsOf(column), column.propertyName, typeof value === 'bigint' ? String(value) : (value ?? null));
  });
  return json;
}
