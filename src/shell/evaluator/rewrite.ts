import { countTurns } from './count-turns';
import { checkScript, parse, type ParseOptions } from './parse';
import { type Mapping, printProgram } from './print';
import type { Declarations } from './scope';
import { TextSyntaxError, TOO_DEEP } from './text-syntax-error';
import { rewriteUnit } from './unit';

export interface Rewritten {
  /** The body of a sloppy function with one parameter, called `runtimeName`, whose `this` is the text's. */
  readonly code: string;
  /** The parameter through which the code reaches the runtime; no name of the source begins with it. */
  readonly runtimeName: string;
  /** `code` is a script for a direct `eval` in that function, instead of the function's body. */
  readonly isEval: boolean;
  readonly declarations: Declarations;
  /** In the order of the rewritten text. */
  readonly mappings: readonly Mapping[];
}

export interface RewriteOptions extends ParseOptions {
  /** The number under which the scope keeps the source (`Scope.keepSource`). */
  readonly sourceId?: number;
  /** The text is what a direct `eval` at the top level was given, in code that calls the runtime by this name. */
  readonly evalIn?: string;
  /** False for plain JavaScript with top-level `await`: only the variables are made the session's. */
  readonly implicitAwait?: boolean;
  /** Loops tell the runtime of each turn, so that Ctrl-C ends them wherever they run. */
  readonly countTurns?: boolean;
}

/**
 * Rewrites JavaScript so that it waits for promises where their values are used.
 *
 * What the result means is what the source means, with every promise that is used waited for; run it with `runUnit`.
 * @param source JavaScript: a script, or with `moduleSyntax` a module's statements
 * @throws TextSyntaxError or the engine's SyntaxError when the source cannot be parsed
 */
export function rewrite(source: string, options: RewriteOptions = {}): Rewritten {
  try {
    return rewritten(source, options);
  } catch (error) {
    // The stack has come to its end in what goes down the tree.
    throw error instanceof RangeError ? new TextSyntaxError(TOO_DEEP, 0, false) : error;
  }
}

function rewritten(source: string, options: RewriteOptions): Rewritten {
  const parsed = parse(source, options);
  if (!parsed.isModule && !parsed.awaits) checkScript(source);
  const runtimeName = options.evalIn ?? freeName(source);
  const unit = rewriteUnit(parsed, {
    source,
    prefix: runtimeName,
    sourceId: options.sourceId ?? 0,
    isEvalText: options.evalIn !== undefined,
    implicitAwait: options.implicitAwait !== false,
  });
  const counted = options.countTurns === true ? countTurns(unit.program, runtimeName) : unit.program;
  const { code, mappings } = printProgram(counted);
  return { code, runtimeName, isEval: unit.isEval, declarations: unit.declarations, mappings };
}

/** A name that nothing in the source begins with. */
function freeName(source: string): string {
  let name = '$';
  while (source.includes(name)) name += '_';
  return name;
}
