/**
 * What a person did that cannot be done: a misspelt command, a file that is not there. Shown as one line that says what is
 * wrong and a second that says what to do, never with a stack.
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  /** @param hint what to do about it, as a sentence of its own. */
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** What is wrong with how the shell was called: the exit code is 2. */
export class UsageError extends UserError {}
