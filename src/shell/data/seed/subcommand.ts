import type { Subcommand } from '../../command-line';
import { SEED_OPTIONS, seedRequest } from './request';
import { seed } from './seed';

/** `typeorm-shell seed --count Author=1000` */
export const seedSubcommand: Subcommand = {
  parameters: '--count ENTITY=N... [--seed S]',
  description: [
    'Makes plausible rows of entities, and of what they cannot be without, in one transaction.',
    'Values go by types, constraints and names; "seed" in the settings says what those do not. Never on production.',
  ],
  options: SEED_OPTIONS,
  parse: (values, words) => {
    const request = seedRequest(values, words);
    return { mode: 'writable', act: (context) => seed(request, context) };
  },
};
