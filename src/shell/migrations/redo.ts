import type { Subcommand } from '../command-line';
import { countOf, EXTENT_OPTIONS, RUN_OPTIONS, runOptionsOf, YES_OPTION } from './extent-options';
import { noWords } from './no-words';
import { stepsAgain } from './plan';
import { questionOf } from './question';
import { run } from './run';

export const redoSubcommand: Subcommand = {
  parameters: '[-n N]',
  description: ['Reverts the last migration that was applied, or the last N, and applies them again.'],
  options: { steps: EXTENT_OPTIONS.steps, ...RUN_OPTIONS, ...YES_OPTION },
  parse: (values, words) => {
    noWords('redo', words);
    const count = countOf(values.steps ?? '1');
    const options = runOptionsOf(values);
    return {
      mode: 'writable',
      newDatabase: 'none',
      act: (context) =>
        run(context, {
          command: 'redo',
          plan: (migrations) => stepsAgain(migrations, count),
          nothing: 'Nothing is applied that could be done again.',
          question: (steps) =>
            questionOf(
              'Revert and apply again',
              steps.filter(({ direction }) => direction === 'down'),
            ),
          ...options,
        }),
    };
  },
};
