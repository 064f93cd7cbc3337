import type { SourcePosition } from '../../evaluator/evaluator';
import type { ModelContract } from '../../model';
import type { Mode } from '../../safety/modes/mode';
import type { Masking } from '../../safety/masking/masking';

/** An error in a person's words. */
export interface Description {
  /** The name of the error's class; `''` when the title says it all. */
  readonly name: string;
  /** One line: what is wrong, with the name of the culprit. */
  readonly title: string;
  /** One line: what to do about it. */
  readonly advice?: string;
  /** The code that the database or Node gave. */
  readonly code?: string;
}

/** What is known around an error. The more there is, the better the advice. */
export interface ErrorContext {
  readonly model?: ModelContract;
  /** What must not be shown: nothing is kept back unless told. */
  readonly masking?: Masking;
  /** What is in scope at the prompt, by name. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What the session may do to its databases: `writable` unless told. */
  readonly mode?: Mode;
  /** A line of a file of the project, by its number; absent where files are not to be read. */
  readonly sourceLine?: (file: string, line: number) => string | undefined;
  /** The statement that it came of, for errors that do not hold it: TypeORM 0.3 gives those of better-sqlite3 as they are. */
  readonly failed?: { readonly sql: string; readonly parameters: readonly unknown[] };
  /** Where in the person's own text the error comes from. */
  readonly position?: SourcePosition;
}

/** What a family of errors has to say about one of its own. */
export interface Finding {
  readonly title: string;
  readonly advice?: string;
}
