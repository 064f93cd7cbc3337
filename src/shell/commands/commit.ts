import { counted } from '../output/sql/query-summary';
import { confirms } from './asks';
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
    if (unsaved && !(await confirms(context, `Keep ${counted(changed, 'row')} changed?`)))
      return print('Nothing was kept yet.');
    await modes.commit();
    print(unsaved ? `Kept: ${counted(changed, 'row')} changed.` : 'Nothing was written.');
  },
};
