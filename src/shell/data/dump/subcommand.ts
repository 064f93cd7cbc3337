import type { Subcommand } from '../../command-line';
import { dump } from './dump';
import { DUMP_OPTIONS, dumpRequest } from './request';

/** `typeorm-shell dump`: the rows of a database, as they are at one moment, to a file. */
export const dumpSubcommand: Subcommand = {
  parameters: '[ENTITY...] [-o FILE]',
  description: [
    'Writes the rows of the entities named, or of all, to FILE: .json, .ndjson, .csv or .sql.',
    'The rows are those of one moment, and FILE is there when all of it is written.',
    'What the shell masks is masked here too, and load tells it; see --unmasked.',
  ],
  options: DUMP_OPTIONS,
  parse: (values, words) => {
    const request = dumpRequest(values, words);
    return { mode: 'read-only', newDatabase: 'none', act: (context) => dump(context, request) };
  },
};
