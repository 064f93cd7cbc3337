import { confirms, rows } from './asks';
import type { Command } from './command';

export const commitCommand: Command = {
  name: 'commit',
  group: 'safety',
  parameters: '',
  summary: 'keep what the sandbox or the transaction has written',
  details: ['The sandbox goes on with nothing in it. In a terminal it asks first.'],
  example: '.commit',
  async run(context) {
    const { modes, print } = context;
    const { changed, unsaved } = modes;
    if (unsaved && !(await confirms(context, `Keep ${rows(changed)} changed?`))) return print('Nothing was kept yet.');
    await modes.commit();
    print(unsaved ? `Kept: ${rows(changed)} changed.` : 'Nothing was written.');
  },
};
