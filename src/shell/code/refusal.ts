import { UserError } from '../user-error';

/** An input cannot be made code of. The message says which part, and why. */
export class CodeRefusal extends UserError {
  constructor(reason: string, hint?: string) {
    super(`This cannot be taken into a program as it is: ${reason}`, hint);
  }
}
