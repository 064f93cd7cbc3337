import type { Subcommands } from './command-line';
import type * as DumpSubcommandModule from './data/dump/subcommand';
import type * as ErdSubcommandModule from './erd/subcommand';
import type * as LoadSubcommandModule from './data/load/subcommand';
import type * as MigrationsModule from './migrations/group';
import type * as SeedSubcommandModule from './data/seed/subcommand';

// A start loads only the one that is called.
/* eslint-disable @typescript-eslint/no-require-imports */

/** What a shell does beside running code, by name. */
export const SUBCOMMANDS: Subcommands = {
  erd: () => (require('./erd/subcommand') as typeof ErdSubcommandModule).erdSubcommand,
  migration: () => (require('./migrations/group') as typeof MigrationsModule).migrationGroup,
  dump: () => (require('./data/dump/subcommand') as typeof DumpSubcommandModule).dumpSubcommand,
  load: () => (require('./data/load/subcommand') as typeof LoadSubcommandModule).loadSubcommand,
  seed: () => (require('./data/seed/subcommand') as typeof SeedSubcommandModule).seedSubcommand,
};
