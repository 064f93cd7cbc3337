import * as vm from 'node:vm';
import type { Rewritten } from './rewrite';
import type { Runtime } from './runtime';

export interface RunOptions {
  /** The name of the text in stacks. */
  readonly fileName?: string;
  /** What `this` is at the top level. The global object unless said otherwise. */
  readonly self?: unknown;
  /** The realm that the text runs in; the runtime must have been loaded in the same. This one unless said otherwise. */
  readonly context?: vm.Context;
  /** Called with the compiled text to run it, so that Ctrl-C can interrupt it. */
  readonly enter?: (run: () => unknown) => unknown;
}

/**
 * Compiles a rewritten text with the session's variables as its outermost scope, and runs it.
 * @returns the value of the text, or a promise of it when the text had to wait
 * @throws what the text throws before it waits
 */
export function runUnit(unit: Rewritten, runtime: Runtime, options: RunOptions = {}): unknown {
  const { scope } = runtime;
  const { fileName = 'shell' } = options;
  const code = unit.isEval ? `return eval(${JSON.stringify(`${unit.code}\n//# sourceURL=${fileName}`)})` : unit.code;
  const compiled = vm.compileFunction(code, [unit.runtimeName], {
    filename: fileName,
    contextExtensions: [scope.variables],
    ...(options.context === undefined ? {} : { parsingContext: options.context }),
    // Only code that stays as it is can still have an `import()` of its own; the option makes Node warn.
    ...(/\bimport\s*\(/.test(unit.code)
      ? { importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER }
      : {}),
  }) as (this: unknown, runtime: Runtime) => unknown;
  scope.declare(unit.declarations);
  const run = (): unknown => compiled.call('self' in options ? options.self : globalThis, runtime);
  return options.enter === undefined ? run() : options.enter(run);
}
