import { UserError } from '../user-error';
import type { Command } from './command';

export const savepointCommand: Command = {
  name: 'savepoint',
  group: 'safety',
  parameters: 'NAME',
  summary: 'a point in the transaction to come back to',
  details: ['.rollback NAME drops what was written after it.'],
  example: '.savepoint before_raise',
  async run({ modes, print }, argument) {
    const name = savepointName(argument);
    await modes.savepoint(name);
    print(`Savepoint ${name}: .rollback ${name} comes back to it.`);
  },
};

/** @throws UserError for what is no plain name. */
export function savepointName(argument: string): string {
  if (/^[A-Za-z_]\w*$/u.test(argument)) return argument;
  throw new UserError(
    argument === '' ? 'A savepoint has a name.' : `${argument} is no name for a savepoint.`,
    'Letters, digits and _: .savepoint before_raise',
  );
}
