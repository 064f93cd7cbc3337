import { types } from 'node:util';
import { dataOf } from '../completion/plain-data';
import type { EvaluatorContract } from '../evaluator/evaluator';

const PATH = /^[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u;

/**
 * The source of a function in scope, as the engine keeps it, for what TypeScript knows nothing of. No accessor is run and no proxy asked.
 * @param path `client.send`
 * @returns `undefined` where it leads to no function, or to one that is not JavaScript.
 */
export function liveSource(path: string, evaluator: Pick<EvaluatorContract, 'look' | 'sourceOf'>): string | undefined {
  if (!PATH.test(path)) return undefined;
  const [first = '', ...rest] = path.split('.');
  let value = evaluator.look(first)?.value;
  for (const name of rest) {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
    value = dataOf(value, name);
  }
  if (typeof value !== 'function' || types.isProxy(value)) return undefined;
  const text = evaluator.sourceOf(value) ?? Function.prototype.toString.call(value);
  return /\{\s*\[native code\]\s*\}$/.test(text) ? undefined : text;
}
