import { inspect } from 'node:util';

/** Up to where the properties of the function begin, if it has any. */
const HEAD = /^\[.*?\](?= \{|$)/s;

/**
 * What a function is, as `util.inspect` says it: `[Function: area]`, `[class Circle extends Shape]`. Its text would be that which runs: the
 * evaluator changes it, and it may be pages long. Runs no code of the function's own printing.
 */
export function functionHead(fn: Function): string {
  const text = inspect(fn, { customInspect: false, depth: 0 });
  return HEAD.exec(text)?.[0] ?? text;
}
