import type { Command } from './command';

/** The prompt drops the input itself; all that is left to do here is nothing. */
export const breakCommand: Command = {
  name: 'break',
  group: 'session',
  parameters: '',
  summary: 'drop a half-typed input (as Ctrl-C does)',
  example: '.break',
  duringInput: true,
  run() {},
};
