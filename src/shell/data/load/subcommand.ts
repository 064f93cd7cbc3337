import type { Subcommand } from '../../command-line';
import { load } from './load';
import { LOAD_OPTIONS, loadRequest } from './request';

/** `typeorm-shell load`: rows of a file into the database, all or none. */
export const loadSubcommand: Subcommand = {
  parameters: 'FILE',
  description: [
    'Loads the rows of FILE, or of a folder of CSV, in one transaction: all of them or none.',
    'FILE is what dump writes, or anything of the same shape. Tables must be empty; see --replace.',
  ],
  options: LOAD_OPTIONS,
  parse: (values, words) => {
    const request = loadRequest(values, words);
    return { mode: 'writable', newDatabase: 'none', act: (context) => load(context, request) };
  },
};
