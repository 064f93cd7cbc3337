import { getMetadataArgsStorage } from 'typeorm';

/** A class as it is written in code: what `instanceof` and `new` take. */
export type Class<T extends object = object> = abstract new (...args: never[]) => T;

/** What a class's decorators tell TypeORM about one of its relations. */
export interface DeclaredRelation {
  /** The class at the other end; `undefined` when it is named by a string or is not declared with decorators. */
  readonly target: Class | undefined;
  /** The property at the other end that leads back; `undefined` for a relation with one side only. */
  readonly inverse: string | undefined;
  /** Whether the property holds a promise. */
  readonly lazy: boolean;
}

/**
 * Reads what the decorators of `owner` and of the classes it extends declare for the property `name`. It is read from
 * TypeORM's decorator storage, so no data source has to exist yet.
 * @returns `undefined` when there is no such relation (or when it is declared by an EntitySchema, which no storage lists).
 */
export function declaredRelation(owner: Class | undefined, name: string): DeclaredRelation | undefined {
  const classes = lineage(owner);
  const args = getMetadataArgsStorage().relations.find(
    (relation) => relation.propertyName === name && classes.includes(relation.target),
  );
  if (args === undefined) return undefined;
  const target = typeof args.type === 'function' ? (args.type as () => unknown)() : args.type;
  return {
    target: typeof target === 'function' ? (target as Class) : undefined,
    inverse: propertyName(args.inverseSideProperty),
    lazy: args.isLazy,
  };
}

/**
 * The properties that are the primary key of `owner`.
 * @returns `['id']` for a class that declares none with decorators.
 */
export function declaredPrimaryKey(owner: Class | undefined): readonly string[] {
  const classes = lineage(owner);
  const names = getMetadataArgsStorage()
    .columns.filter((column) => column.options.primary === true && classes.includes(column.target))
    .map((column) => column.propertyName);
  return names.length > 0 ? names : ['id'];
}

/** Whether TypeORM has not given `entity` a primary key yet and nobody else has: it was never saved nor loaded. */
export function isUnsaved(entity: object, primaryKey: readonly string[]): boolean {
  return primaryKey.every((name) => (Reflect.get(entity, name) as unknown) == null);
}

/**
 * A text that two objects share exactly when they stand for the same row: the same class and primary key.
 * @returns `undefined` for `null` and for an object without a whole primary key.
 */
export function rowOf(entity: object | null, primaryKey: readonly string[]): string | undefined {
  if (entity === null) return undefined;
  const parts = primaryKey.map((name) => keyText(Reflect.get(entity, name)));
  return parts.includes(undefined) ? undefined : [entity.constructor.name, ...parts].join('\0');
}

function keyText(value: unknown): string | undefined {
  if (value instanceof Date) return `date ${value.getTime()}`;
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  return value == null || typeof value === 'object' ? undefined : `${typeof value} ${String(value)}`;
}

/** Whether two objects are the same or stand for the same row. */
export function sameRow(left: object, right: object, primaryKey: readonly string[]): boolean {
  if (left === right) return true;
  const row = rowOf(left, primaryKey);
  return row !== undefined && row === rowOf(right, primaryKey);
}

/** `owner` and every class it extends, as TypeORM's storage names them. */
function lineage(owner: Class | undefined): readonly unknown[] {
  const classes: unknown[] = [];
  for (let each: unknown = owner; typeof each === 'function'; each = Object.getPrototypeOf(each)) classes.push(each);
  return classes;
}

/** TypeORM takes an inverse side as a name or as `assignment => assignment.employee`; both become the name. */
function propertyName(inverse: unknown): string | undefined {
  if (typeof inverse === 'function') {
    const names: unknown = new Proxy({}, { get: (_target, name) => name });
    const name: unknown = (inverse as (names: unknown) => unknown)(names);
    return typeof name === 'string' ? name : undefined;
  }
  return typeof inverse === 'string' ? inverse : undefined;
}
