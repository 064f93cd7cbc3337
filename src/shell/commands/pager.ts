import type { Command } from './command';
import { oneOf } from './options';

const CHOICES = ['on', 'off'] as const;

export const pagerCommand: Command = {
  name: 'pager',
  group: 'results',
  parameters: '[on|off]',
  summary: 'whether what is longer than the screen goes through a pager',
  details: [
    'Without an argument it says which. The pager is what the variable PAGER says, else less -RS. It gets all of a list, as far as it reads.',
  ],
  example: '.pager off',
  completes: ({ before }) => (before.length === 0 ? CHOICES : []),
  run({ view, print }, argument) {
    if (argument) view.pager = oneOf('pager', argument, CHOICES) === 'on';
    print(`The pager is ${view.pager ? 'on' : 'off'}.`);
  },
};
