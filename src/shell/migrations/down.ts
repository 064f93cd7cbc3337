import type { Subcommand } from '../command-line';
import { UserError } from '../user-error';
import { EXTENT_OPTIONS, extentOf, RUN_OPTIONS, runOptionsOf, SQL_OPTION, YES_OPTION } from './extent-options';
import { noWords } from './no-words';
import { stepsDown } from './plan';
import { questionOf } from './question';
import { run } from './run';

export const downSubcommand: Subcommand = {
  parameters: '[--to NAME | -n N | --all] [--sql]',
  description: [
    'Reverts what was applied, the last first: one migration unless told.',
    'NAME is the last one that stays: a class, with or without the time at its end, the time, or a beginning that no other has.',
  ],
  options: {
    ...EXTENT_OPTIONS,
    all: { type: 'boolean', summary: 'every migration that was applied' },
    ...RUN_OPTIONS,
    ...SQL_OPTION,
    ...YES_OPTION,
  },
  parse: (values, words) => {
    noWords('down', words);
    const given = extentOf(values);
    const isOpen = given.to === undefined && given.count === undefined;
    if (values.all === true && !isOpen) throw new UserError('Only one of --to, -n and --all.');
    const extent = isOpen && values.all !== true ? { count: 1 } : given;
    const options = runOptionsOf(values);
    return {
      mode: 'writable',
      newDatabase: 'none',
      act: (context) =>
        run(context, {
          command: 'down',
          plan: (migrations) => stepsDown(migrations, extent),
          nothing: 'Nothing is applied that could be reverted.',
          question: (steps) => questionOf('Revert', steps),
          ...options,
        }),
    };
  },
};
