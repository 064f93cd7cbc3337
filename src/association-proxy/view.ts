import { inspect } from 'node:util';
import { counted, type AssociationList } from './association-list';

/** From a view to the list behind it. */
const lists = new WeakMap<object, AssociationList>();

/**
 * The methods that change an array. They go to the list as one operation each; all others are those of `Array.prototype`,
 * which read through the view.
 */
const changing: Readonly<Record<string, (this: unknown[], ...args: never[]) => unknown>> = {
  push(this: unknown[], ...values: unknown[]) {
    const list = listOf(this);
    list.splice(list.length, 0, values);
    return list.length;
  },
  pop(this: unknown[]) {
    const list = listOf(this);
    return list.length === 0 ? undefined : list.splice(list.length - 1, 1, [])[0];
  },
  shift(this: unknown[]) {
    return listOf(this).splice(0, 1, [])[0];
  },
  unshift(this: unknown[], ...values: unknown[]) {
    const list = listOf(this);
    list.splice(0, 0, values);
    return list.length;
  },
  splice(this: unknown[], ...args: readonly unknown[]) {
    const list = listOf(this);
    const { length } = list;
    const start = relativeIndex(args[0], length, 0);
    const rest = length - start;
    const count = args.length === 0 ? 0 : args.length === 1 ? rest : Math.min(Math.max(integer(args[1]), 0), rest);
    return list.splice(start, count, args.slice(2));
  },
  sort(this: unknown[], compare?: (left: unknown, right: unknown) => number) {
    const list = listOf(this);
    const places = list.toArray().map((far, place) => ({ far, place, toString: () => String(far) }));
    // A comparator is handed the far objects; without one, Array's own order compares what toString gives.
    places.sort(typeof compare === 'function' ? (left, right) => compare(left.far, right.far) : compare);
    list.reorder(places.map(({ place }) => place));
    return this;
  },
  reverse(this: unknown[]) {
    const list = listOf(this);
    list.reorder(Array.from({ length: list.length }, (_, place) => list.length - 1 - place));
    return this;
  },
  fill(this: unknown[], value: unknown, from?: unknown, to?: unknown) {
    const list = listOf(this);
    const start = relativeIndex(from, list.length, 0);
    const end = relativeIndex(to, list.length, list.length);
    if (end > start) list.overwrite(start, new Array<unknown>(end - start).fill(value));
    return this;
  },
  copyWithin(this: unknown[], target: unknown, from?: unknown, to?: unknown) {
    const list = listOf(this);
    const { length } = list;
    const start = relativeIndex(from, length, 0);
    const place = relativeIndex(target, length, 0);
    const count = Math.min(relativeIndex(to, length, length) - start, length - place);
    if (count > 0) list.overwrite(place, list.toArray().slice(start, start + count));
    return this;
  },
};

/**
 * Makes the array that shows `list`: a Proxy over an empty array, so that `Array.isArray` holds, with every element, the
 * length and the changing methods taken from the list at the moment of use.
 */
export function viewOf(list: AssociationList): unknown[] {
  const target: unknown[] = [];
  // `util.inspect` looks through a Proxy at its target. Hidden from `ownKeys` below.
  Object.defineProperty(target, inspect.custom, { value: () => printed(list), configurable: true, writable: true });
  const view = new Proxy(target, handlerFor(list));
  lists.set(view, list);
  return view;
}

function handlerFor(list: AssociationList): ProxyHandler<unknown[]> {
  return {
    get(target, key) {
      if (key === 'length') return list.length;
      const index = indexOf(key);
      if (index !== undefined) return list.at(index);
      if (typeof key === 'string' && Object.hasOwn(changing, key)) return changing[key];
      return Reflect.get(target, key) as unknown;
    },
    set(target, key, value: unknown) {
      const index = indexOf(key);
      if (index !== undefined) list.set(index, value);
      else if (key === 'length') setLength(list, value);
      else return Reflect.set(target, key, value);
      return true;
    },
    has(target, key) {
      const index = indexOf(key);
      return index === undefined ? Reflect.has(target, key) : index < list.length;
    },
    deleteProperty(target, key) {
      const index = indexOf(key);
      if (index === undefined) return Reflect.deleteProperty(target, key);
      if (index < list.length) list.splice(index, 1, []);
      return true;
    },
    ownKeys(target) {
      const others = Reflect.ownKeys(target).filter((key) => key !== inspect.custom);
      return [...Array.from({ length: list.length }, (_, index) => String(index)), ...others];
    },
    getOwnPropertyDescriptor(target, key) {
      if (key === inspect.custom) return undefined;
      if (key === 'length') return { value: list.length, writable: true, enumerable: false, configurable: false };
      const index = indexOf(key);
      if (index === undefined) return Reflect.getOwnPropertyDescriptor(target, key);
      if (index >= list.length) return undefined;
      return { value: list.at(index), writable: true, enumerable: true, configurable: true };
    },
    defineProperty(target, key, descriptor) {
      const index = indexOf(key);
      if (index === undefined && key !== 'length') return Reflect.defineProperty(target, key, descriptor);
      const plain =
        index === undefined ||
        (descriptor.writable !== false && descriptor.enumerable !== false && descriptor.configurable !== false);
      if (!plain || !('value' in descriptor)) return false;
      if (index === undefined) setLength(list, descriptor.value);
      else list.set(index, descriptor.value);
      return true;
    },
    // What is not kept in the view cannot be frozen there.
    preventExtensions: () => false,
    setPrototypeOf: () => false,
  };
}

function listOf(view: unknown[]): AssociationList {
  const list = lists.get(view);
  if (list === undefined) throw new TypeError('this method of an association proxy was called on something else');
  return list;
}

function setLength(list: AssociationList, value: unknown): void {
  const length = Number(value);
  if (!Number.isInteger(length) || length < 0 || length > 2 ** 32 - 1) throw new RangeError('Invalid array length');
  if (length > list.length) {
    throw new RangeError(
      `${list.name} has ${counted(list.length)} and cannot be made longer by its length\nadd to it with push(...)`,
    );
  }
  if (length < list.length) list.splice(length, list.length - length, []);
}

/** What to print in place of the view: the array of far objects, or `…` while they are not loaded. */
function printed(list: AssociationList): unknown {
  try {
    return list.toArray();
  } catch {
    return '…';
  }
}

/** An array index (`'0'`, `'12'`), or `undefined` for any other key. */
function indexOf(key: string | symbol): number | undefined {
  if (typeof key !== 'string') return undefined;
  const first = key.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return undefined;
  const index = Number(key);
  return index < 2 ** 32 - 1 && String(index) === key ? index : undefined;
}

/** ECMAScript's ToIntegerOrInfinity. */
function integer(value: unknown): number {
  const number = Math.trunc(Number(value));
  return Number.isNaN(number) ? 0 : number;
}

/** An index as array methods take it: negative counts from the end, and it stays inside the array. */
function relativeIndex(value: unknown, length: number, ifAbsent: number): number {
  if (value === undefined) return ifAbsent;
  const index = integer(value);
  return index < 0 ? Math.max(length + index, 0) : Math.min(index, length);
}
