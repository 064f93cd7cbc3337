import type { SubcommandGroup } from '../command-line';
import type * as CheckModule from './check';
import type * as DownModule from './down';
import type * as NewModule from './new/new';
import type * as RedoModule from './redo';
import type * as StampModule from './stamp';
import type * as StatusModule from './status';
import type * as UpModule from './up';

/* eslint-disable @typescript-eslint/no-require-imports -- every shell knows the names of these, few run one */

/** `typeorm-shell migration`, and `.migration` in the shell. */
export const migrationGroup: SubcommandGroup = {
  description: [
    'Runs the migrations of the project, and says where they stand.',
    "The table that it keeps and the files are TypeORM's own: its commands can be used in turn.",
  ],
  commands: {
    status: () => (require('./status') as typeof StatusModule).statusSubcommand,
    up: () => (require('./up') as typeof UpModule).upSubcommand,
    down: () => (require('./down') as typeof DownModule).downSubcommand,
    redo: () => (require('./redo') as typeof RedoModule).redoSubcommand,
    stamp: () => (require('./stamp') as typeof StampModule).stampSubcommand,
    check: () => (require('./check') as typeof CheckModule).checkSubcommand,
    new: () => (require('./new/new') as typeof NewModule).newSubcommand,
  },
};

/* eslint-enable @typescript-eslint/no-require-imports */
