import { readProgram } from '../batch/read-program';
import { UserError } from '../user-error';
import type { Command } from './command';

export const loadCommand: Command = {
  name: 'load',
  group: 'session',
  parameters: 'FILE',
  summary: 'run a file in this session; what it declares stays',
  example: '.load queries.ts',
  async run({ resolvePath, run }, argument) {
    if (!argument) throw new UserError('.load needs the name of a file.', 'For example: .load queries.ts');
    const path = resolvePath(argument);
    await run(readProgram(path, argument), path);
  },
};
