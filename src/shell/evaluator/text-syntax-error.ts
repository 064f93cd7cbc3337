/** A syntax error in the person's text. */
export class TextSyntaxError extends SyntaxError {
  override readonly name = 'SyntaxError';
  /** @param offset where it is in the text, in characters from 0 */
  constructor(
    message: string,
    readonly offset: number,
    /** The text ends too early: more text may make it whole. */
    readonly isUnfinished: boolean,
  ) {
    super(message);
  }
}

/** What is said of a text whose parts stand in each other more deeply than can be followed. */
export const TOO_DEEP = 'The text is nested too deeply';
