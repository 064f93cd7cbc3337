import { UserError } from '../user-error';

/** @throws UserError where a command that takes options alone is given a word. */
export function noWords(command: string, [first]: readonly string[]): void {
  if (first !== undefined) throw new UserError(`migration ${command} takes no name: ${first} is one too many.`);
}
