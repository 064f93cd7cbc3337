import type { Subcommand } from '../command-line';
import { UserError } from '../user-error';
import { EXTENT_OPTIONS, extentOf, RUN_OPTIONS, runOptionsOf, SQL_OPTION } from './extent-options';
import { noWords } from './no-words';
import type { Migrations } from './migration-states';
import { stepsUp } from './plan';
import { rehearse } from './rehearse/rehearse';
import { run } from './run';
import type { Step } from './transaction-groups';

export const upSubcommand: Subcommand = {
  parameters: '[--to NAME | -n N] [--sql | --rehearse]',
  description: [
    'Runs the migrations that are pending, all unless told.',
    'NAME is a class, with or without the time at its end, the time, or a beginning that no other has.',
  ],
  options: {
    ...EXTENT_OPTIONS,
    ...RUN_OPTIONS,
    ...SQL_OPTION,
    rehearse: { type: 'boolean', summary: 'run them up, down and up again on a copy of the database' },
  },
  parse: (values, words) => {
    noWords('up', words);
    const extent = extentOf(values);
    const options = runOptionsOf(values);
    const isRehearsal = values.rehearse === true;
    if (isRehearsal && options.sql) throw new UserError('Either --sql or --rehearse, not both.');
    return {
      mode: 'writable',
      newDatabase: isRehearsal ? 'none' : 'empty',
      act: (context) => {
        const plan = (migrations: Migrations): readonly Step[] => stepsUp(migrations, extent);
        if (isRehearsal) return rehearse(context, { plan, ...options });
        return run(context, {
          command: 'up',
          plan,
          nothing: 'Nothing is pending.',
          ...options,
        });
      },
    };
  },
};
