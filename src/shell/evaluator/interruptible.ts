import * as vm from 'node:vm';
import { tookSigint } from './sigint-hold';

/**
 * Runs functions so that Ctrl-C (SIGINT) ends a loop in them.
 *
 * Only `vm` can end code that never gives the event loop a turn, and only code that it runs itself: the function is handed
 * to a one-line script through a symbol of the global object, which nobody else knows.
 */
const runner = new vm.Script('globalThis[Symbol.for("typeorm-shell.enter")]()');
const ENTER = Symbol.for('typeorm-shell.enter');

/** @throws what `run` throws; `stopped()`'s error when SIGINT ended it, or came before it while SIGINT was held */
export function interruptible<T>(run: () => T, stopped: () => Error): T {
  const holder = globalThis as unknown as Record<symbol, (() => T) | undefined>;
  const outer = holder[ENTER];
  Object.defineProperty(globalThis, ENTER, {
    value: () => {
      // Handed on once: code in `run` must not find itself through the symbol.
      delete holder[ENTER];
      // Asked only here, where a new SIGINT ends what runs: one that comes between the question and the run would be lost.
      if (tookSigint()) throw stopped();
      return run();
    },
    configurable: true,
    writable: true,
  });
  try {
    return runner.runInThisContext({ breakOnSigint: true }) as T;
  } catch (error) {
    throw (error as { code?: string } | null)?.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED' ? stopped() : error;
  } finally {
    if (outer === undefined) delete holder[ENTER];
    else holder[ENTER] = outer;
  }
}
