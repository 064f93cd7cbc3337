import type { Command } from './command';

export const beginCommand: Command = {
  name: 'begin',
  group: 'safety',
  parameters: '',
  summary: 'open a transaction for the inputs that follow',
  details: [
    '.commit keeps what they write, .rollback drops it. save() and dataSource.transaction() are savepoints in it.',
    'With several data sources it is on the one in use.',
  ],
  example: '.begin',
  async run({ modes, print }) {
    await modes.begin();
    print('A transaction is open: .commit keeps what it writes, .rollback drops it.');
  },
};
