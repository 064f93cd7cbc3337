import { RESULT_FORMATS } from '../view';
import type { Command } from './command';
import { oneOf } from './options';
import { jsonOnly } from './show-as';

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
  completes: ({ before }) => (before.length === 0 ? RESULT_FORMATS : []),
  run({ view, json, print }, argument) {
    if (argument && json) throw jsonOnly('format');
    if (argument) view.format = oneOf('format', argument, RESULT_FORMATS);
    print(`The format is ${view.format}.`);
  },
};
