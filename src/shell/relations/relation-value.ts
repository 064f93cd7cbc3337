import type { DataSource } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';

/** An object whose properties are read by name: an entity, or an object embedded in one. */
type Properties = Record<string, unknown>;

/** The object that holds a relation's or a column's property: the entity itself, or an object embedded in it. */
export function holderOf(
  entity: object,
  { embeddedMetadata }: Pick<RelationMetadata, 'embeddedMetadata'>,
): Properties | undefined {
  if (embeddedMetadata === undefined) return entity as Properties;
  let holder: unknown = entity;
  for (const name of embeddedMetadata.parentPropertyNames) {
    if (typeof holder !== 'object' || holder === null) return undefined;
    holder = (holder as Properties)[name];
  }
  return typeof holder === 'object' && holder !== null ? (holder as Properties) : undefined;
}

/**
 * The loaded value of a relation, `undefined` when it is not loaded. Never loads: of a lazy relation it reads what TypeORM
 * keeps beside the accessor (`__name__`, `__has_name__`).
 */
export function loadedValue(entity: object, relation: RelationMetadata): unknown {
  const holder = holderOf(entity, relation);
  if (holder === undefined) return undefined;
  const name = relation.propertyName;
  if (!relation.isLazy) return holder[name];
  const value = holder[`__${name}__`];
  if (value !== undefined) return value;
  // "Loaded, and there is none" is an undefined value with the flag set.
  return holder[`__has_${name}__`] === true ? null : undefined;
}

/**
 * Keeps a loaded value where TypeORM would keep it, so that code outside the prompt and `save()` see it.
 * @param hidden keep it so that only who asks for it by name finds it: `JSON.stringify` and a spread do not.
 * @returns false when there is no embedded object to hold it.
 */
export function keepValue(
  dataSource: DataSource,
  entity: object,
  relation: RelationMetadata,
  value: unknown,
  hidden = false,
): boolean {
  const holder = holderOf(entity, relation);
  if (holder === undefined) return false;
  const name = relation.propertyName;
  if (relation.isLazy) makeLazy(dataSource, holder, relation);
  if (hidden) {
    const kept = relation.isLazy ? `__${name}__` : name;
    Object.defineProperty(holder, kept, { value, writable: true, configurable: true, enumerable: false });
    if (!relation.isLazy) return true;
  }
  holder[name] = value;
  return true;
}

/** Whether a loaded value is kept so that only who asks for it by name finds it. */
export function isHidden(entity: object, relation: RelationMetadata): boolean {
  const holder = holderOf(entity, relation);
  const kept = relation.isLazy ? `__${relation.propertyName}__` : relation.propertyName;
  return holder !== undefined && Object.getOwnPropertyDescriptor(holder, kept)?.enumerable === false;
}

/**
 * Gives an object made with `new` the accessor of its lazy relation that TypeORM gives to those it makes itself: it takes a
 * plain value, and answers with a promise.
 */
export function makeLazy(dataSource: DataSource, holder: object, relation: RelationMetadata): void {
  const own = Object.getOwnPropertyDescriptor(holder, relation.propertyName);
  if (own?.set !== undefined || own?.value !== undefined) return;
  dataSource.relationLoader.enableLazyLoad(relation, holder);
}

/** Makes the relation unloaded again. */
export function dropValue(entity: object, relation: RelationMetadata): void {
  const holder = holderOf(entity, relation);
  if (holder === undefined) return;
  const name = relation.propertyName;
  if (!relation.isLazy) {
    delete holder[name];
    return;
  }
  delete holder[`__${name}__`];
  delete holder[`__has_${name}__`];
  delete holder[`__promise_${name}__`];
}

/** Whether TypeORM itself is loading a lazy relation now; the promise it will give. */
export function loadingPromise(entity: object, relation: RelationMetadata): unknown {
  return relation.isLazy ? holderOf(entity, relation)?.[`__promise_${relation.propertyName}__`] : undefined;
}

/** Whether the relation gives a list. */
export function isToMany(relation: RelationMetadata): boolean {
  return relation.isOneToMany || relation.isManyToMany;
}
