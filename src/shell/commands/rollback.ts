import { counted } from '../output/sql/query-summary';
import { dropsUnsaved } from './asks';
import type { Command } from './command';
import { savepointName } from './savepoint';

export const rollbackCommand: Command = {
  name: 'rollback',
  group: 'safety',
  parameters: '[SAVEPOINT]',
  summary: 'drop what the sandbox or the transaction has written',
  details: ['With a name: what was written since .savepoint NAME. Without one it asks first, in a terminal.'],
  example: '.rollback',
  async run(context, argument) {
    const { modes, print } = context;
    if (argument !== '') {
      await modes.rollbackTo(savepointName(argument));
      return print(`Back at savepoint ${argument}.`);
    }
    const { changed, unsaved, lost } = modes;
    if (!(await dropsUnsaved(context))) return print('Nothing was rolled back.');
    await modes.rollback();
    if (lost) print('The database had rolled it back already.');
    else print(unsaved ? `Rolled back: ${counted(changed, 'row')} changed.` : 'Nothing had been written.');
  },
};
