import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { makeRealm, type Realm } from '../../../scripts/conformance/realm';

/** Everything that can be told of a program from outside. */
export interface Run {
  /** What it ended with: a value or an error. */
  readonly end: string;
  /** What it logged, in order, also after its end. */
  readonly log: readonly string[];
}

export interface RunOptions {
  readonly strict?: boolean;
  /** What `f` is in the program: in the promise suite, what gives a value later. */
  readonly f?: (value: unknown) => unknown;
  /** Also compare the words of errors; not where the engine quotes the text that caused one. */
  readonly messages?: boolean;
}

/** Runs a program in a realm of its own, and what it left to do for later. */
export async function runProgram(source: string, way: 'plain' | 'rewritten', options: RunOptions = {}): Promise<Run> {
  const text = options.strict === true ? `"use strict";\n${source}` : source;
  const realm = makeRealm();
  const log: string[] = [];
  const define = (name: string, value: unknown): void => {
    Object.defineProperty(realm.global, name, { value, writable: true, configurable: true });
  };
  define('log', (...values: unknown[]) => void log.push(values.map(show).join(' ')));
  if (options.f !== undefined) define('f', inRealm(realm, options.f));
  let end: string;
  try {
    const value = way === 'plain' ? realm.runPlain(text) : realm.runRewritten(text).value;
    end = show(way === 'rewritten' && options.f !== undefined ? await value : value);
  } catch (error) {
    end = `throws ${describe(error, options.messages === true)}`;
  }
  // What waits takes more turns.
  for (let turn = 0; turn < (options.f === undefined ? 3 : 40); turn++)
    await new Promise((resolve) => setImmediate(resolve));
  return { end, log };
}

/** Promises of the realm's own, which `instanceof Promise` in the program knows. */
function inRealm(realm: Realm, f: (value: unknown) => unknown): unknown {
  const adopt = realm.runPlain(
    '(give) => (value) => { const given = give(value); return given !== null && typeof given === "object" && typeof given.then === "function" && given !== value ? new Promise((resolve, reject) => given.then(resolve, reject)) : given; }',
  ) as (give: unknown) => unknown;
  return adopt(f);
}

function show(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error || Object.prototype.toString.call(value) === '[object Error]')
    return describe(value, false);
  // Promises are compared by what comes of them, which is logged: whether one is there yet is a matter of ticks.
  return inspect(value, { depth: 4, breakLength: Infinity }).replaceAll(/Promise \{[^}]*\}/g, 'Promise');
}

function describe(error: unknown, withMessage: boolean): string {
  if (Object.prototype.toString.call(error) !== '[object Error]') return show(error);
  const { name, message } = error as Error;
  return withMessage ? `${name}: ${message}` : name;
}

/** Asserts that a program does the same plain and rewritten. */
export async function assertKept(source: string, options: RunOptions = {}): Promise<Run> {
  const plain = await runProgram(source, 'plain', options);
  const rewritten = await runProgram(source, 'rewritten', options);
  assert.deepEqual(rewritten, plain);
  return plain;
}

/** For `RunOptions.f`: gives a value back. */
export const atOnce = (value: unknown): unknown => value;

/** For `RunOptions.f`: gives a value in a promise that is kept some turns later. */
export const later = (value: unknown): unknown =>
  new Promise((resolve) => {
    setImmediate(() => resolve(value));
  });
