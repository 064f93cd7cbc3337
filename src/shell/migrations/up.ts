import type { Subcommand } from '../command-line';
import { EXTENT_OPTIONS, extentOf, RUN_OPTIONS, runOptionsOf, SQL_OPTION } from './extent-options';
import { noWords } from './no-words';
import { stepsUp } from './plan';
import { run } from './run';

export const upSubcommand: Subcommand = {
  parameters: '[--to NAME | -n N] [--sql]',
  description: [
    'Runs the migrations that are pending, all unless told.',
    'NAME is a class, with or without the time at its end, the time, or a beginning that no other has.',
  ],
  options: { ...EXTENT_OPTIONS, ...RUN_OPTIONS, ...SQL_OPTION },
  parse: (values, words) => {
    noWords('up', words);
    const extent = extentOf(values);
    const options = runOptionsOf(values);
    return {
      mode: 'writable',
      newDatabase: 'empty',
      act: (context) =>
        run(context, {
          command: 'up',
          plan: (migrations) => stepsUp(migrations, extent),
          nothing: 'Nothing is pending.',
          ...options,
        }),
    };
  },
};
