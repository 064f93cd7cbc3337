import type { Command } from './command';

export const exitCommand: Command = {
  name: 'exit',
  group: 'session',
  parameters: '',
  summary: 'close the connection and leave (as Ctrl-D does)',
  example: '.exit',
  duringInput: true,
  run({ leave }) {
    leave();
  },
};
