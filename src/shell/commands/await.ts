import { UserError } from '../user-error';
import type { Command } from './command';

export const awaitCommand: Command = {
  name: 'await',
  group: 'session',
  parameters: '[on|off]',
  summary: 'wait for promises where used, or plain JavaScript (off)',
  details: [
    'Without an argument it says which it is. Off, top-level await still works and relations do not load when touched.',
  ],
  example: '.await off',
  run({ session: { evaluator }, print }, argument) {
    if (!['', 'on', 'off'].includes(argument)) throw new UserError(`.await takes on or off, not ${argument}.`);
    if (argument) evaluator.implicitAwait = argument === 'on';
    print(`Implicit await is ${evaluator.implicitAwait ? 'on' : 'off'}.`);
  },
};
