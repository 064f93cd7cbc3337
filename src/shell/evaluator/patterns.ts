import { types } from 'node:util';
import type { Hooks } from './hooks';

const { isPromise, isProxy } = types;
const { getOwnPropertyDescriptor } = Object;

/**
 * What a destructuring pattern takes out of a value, as far as it can be told from the text.
 * `[key, shape of what is under it, or 0]` for each static key, or for each position of an array pattern.
 */
export type Shape = readonly (readonly [string, Shape | 0])[];

const shapes = new Map<string, Shape>();

function parseShape(text: string): Shape {
  let shape = shapes.get(text);
  if (shape === undefined) shapes.set(text, (shape = JSON.parse(text) as Shape));
  return shape;
}

/**
 * Makes a value ready for a destructuring pattern: relations that the pattern names are loaded, and promises in its place
 * are waited for.
 *
 * The pattern itself is left to the engine. A value that has neither is given back as it is, so JavaScript's own order of
 * reads stays; else a promise is given of a stand-in with the same prototype and properties.
 */
export function openPattern(value: unknown, shapeText: string, hooks: Hooks | undefined): unknown {
  return open(value, parseShape(shapeText), hooks);
}

// A program may have replaced how arrays are iterated: nothing here asks an array for its iterator.

function open(value: unknown, shape: Shape, hooks: Hooks | undefined): unknown {
  if (typeof value !== 'object' || value === null || isProxy(value)) return value;
  const waits = hooks === undefined ? undefined : loadingOf(value, shape, hooks);
  if (waits !== undefined) return loadThenOpen(value, shape, hooks, waits);

  let found: Map<string, unknown> | undefined;
  for (let index = 0; index < shape.length; index++) {
    const key = shape[index][0];
    const below = shape[index][1];
    const own = getOwnPropertyDescriptor(value, key);
    // Nothing can stand in where the engine takes a value apart, but what is not there is heard of.
    if (own === undefined) hooks?.missing(value, key);
    // A lazy relation is a getter of the object's own; any other getter is left for the pattern to run.
    const isRead = own !== undefined && ('value' in own || hooks?.watched.has(key) === true);
    const read: unknown = isRead ? value[key as never] : undefined;
    if (isPromise(read)) {
      (found ??= new Map()).set(key, below === 0 ? read : openLater(read, below, hooks));
    } else if (below !== 0) {
      const opened = open(read, below, hooks);
      if (opened !== read) (found ??= new Map()).set(key, opened);
    }
  }
  return found === undefined ? value : standIn(value, found);
}

/** What has to be loaded before a pattern may take a value apart. */
function loadingOf(value: object, shape: Shape, hooks: Hooks): readonly Promise<unknown>[] | undefined {
  const waits: Promise<unknown>[] = [];
  for (let index = 0; index < shape.length; index++) {
    const key = shape[index][0];
    const loading = hooks.watched.has(key) ? hooks.beforeRead(value, key) : undefined;
    if (loading !== undefined) waits.push(loading);
  }
  return waits.length === 0 ? undefined : waits;
}

async function loadThenOpen(
  value: object,
  shape: Shape,
  hooks: Hooks | undefined,
  waits: readonly Promise<unknown>[],
): Promise<unknown> {
  for (const wait of waits) await wait;
  return open(value, shape, hooks);
}

async function openLater(promise: Promise<unknown>, shape: Shape, hooks: Hooks | undefined): Promise<unknown> {
  return open(await promise, shape, hooks);
}

async function standIn(value: object, found: ReadonlyMap<string, unknown>): Promise<unknown> {
  const copy = Object.create(
    Object.getPrototypeOf(value) as object | null,
    Object.getOwnPropertyDescriptors(value),
  ) as object;
  const target = Array.isArray(value) ? [...(value as unknown[])] : copy;
  for (const [key, waiting] of found) {
    const settled = await waiting;
    Object.defineProperty(target, key, { value: settled, writable: true, enumerable: true, configurable: true });
  }
  return target;
}
