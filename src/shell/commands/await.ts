import type { Command } from './command';
import { oneOf } from './options';

const CHOICES = ['on', 'off'] as const;

export const awaitCommand: Command = {
  name: 'await',
  group: 'session',
  parameters: '[on|off]',
  summary: 'wait for promises where used, or plain JavaScript (off)',
  details: [
    'Without an argument it says which it is. Off, top-level await still works and relations do not load when touched.',
  ],
  example: '.await off',
  completes: ({ before }) => (before.length === 0 ? CHOICES : []),
  run({ session: { evaluator }, print }, argument) {
    if (argument) evaluator.implicitAwait = oneOf('await', argument, CHOICES) === 'on';
    print(`Implicit await is ${evaluator.implicitAwait ? 'on' : 'off'}.`);
  },
};
