import { types } from 'node:util';

const { isPromise, isProxy } = types;
/** Typed: what comes back is anybody's, so it is `unknown`. */
const apply = Reflect.apply as (callee: unknown, self: unknown, args: readonly unknown[]) => unknown;

/**
 * The built-in methods that wait for their callback, one element after the other.
 *
 * Each first runs as the engine's own method, so that holes, species, changes during the iteration and errors are exactly
 * JavaScript's. Only when a callback gives a promise is the engine's method left, by an exception that no one else sees,
 * and the rest is done here from the element after.
 */
type Waiting = (self: unknown, args: readonly unknown[]) => unknown;
type Callback = (this: unknown, ...args: unknown[]) => unknown;
type Indexed = Record<number, unknown> & { length: number };

/** Where the engine's method was left: the call that gave a promise. */
interface Pause {
  readonly promise: Promise<unknown>;
  readonly args: readonly unknown[];
  /** How long the array was at the start: elements added meanwhile are not visited. */
  readonly length: number | undefined;
  /** What the calls before gave, as `gather` has put it together. */
  readonly gathered: unknown[];
}

/** Goes on after the pause. `call` calls the person's callback and waits for it. */
type Rest = (
  pause: Pause,
  call: (...args: unknown[]) => Promise<unknown>,
  self: Indexed,
  args: readonly unknown[],
) => Promise<unknown>;

/** Puts what a call gave with what the calls before it gave. */
type Gather = (into: unknown[], result: unknown, value: unknown, index: number) => void;

/** What a method needs beside: its own gathering of results, and whether its second argument is the callback's `this`. */
interface Needs {
  readonly gather?: Gather;
  readonly thisArg?: boolean;
}

/** The same arguments after another first one. Without a spread: a program may have replaced how arrays are iterated. */
function withFirst(args: readonly unknown[], first: unknown): unknown[] {
  const all = args.slice();
  all[0] = first;
  return all;
}

function pausable(native: Callback, rest: Rest, { gather, thisArg = true }: Needs = {}): Waiting {
  return (self, args) => {
    const callback = args[0];
    if (typeof callback !== 'function') return apply(native, self, args);
    const gathered: unknown[] = [];
    const length = Array.isArray(self) && !isProxy(self) ? self.length : undefined;
    let pause: Pause | undefined;
    const leave = {};
    const watched = function (this: unknown, ...given: unknown[]): unknown {
      const result = apply(callback, this, given);
      if (isPromise(result)) {
        pause = { promise: result, args: given, gathered, length };
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- seen by nobody but the catch below
        throw leave;
      }
      gather?.(gathered, result, given[0], given[1] as number);
      return result;
    };
    try {
      return apply(native, self, withFirst(args, watched));
    } catch (error) {
      if (error !== leave || pause === undefined) throw error;
      const callbackThis = thisArg ? args[1] : undefined;
      const call = async (...given: unknown[]): Promise<unknown> => await apply(callback, callbackThis, given);
      return rest(pause, call, self as Indexed, args);
    }
  };
}

/** The elements after the pause, in the method's direction; holes are passed over where the method passes over them. */
function* after(pause: Pause, self: Indexed, step: 1 | -1, holes: boolean, position = 1): Generator<[unknown, number]> {
  const object = Object(self) as Indexed;
  const { length = object.length } = pause;
  for (let index = (pause.args[position] as number) + step; index < length && index >= 0; index += step) {
    if (holes || index in object) yield [object[index], index];
  }
}

type Answer = (result: unknown, value: unknown, index: number) => { readonly answer: unknown } | undefined;

/** Methods that stop at an answer: every, some, find, findIndex, findLast, findLastIndex; forEach never stops. */
function searching(native: Callback, step: 1 | -1, holes: boolean, answer: Answer, otherwise: unknown): Waiting {
  return pausable(native, async (pause, call, self) => {
    let found = answer(await pause.promise, pause.args[0], pause.args[1] as number);
    if (found !== undefined) return found.answer;
    for (const [value, index] of after(pause, self, step, holes)) {
      found = answer(await call(value, index, self), value, index);
      if (found !== undefined) return found.answer;
    }
    return otherwise;
  });
}

/** Methods that gather what the callback gives: map, filter, flatMap. */
function gathering(native: Callback, gather: Gather): Waiting {
  return pausable(
    native,
    async (pause, call, self) => {
      const into = pause.gathered;
      gather(into, await pause.promise, pause.args[0], pause.args[1] as number);
      for (const [value, index] of after(pause, self, 1, false)) {
        gather(into, await call(value, index, self), value, index);
      }
      // A hole at the end leaves no element behind, but still counts in the length that `map` gives.
      if (native === array.map) into.length = pause.length ?? self.length;
      return into;
    },
    { gather },
  );
}

function reducing(native: Callback, step: 1 | -1): Waiting {
  return pausable(
    native,
    async (pause, call, self) => {
      let total = await pause.promise;
      for (const [value, index] of after(pause, self, step, false, 2)) total = await call(total, value, index, self);
      return total;
    },
    { thisArg: false },
  );
}

/** A stable merge sort that waits for each comparison; `undefined` goes last, as in the engine's. */
async function sorted(values: unknown[], compare: (a: unknown, b: unknown) => Promise<unknown>): Promise<unknown[]> {
  if (values.length < 2) return values;
  const middle = values.length >> 1;
  const left = await sorted(values.slice(0, middle), compare);
  const right = await sorted(values.slice(middle), compare);
  const merged: unknown[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    merged.push(Number(await compare(left[l], right[r])) > 0 ? right[r++] : left[l++]);
  }
  return [...merged, ...left.slice(l), ...right.slice(r)];
}

async function sortedValues(
  pause: Pause,
  call: (...args: unknown[]) => Promise<unknown>,
  values: unknown[],
): Promise<unknown[]> {
  await pause.promise;
  const defined = values.filter((value) => value !== undefined);
  const missing = values.length - defined.length;
  return [...(await sorted(defined, call)), ...new Array<undefined>(missing).fill(undefined)];
}

const sorting: Rest = async (pause, call, self) => {
  const present: unknown[] = [];
  for (let index = 0; index < self.length; index++) if (index in self) present.push(self[index]);
  const result = await sortedValues(pause, call, present);
  result.forEach((value, index) => (self[index] = value));
  for (let index = result.length; index < self.length; index++) delete self[index];
  return self;
};

/** `Array.from(items, map)`: the iterator is closed when the callback is left, so it is run from here from the start. */
const arrayFrom: Waiting = (self, args) => {
  const items = args[0] as Iterable<unknown> | null | undefined;
  const map = args[1] as Callback;
  const thisArg = args[2];
  if (self !== Array || typeof map !== 'function' || items == null) return apply(Array.from as Callback, self, args);
  const iterate = items[Symbol.iterator];
  if (typeof iterate !== 'function') return apply(Array.from as Callback, self, args);
  const into: unknown[] = [];
  return finish(function* () {
    for (const item of { [Symbol.iterator]: () => apply(iterate, items, []) as Iterator<unknown> }) {
      const result = apply(map, thisArg, [item, into.length]);
      into.push(isPromise(result) ? yield result : result);
    }
    return into;
  });
};

/** `forEach` of Map and Set: their own iterators see what is added meanwhile, as their `forEach` does. */
function collectionForEach(native: Callback, entries: Callback): Waiting {
  return (self, args) => {
    const callback = args[0];
    const thisArg = args[1];
    if (typeof callback !== 'function') return apply(native, self, args);
    const iterator = apply(entries, self, []) as Iterable<[unknown, unknown]>;
    return finish(function* () {
      for (const entry of iterator) {
        const result = apply(callback, thisArg, [entry[1], entry[0], self]);
        if (isPromise(result)) yield result;
      }
      return undefined;
    });
  };
}

/** Runs steps at once, and goes on asynchronously from the first promise that they meet. */
export function finish(steps: () => Generator<Promise<unknown>, unknown, unknown>): unknown {
  const generator = steps();
  const first = generator.next();
  if (first.done === true) return first.value;
  return (async () => {
    let current: IteratorResult<Promise<unknown>, unknown> = first;
    while (current.done !== true) {
      let value: unknown;
      try {
        value = await current.value;
      } catch (error) {
        current = generator.throw(error);
        continue;
      }
      current = generator.next(value);
    }
    return current.value;
  })();
}

const array = Array.prototype as unknown as Record<string, Callback>;
const methods = new Map<unknown, Waiting>([
  [array.every, searching(array.every, 1, false, (result) => (result ? undefined : { answer: false }), true)],
  [array.some, searching(array.some, 1, false, (result) => (result ? { answer: true } : undefined), false)],
  [array.forEach, searching(array.forEach, 1, false, () => undefined, undefined)],
  [array.find, searching(array.find, 1, true, (result, answer) => (result ? { answer } : undefined), undefined)],
  [array.findIndex, searching(array.findIndex, 1, true, (result, _, answer) => (result ? { answer } : undefined), -1)],
  [
    array.findLast,
    searching(array.findLast, -1, true, (result, answer) => (result ? { answer } : undefined), undefined),
  ],
  [
    array.findLastIndex,
    searching(array.findLastIndex, -1, true, (result, _, answer) => (result ? { answer } : undefined), -1),
  ],
  [array.map, gathering(array.map, (into, result, _, index) => (into[index] = result))],
  [array.filter, gathering(array.filter, (into, result, value) => void (result && into.push(value)))],
  [
    array.flatMap,
    gathering(array.flatMap, (into, result) => {
      for (const item of Array.isArray(result) ? (result as unknown[]) : [result]) into.push(item);
    }),
  ],
  [array.reduce, reducing(array.reduce, 1)],
  [array.reduceRight, reducing(array.reduceRight, -1)],
  [array.sort, pausable(array.sort, sorting, { thisArg: false })],
  [
    array.toSorted,
    pausable(array.toSorted, (pause, call, self) => sortedValues(pause, call, Array.from(self)), { thisArg: false }),
  ],
  [Array.from, arrayFrom],
  [Map.prototype.forEach, collectionForEach(Map.prototype.forEach as Callback, Map.prototype.entries)],
  [Set.prototype.forEach, collectionForEach(Set.prototype.forEach as Callback, Set.prototype.entries)],
]);

/** The waiting form of a built-in method, if it has one. */
export function waitingMethod(callee: unknown): Waiting | undefined {
  return methods.get(callee);
}
