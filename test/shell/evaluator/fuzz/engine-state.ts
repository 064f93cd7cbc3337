const { getOwnPropertyDescriptor, getPrototypeOf, isExtensible } = Object;
const { ownKeys } = Reflect;

/** The engine's objects that every program shares. */
const SHARED: readonly object[] = [
  globalThis,
  ...[
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    Symbol,
    Promise,
    RegExp,
    Date,
    Error,
    TypeError,
    Map,
    Set,
    WeakMap,
    BigInt,
    Proxy,
  ].flatMap((made) => [made, (made as unknown as { readonly prototype?: object }).prototype ?? []]),
  ...[Math, JSON, Reflect, process, console],
  getPrototypeOf(function* () {}) as object,
  getPrototypeOf([][Symbol.iterator]()) as object,
];

const numbers = new Map<unknown, number>();

/** A text that differs when a property of the engine's own objects is another than before. Reads no getter. */
export function engineState(): string {
  let state = '';
  for (const object of SHARED) {
    state += `${isExtensible(object)}${numberOf(getPrototypeOf(object))}`;
    const keys = ownKeys(object);
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as PropertyKey;
      const { value, get } = getOwnPropertyDescriptor(object, key) as TypedPropertyDescriptor<unknown>;
      // What counts events or grows, like the last match of a regular expression, is of no interest; and some of what Node has is a
      // getter that makes an object of itself.
      const kind = typeof value === 'function' ? numberOf(value) : get === undefined ? typeof value : 'object';
      state += `,${numberOf(key)}:${kind}`;
    }
  }
  return state;
}

function numberOf(value: unknown): number {
  let number = numbers.get(value);
  if (number === undefined) numbers.set(value, (number = numbers.size));
  return number;
}
