import { rewrite, type RewriteOptions } from './rewrite';
import type { Scope } from './scope';

/** What a text must have to declare something, to hold a function, or to name what is not itself in rewritten code. */
const MAY_MATTER = /[({\\]|=>|\b(?:var|delete|arguments)\b/;

/**
 * What the engine's `eval` is to run for a text that a direct `eval` at the top level was given: its `var`s and functions
 * become the session's.
 * @param runtimeName how the code around it calls the runtime
 * @returns the text itself where there is nothing to rewrite, or nothing that can be parsed: the engine says what is wrong
 */
export function evalSource(source: string, runtimeName: string, scope: Scope, options: RewriteOptions = {}): string {
  if (!MAY_MATTER.test(source)) return source;
  let unit: ReturnType<typeof rewrite>;
  try {
    unit = rewrite(source, { ...options, evalIn: runtimeName, sourceId: scope.keepSource(source) });
  } catch {
    return source;
  }
  scope.declare(unit.declarations, true);
  return unit.code;
}
