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

/** Whether two objects stand for the same row: the same object, or the same class with the same primary key. */
export function sameRow(left: object | null, right: object | null, primaryKey: readonly string[]): boolean {
  if (left === right) return true;
  if (left === null || right === null || left.constructor !== right.constructor) return false;
  return primaryKey.every((name) => {
    const value: unknown = Reflect.get(left, name);
    return value != null && value === Reflect.get(right, name);
  });
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
