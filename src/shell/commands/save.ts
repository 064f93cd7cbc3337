import { writeNamed } from '../safety/write-named';
import { UserError } from '../user-error';
import type { Command } from './command';
import { fileName, optionBehind, quotedName } from './file-argument';
import { leadingOptions, optionWords } from './options';

const OPTIONS = { force: 'flag' } as const;

export const saveCommand: Command = {
  name: 'save',
  group: 'session',
  parameters: '[--force] FILE',
  summary: "write this session's inputs to a file, for .load",
  details: ['Inputs that failed are left out. A file that is already there is only replaced with --force.'],
  example: '.save queries.ts',
  completes: () => optionWords(OPTIONS),
  async run({ session, resolvePath, print }, argument) {
    const { values, rest } = leadingOptions(argument, { command: 'save', options: OPTIONS });
    const name = fileName(rest);
    if (!name) throw new UserError('.save needs the name of a file.', 'For example: .save queries.ts');
    const behind = optionBehind(rest, OPTIONS);
    if (behind) throw new UserError(`${behind.option} stands before the file.`, `Write .save ${behind.moved}`);
    const path = resolvePath(name);
    const { inputs } = session;
    const text = inputs.map((input) => `${input}\n`).join('');
    const toReplace = `.save --force ${quotedName(name)}`;
    await writeNamed({ name, path, force: values.force, toReplace }, text);
    print(`Saved ${inputs.length} ${inputs.length === 1 ? 'input' : 'inputs'} to ${name}.`);
  },
};
