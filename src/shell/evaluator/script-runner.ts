import type * as vm from 'node:vm';
import { rewrite } from './rewrite';
import { runUnit } from './run-unit';
import { Runtime } from './runtime';
import { Scope } from './scope';

/** Loads a module for `import(x)`: gives its namespace. */
export type ImportModule = (specifier: string, attributes?: unknown) => Promise<unknown>;

export interface ScriptRunnerOptions {
  /**
   * The realm that the scripts run in, made with `vm.createContext(vm.constants.DONT_CONTEXTIFY)`; this module must have been
   * loaded in it (`makeRealm` in scripts/conformance/realm.ts does). The main realm unless said otherwise.
   */
  readonly context?: vm.Context;
  /** What `import(x)` does. Refuses unless given. */
  readonly importModule?: ImportModule;
}

/** Runs a script's text: gives its value, or a promise of it when the text had to wait. */
export type RunScript = (source: string, fileName?: string) => unknown;

/**
 * Runs texts as the engine runs scripts, rewritten: their variables are where a script puts them, and what a script may
 * not hold is refused. For measuring what the rewriter keeps; the prompt is `Evaluator`.
 */
export function scriptRunner({ context, importModule }: ScriptRunnerOptions = {}): RunScript {
  const scope = new Scope({ asScript: true, ...(context ? { context } : {}) });
  const runtime = new Runtime({
    scope,
    importModule: importModule ?? (() => Promise.reject(new Error('There are no modules here.'))),
  });
  const target = context === undefined ? {} : { context, self: context };
  return (source, fileName = 'script.js') => {
    const unit = rewrite(source, { sourceId: scope.keepSource(source) });
    return runUnit(unit, runtime, { fileName, ...target });
  };
}
