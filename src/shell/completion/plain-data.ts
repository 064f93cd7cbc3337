import { types } from 'node:util';

/** The value of an own property, if it is plain data: no getter runs, and a proxy is not asked. */
export function plainData(object: object, key: PropertyKey): unknown {
  return types.isProxy(object) ? undefined : Object.getOwnPropertyDescriptor(object, key)?.value;
}

/** An object's prototypes, nearest first, its own among them; a proxy ends the chain. Runs nothing. */
export function* chainOf(object: object): Iterable<object> {
  for (let each: object | null = object; each !== null && !types.isProxy(each);) {
    yield each;
    each = Object.getPrototypeOf(each) as object | null;
  }
}

/** The property of an object or of what it inherits from, if it is plain data. */
export function dataOf(object: object, key: PropertyKey): unknown {
  for (const each of chainOf(object)) {
    const own = Object.getOwnPropertyDescriptor(each, key);
    if (own !== undefined) return own.value;
  }
  return undefined;
}
