import { types } from 'node:util';

const { isProxy } = types;
const { getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { toString: nativeToString, call: nativeCall } = Function.prototype;

/** The function whose text a call asks for: `f.toString()`, `String(f)`, `Function.prototype.toString.call(f)`. */
export function shownFunction(self: unknown, callee: unknown, args: readonly unknown[]): object | undefined {
  if (callee === nativeToString) return typeof self === 'function' ? self : undefined;
  const isCall = callee === nativeCall && self === nativeToString;
  if (!isCall && callee !== String) return undefined;
  const shown = args[0];
  return typeof shown === 'function' && (isCall || becomesItsText(shown)) ? shown : undefined;
}

/** Whether a function that is turned into text becomes its own: nothing that the program made converts it. */
export function becomesItsText(fn: object): boolean {
  return inherited(fn, 'toString') === nativeToString && inherited(fn, Symbol.toPrimitive) === undefined;
}

/** The value of a property, without running anybody's code: of an accessor, and where a proxy stands in the way, `null`. */
function inherited(object: object, key: PropertyKey): unknown {
  for (let holder: object | null = object; holder !== null; holder = getPrototypeOf(holder) as object | null) {
    if (isProxy(holder)) return null;
    const own = getOwnPropertyDescriptor(holder, key);
    if (own !== undefined) return 'value' in own ? (own.value as unknown) : null;
  }
  return undefined;
}
