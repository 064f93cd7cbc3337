import { types } from 'node:util';
import type { EvaluatorContract } from '../evaluator/evaluator';
import { prototypesOf } from '../relations/prototypes';

const PATH = /^[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u;

/**
 * The source of a function in scope, as the engine keeps it, for what TypeScript knows nothing of. No accessor is run and no proxy asked.
 * @param path `client.send`
 * @returns `undefined` where it leads to no function, or to one that is not JavaScript.
 */
export function liveSource(
  path: string,
  evaluator: Pick<EvaluatorContract, 'variables' | 'sourceOf'>,
): string | undefined {
  if (!PATH.test(path)) return undefined;
  const [first = '', ...rest] = path.split('.');
  let value = variableValue(evaluator.variables, first);
  for (const name of rest) value = plainProperty(value, name);
  if (typeof value !== 'function' || types.isProxy(value)) return undefined;
  const text = evaluator.sourceOf(value) ?? Function.prototype.toString.call(value);
  return /\{\s*\[native code\]\s*\}$/.test(text) ? undefined : text;
}

function plainProperty(holder: unknown, name: string): unknown {
  if ((typeof holder !== 'object' && typeof holder !== 'function') || holder === null) return undefined;
  if (types.isProxy(holder)) return undefined;
  for (const each of [holder, ...prototypesOf(holder)]) {
    // Whose prototype the generator would ask for next.
    if (types.isProxy(each)) return undefined;
    const own = Object.getOwnPropertyDescriptor(each, name);
    if (own !== undefined) return own.value;
  }
  return undefined;
}

/** The value of a variable. A constant is an accessor of the evaluator's own, and one that has no value yet throws. */
export function variableValue(variables: Readonly<Record<string, unknown>>, name: string): unknown {
  try {
    return Object.hasOwn(variables, name) ? variables[name] : undefined;
  } catch {
    return undefined;
  }
}
