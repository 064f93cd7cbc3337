import { statementLines } from '../output/sql/query-lines';
import { nearNames } from '../near-names';
import { UserError } from '../user-error';
import { SQL_MODES, type SqlMode } from '../view';
import type { Command, CommandContext } from './command';

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
  run(context, argument) {
    const { view, print } = context;
    const [word = '', second = '', ...more] = argument.split(/\s+/);
    if (word === 'last' && ['', 'full'].includes(second) && more.length === 0)
      return showLast(context, second === 'full');
    if (second !== '' || (word !== '' && !isMode(word))) throw wrongArgument(argument, word);
    if (isMode(word)) view.sql = word;
    print(SAID[view.sql]);
  },
};

function showLast({ session, print, masking, colors, width }: CommandContext, full: boolean): void {
  const { lastQueries } = session;
  if (lastQueries.count === 0) return print('The last input sent nothing to the database.');
  for (const line of statementLines(lastQueries, full, { masking, colors, width })) print(line);
}

function isMode(word: string): word is SqlMode {
  return (SQL_MODES as readonly string[]).includes(word);
}

function wrongArgument(argument: string, word: string): UserError {
  const [near] = nearNames(word, [...SQL_MODES, 'last']);
  return new UserError(
    `.sql takes on, off, full, quiet or last, not ${argument}${near === undefined || near === word ? '.' : `: did you mean ${near}?`}`,
  );
}
