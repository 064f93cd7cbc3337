import { statementLines } from '../output/sql/query-lines';
import type { SqlMode } from '../view';
import type { Command, CommandContext } from './command';
import { oneOf } from './options';

const CHOICES = ['on', 'off', 'full', 'quiet', 'last'] as const;

const SAID: Readonly<Record<SqlMode, string>> = {
  quiet: 'Nothing is shown of the SQL.',
  off: 'Under each value: how many queries it took.',
  on: 'Under each value: the SQL behind it.',
  full: 'Under each value: the SQL behind it, whole.',
};

export const sqlCommand: Command = {
  name: 'sql',
  group: 'SQL',
  parameters: '[on|off|full|quiet|last [full]]',
  summary: 'show the SQL behind each value',
  details: [
    'on: the statements under each value, cut at 1,000 characters; full: whole; off: one line that counts them; quiet: nothing.',
    'last: the statements of the last input. Without an argument it says which it is.',
  ],
  example: '.sql last',
  common: 4,
  completes: ({ before }) => (before.length === 0 ? CHOICES : before.join(' ') === 'last' ? ['full'] : []),
  run(context, argument) {
    const { view, print } = context;
    const [word = '', second = '', ...more] = argument.split(/\s+/);
    if (word === 'last' && ['', 'full'].includes(second) && more.length === 0)
      return showLast(context, second === 'full');
    const mode = argument === '' ? view.sql : oneOf('sql', argument, CHOICES);
    if (mode === 'last') return showLast(context, false);
    view.sql = mode;
    print(SAID[view.sql]);
  },
};

async function showLast(
  { session, print, show, masking, colors, width }: CommandContext,
  full: boolean,
): Promise<void> {
  const { lastQueries } = session;
  if (lastQueries.count === 0) return print('The last input sent nothing to the database.');
  await show(statementLines(lastQueries, full, { masking, colors, width }).join('\n'));
}
