import type { Hooks } from './hooks';

/** Where a line went wrong, in the person's own text. Lines and columns count from 1. */
export interface SourcePosition {
  readonly fileName: string;
  readonly line: number;
  readonly column: number;
  /** The text of that line. */
  readonly text: string;
}

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
  /** Names in `variables` that the person declared. */
  ownNames(): readonly string[];
  /** Sets a variable from outside (`_`, `_error`). */
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
  /** Where in the person's text an error that `evaluate` threw comes from, if anywhere. */
  positionOf(error: unknown): SourcePosition | undefined;
}
