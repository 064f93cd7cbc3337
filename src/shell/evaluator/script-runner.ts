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

/** A script that runs, or has run. */
export interface ScriptRun {
  /** The text's value; a promise of it when the text had to wait. */
  readonly value: unknown;
  /** Settles when a text that had to wait has come to its end; undefined when it is there already. */
  readonly ended: Promise<unknown> | undefined;
}

/**
 * Runs a script's text.
 * @throws what the text throws before it waits
 */
export type RunScript = (source: string, fileName?: string) => ScriptRun;

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
    const value = runUnit(unit, runtime, { fileName, ...target });
    return { value, ended: runtime.isOfBody(value) ? (value as Promise<unknown>) : undefined };
  };
}
