/** What a suggestion is, for the reader of the menu. */
export type SuggestionKind =
  | 'entity'
  | 'column'
  | 'relation'
  | 'method'
  | 'property'
  | 'function'
  | 'class'
  | 'variable'
  | 'keyword'
  | 'operator'
  | 'option'
  | 'value'
  | 'alias'
  | 'table'
  | 'command'
  | 'argument'
  | 'file';

/** Something that could stand where the cursor is. */
export interface Suggestion {
  /** What is put in place of the word at the cursor. */
  readonly text: string;
  readonly kind: SuggestionKind;
  /** Its type as TypeScript writes it: `string | null`, `Project[]`. */
  readonly type?: string;
  /** What else there is to say in a few words: `column employees.hire_date`. */
  readonly detail?: string;
}

/** What could stand at a place in a text: the suggestions take the place of the characters from `from` to `to`. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  /** The best first. Each fits what is typed from `from` to the cursor, by its beginning or loosely. */
  readonly suggestions: readonly Suggestion[];
}

/** A whole input as it stands in the editor, all its lines, and a place in it. */
export interface CompletionRequest {
  readonly text: string;
  /** In UTF-16 units from the beginning of `text`. */
  readonly cursor: number;
}

/** Gives what is known at once, from the metadata and what is in scope. Runs no code of the person's and asks no database. */
export type Complete = (request: CompletionRequest) => Completion;

/**
 * Gives what TypeScript knows: takes the place of what came at once. Runs no code of the person's and asks no database.
 * @returns `undefined` when it knows nothing better, is not ready, or does not answer in time. Never rejects.
 */
export type CompleteFromTypes = (request: CompletionRequest) => Promise<Completion | undefined>;

export const NOTHING_TO_SUGGEST: Completion = { from: 0, to: 0, suggestions: [] };
