import { MODES, type Mode } from '../safety/modes/mode';
import { dropsUnsaved } from './asks';
import type { Command } from './command';
import { oneOf } from './options';

const SAID: Readonly<Record<Mode, string>> = {
  'read-only': 'read-only: the database refuses every write.',
  sandbox: 'sandbox: what is written is rolled back when you leave, unless .commit keeps it.',
  writable: 'writable: what is written is kept.',
};

export const modeCommand: Command = {
  name: 'mode',
  group: 'safety',
  parameters: `[${MODES.join('|')}]`,
  summary: 'what this session may do to the database',
  details: [
    ...MODES.map((mode) => SAID[mode]),
    'Variables stay. What a sandbox or a transaction holds is rolled back by a change of the mode.',
  ],
  example: '.mode sandbox',
  common: 6,
  completes: ({ before }) => (before.length === 0 ? MODES : []),
  async run(context, argument) {
    const { modes, print } = context;
    if (argument !== '') {
      const mode = oneOf('mode', argument, MODES);
      if (!(await dropsUnsaved(context))) return print('Nothing was changed.');
      await modes.enter(mode);
    }
    print(SAID[modes.mode]);
  },
};
