import { noTypes } from '../types/no-types';
import type { Command } from './command';
import { oneOf } from './options';

const CHOICES = ['on', 'off'] as const;

export const typesCommand: Command = {
  name: 'types',
  group: 'docs',
  parameters: '[on|off]',
  summary: 'whether TypeScript warns of what is wrong before a line runs',
  details: [
    'Without an argument it says which it is. A line that is warned of runs all the same.',
    'Types are still in what Tab completes; --no-types switches that off too.',
  ],
  example: '.types off',
  completes: ({ before }) => (before.length === 0 ? CHOICES : []),
  run({ types, print }, argument) {
    if (!types.enabled) throw noTypes('types');
    if (argument) types.warns = oneOf('types', argument, CHOICES) === 'on';
    print(`Warnings of TypeScript are ${types.warns ? 'on' : 'off'}.`);
  },
};
