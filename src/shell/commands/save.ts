import { writeNamed } from '../safety/write-named';
import { UserError } from '../user-error';
import type { Command } from './command';

const FORCE = /^--force\s+/;

export const saveCommand: Command = {
  name: 'save',
  group: 'session',
  parameters: '[--force] FILE',
  summary: "write this session's inputs to a file, for .load",
  details: ['Inputs that failed are left out. A file that is already there is only replaced with --force.'],
  example: '.save queries.ts',
  async run({ session, resolvePath, print }, argument) {
    const name = argument.replace(FORCE, '');
    if (!name) throw new UserError('.save needs the name of a file.', 'For example: .save queries.ts');
    const path = resolvePath(name);
    const { inputs } = session;
    const text = inputs.map((input) => `${input}\n`).join('');
    await writeNamed({ name, path, force: FORCE.test(argument), toReplace: `.save --force ${name}` }, text);
    print(`Saved ${inputs.length} ${inputs.length === 1 ? 'input' : 'inputs'} to ${name}.`);
  },
};
