import { nearNames } from '../near-names';
import { UserError } from '../user-error';
import { RESULT_FORMATS } from '../view';
import type { Command } from './command';

const CHOICE = RESULT_FORMATS.join('|');

export const formatCommand: Command = {
  name: 'format',
  group: 'results',
  parameters: `[${CHOICE}]`,
  summary: 'how values are shown from now on',
  details: [
    'Without an argument it says how. auto: rows of a query, and entities whose class does not say how it prints, are a table; all else prints as it is.',
  ],
  example: '.format table',
  run({ view, print }, argument) {
    const format = RESULT_FORMATS.find((each) => each === argument);
    if (argument && !format) {
      const [near] = nearNames(argument, RESULT_FORMATS);
      throw new UserError(
        `There is no format ${argument}${near === undefined ? '.' : `: did you mean ${near}?`}`,
        `There are: ${RESULT_FORMATS.join(', ')}`,
      );
    }
    if (format) view.format = format;
    print(`The format is ${view.format}.`);
  },
};
