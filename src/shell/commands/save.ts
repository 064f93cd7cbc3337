import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { UserError } from '../user-error';
import type { Command } from './command';
import { fileProblem } from './file-problem';

const FORCE = /^--force\s+/;

export const saveCommand: Command = {
  name: 'save',
  group: 'session',
  parameters: '[--force] FILE',
  summary: "write this session's inputs to a file, for .load",
  details: ['Inputs that failed are left out. A file that is already there is only replaced with --force.'],
  example: '.save queries.ts',
  run({ session, resolvePath, print }, argument) {
    const name = argument.replace(FORCE, '');
    if (!name) throw new UserError('.save needs the name of a file.', 'For example: .save queries.ts');
    const path = resolvePath(name);
    if (existsSync(path) && !FORCE.test(argument)) {
      throw new UserError(`${name} is already there.`, `To replace it: .save --force ${name}`);
    }
    const { inputs } = session;
    // Written beside it and moved there, so that nothing half-written ever has this name.
    const temporary = `${path}.part`;
    try {
      writeFileSync(temporary, inputs.map((input) => `${input}\n`).join(''));
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw fileProblem('written', name, error);
    }
    print(`Saved ${inputs.length} ${inputs.length === 1 ? 'input' : 'inputs'} to ${name}.`);
  },
};
