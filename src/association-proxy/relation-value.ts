/**
 * Reads the loaded value of a relation, and never loads one.
 * @param lazy whether the entity declares the relation as a promise: TypeORM then keeps the loaded value beside it, under
 * `__name__`, and reading `name` itself would run a query.
 * @returns `undefined` when the relation is not loaded.
 */
export function readRelation(entity: object, name: string, lazy: boolean): unknown {
  if (!lazy) return Reflect.get(entity, name);
  return Reflect.get(entity, `__${name}__`);
}

/**
 * Sets the value of a relation. A lazy relation of an object that TypeORM made has an accessor that takes the plain
 * value; one of an object made with `new` gets what TypeORM would have put there.
 */
export function writeRelation(entity: object, name: string, lazy: boolean, value: unknown): void {
  if (lazy && Object.getOwnPropertyDescriptor(entity, name)?.set === undefined) {
    Reflect.set(entity, name, Promise.resolve(value));
    Object.defineProperty(entity, `__${name}__`, { value, writable: true, configurable: true, enumerable: false });
    Object.defineProperty(entity, `__has_${name}__`, {
      value: true,
      writable: true,
      configurable: true,
      enumerable: false,
    });
    return;
  }
  Reflect.set(entity, name, value);
}
