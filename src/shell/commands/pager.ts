import { UserError } from '../user-error';
import type { Command } from './command';

export const pagerCommand: Command = {
  name: 'pager',
  group: 'results',
  parameters: '[on|off]',
  summary: 'whether what is longer than the screen goes through a pager',
  details: [
    'Without an argument it says which. The pager is what the variable PAGER says, else less -RS. It gets up to 10,000 rows of a table.',
  ],
  example: '.pager off',
  run({ view, print }, argument) {
    if (!['', 'on', 'off'].includes(argument)) throw new UserError(`.pager takes on or off, not ${argument}.`);
    if (argument) view.pager = argument === 'on';
    print(`The pager is ${view.pager ? 'on' : 'off'}.`);
  },
};
