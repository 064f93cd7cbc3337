import type { Hooks } from './hooks';
import { interruptible } from './interruptible';
import { type Modules, modulesFrom } from './modules';
import type * as RewriteModule from './rewrite';
import type { Rewritten, RewriteOptions } from './rewrite';
import { isTooDeep } from './nesting';
import { runUnit } from './run-unit';
import { Runtime } from './runtime';
import { Scope } from './scope';
import { holdSigint, tookSigint } from './sigint-hold';
import { mayHoldTypeArguments, stripTypes } from './strip-types';
import { TextSyntaxError, TOO_DEEP } from './text-syntax-error';
import { type SourcePosition, UnitTexts } from './unit-texts';

export type { SourcePosition };

export interface EvaluatorOptions {
  readonly hooks?: Hooks;
  /** Names in scope from the start; the person may shadow them. */
  readonly names?: Readonly<Record<string, unknown>>;
  /** Resolves `import` and `require` at the prompt as if written in this file. */
  readonly baseFile: string;
  /** Ctrl-C may interrupt a running loop: true in a terminal. */
  readonly interruptible?: boolean;
}

export interface EvaluateOptions {
  /** Shown in errors: `<line>`, `<stdin>` or a path. */
  readonly fileName?: string;
}

export interface Evaluation {
  /** The value of the last expression, waited for; `undefined` when there is none. */
  readonly value: unknown;
  /** Names that this text declared and that hid one of `names` for the first time. */
  readonly shadowed: readonly string[];
}

/** Thrown into a line by `interrupt()`. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

export interface EvaluatorContract {
  /** False for plain JavaScript with top-level `await` (`.await off`). */
  implicitAwait: boolean;
  /** The session's variables by name, the given names included. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The value of one of them, without running anything; `undefined` where there is none yet. */
  look(name: string): { readonly value: unknown } | undefined;
  /** Names in `variables` that the person declared. */
  ownNames(): readonly string[];
  /** Sets a variable from outside (`_`, `_error`, an entity), unless the person has one of that name. */
  define(name: string, value: unknown): void;
  /** Whether the text is the start of something that goes on in the next line. Runs nothing. */
  isUnfinished(text: string): boolean;
  /**
   * Runs TypeScript text.
   * @throws SyntaxError when the text cannot be parsed, what the code throws, InterruptedError after `interrupt()`.
   */
  evaluate(text: string, options?: EvaluateOptions): Promise<Evaluation>;
  /** Ends the evaluation that waits for a promise, at once: its code goes on with an InterruptedError. */
  interrupt(): void;
  /** The text of a function that was entered, as it was entered; `undefined` for any other. */
  sourceOf(fn: object): string | undefined;
  /** Where in the person's text an error that `evaluate` threw comes from, if anywhere. */
  positionOf(error: unknown): SourcePosition | undefined;
}

/**
 * Runs what a person types: TypeScript, in which promises are waited for where their values are used. Variables live as
 * long as the evaluator. It knows no terminal and no TypeORM; relations come in through the hooks.
 */
export class Evaluator implements EvaluatorContract {
  implicitAwait = true;
  readonly #scope = new Scope();
  readonly #texts = new UnitTexts();
  readonly #runtime: Runtime;
  readonly #interruptible: boolean;
  #stopWaiting: ((reason: Error) => void) | undefined;

  constructor(options: EvaluatorOptions) {
    const modules: Modules = modulesFrom(options.baseFile);
    this.#interruptible = options.interruptible === true;
    this.#runtime = new Runtime({
      scope: this.#scope,
      hooks: options.hooks,
      importModule: modules.import,
      evalOptions: () => ({ implicitAwait: this.implicitAwait, countTurns: this.#interruptible }),
      ...(this.#interruptible
        ? {
            resume: (step) => interruptible(step, interruption),
            interrupted: () => (tookSigint() ? interruption() : undefined),
            onInterrupted: () => this.interrupt(),
          }
        : {}),
    });
    this.#scope.define('require', modules.require, 'given');
    for (const [name, value] of Object.entries(options.names ?? {})) this.#scope.define(name, value, 'given');
  }

  get variables(): Readonly<Record<string, unknown>> {
    return this.#scope.variables;
  }

  look(name: string): { readonly value: unknown } | undefined {
    return this.#scope.look(name);
  }

  ownNames(): readonly string[] {
    return this.#scope.names().filter((name) => this.#scope.kindOf(name) !== 'given');
  }

  define(name: string, value: unknown): void {
    if ((this.#scope.kindOf(name) ?? 'given') === 'given') this.#scope.define(name, value, 'given');
  }

  /** Takes a name that `define` gave out of scope, unless the person has made it theirs. */
  takeAway(name: string): void {
    this.#scope.takeAway(name);
  }

  isUnfinished(text: string): boolean {
    try {
      this.#read(text, 0, false);
      return false;
    } catch (error) {
      return error instanceof TextSyntaxError && error.isUnfinished;
    }
  }

  async evaluate(text: string, options: EvaluateOptions = {}): Promise<Evaluation> {
    this.#runtime.startLine();
    const id = this.#scope.keepSource(text);
    const unit = this.#keep(id, text, options.fileName ?? '<shell>');
    const shadowed = this.#scope.takeGiven(unit.declarations);
    const release = this.#interruptible ? holdSigint(() => this.interrupt()) : undefined;
    try {
      const enter = this.#interruptible ? (run: () => unknown) => interruptible(run, interruption) : undefined;
      const result = runUnit(unit, this.#runtime, { fileName: UnitTexts.scriptName(id), enter });
      const value =
        this.#runtime.p(result) && !this.#runtime.isHanded(result)
          ? await this.#wait(result as Promise<unknown>)
          : result;
      return { value, shadowed };
    } finally {
      release?.();
      this.#scope.settleDeclarations();
      this.#scope.adopt(unit.declarations.written);
    }
  }

  interrupt(): void {
    const reason = interruption();
    this.#runtime.giveUp(reason);
    this.#stopWaiting?.(reason);
  }

  sourceOf(fn: object): string | undefined {
    return this.#scope.sourceOf(fn);
  }

  positionOf(error: unknown): SourcePosition | undefined {
    const noted = this.#runtime.placeOf(error);
    return this.#texts.positionOf(error, noted);
  }

  /** Waits for the text's value, until it comes or the wait is interrupted. */
  async #wait(promise: Promise<unknown>): Promise<unknown> {
    const stopped = new Promise<never>((_resolve, reject) => (this.#stopWaiting = reject));
    try {
      return this.#runtime.got(await Promise.race([promise, stopped]));
    } finally {
      this.#stopWaiting = undefined;
    }
  }

  /** Rewrites a text and keeps what is needed to point into it later. Syntax errors get their position here. */
  #keep(id: number, text: string, fileName: string): Rewritten {
    try {
      const { unit, ...made } = this.#read(text, id);
      this.#texts.add(id, { fileName, text, mappings: unit.mappings, ...made });
      return unit;
    } catch (error) {
      this.#texts.add(id, { fileName, text, mappings: [] });
      if (error instanceof TextSyntaxError) this.#texts.note(error, id, error.offset);
      throw error;
    }
  }

  /** Rewrites JavaScript; what is none is tried as TypeScript. */
  #read(text: string, id: number, keep = true): ReadText {
    if (isTooDeep(text)) throw new TextSyntaxError(TOO_DEEP, 0, false);
    const options: RewriteOptions = {
      sourceId: id,
      moduleSyntax: true,
      implicitAwait: this.implicitAwait,
      countTurns: this.#interruptible,
      isDeclared: (name) => this.#scope.kindOf(name) !== undefined,
    };
    // As in Node's own shell, a line that starts with a brace is an object if it can be one.
    if (/^\s*\{/.test(text) && !/;\s*$/.test(text)) {
      try {
        return { unit: rewrite(`(${text}\n)`, options), shift: 1 };
      } catch {
        // It is a block.
      }
    }
    let failure: unknown;
    if (!mayHoldTypeArguments(text)) {
      try {
        return { unit: rewrite(text, options), shift: 0 };
      } catch (error) {
        if (!(error instanceof TextSyntaxError) || error.isUnfinished) throw error;
        failure = error;
      }
    }
    try {
      const stripped = stripTypes(text);
      if (keep) this.#scope.replaceSource(id, stripped.code);
      return { unit: rewrite(stripped.code, options), shift: 0, stripped };
    } catch (error) {
      // Of the two readings of a text that is neither, the engine's words are the better known ones.
      if (failure === undefined || (error instanceof TextSyntaxError && error.isUnfinished)) throw error;
      throw failure as Error;
    }
  }
}

/** Loads the parser and the rewriter with the first text: a prompt can be there before them. */
const rewrite: typeof RewriteModule.rewrite = (source, options) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  rewriter ??= require('./rewrite') as typeof RewriteModule;
  return rewriter.rewrite(source, options);
};
let rewriter: typeof RewriteModule | undefined;

interface ReadText {
  readonly unit: Rewritten;
  /** Characters put before the first line. */
  readonly shift: number;
  readonly stripped?: ReturnType<typeof stripTypes>;
}

function interruption(): InterruptedError {
  return new InterruptedError('interrupted');
}
