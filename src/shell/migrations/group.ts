import type { SubcommandGroup } from '../command-line';
import { checkSubcommand } from './check';
import { downSubcommand } from './down';
import { redoSubcommand } from './redo';
import { stampSubcommand } from './stamp';
import { statusSubcommand } from './status';
import { upSubcommand } from './up';

/** `typeorm-shell migration`, and `.migration` in the shell. */
export const migrationGroup: SubcommandGroup = {
  description: [
    'Runs the migrations of the project, and says where they stand.',
    "The table that it keeps and the files are TypeORM's own: its commands can be used in turn.",
  ],
  commands: {
    status: () => statusSubcommand,
    up: () => upSubcommand,
    down: () => downSubcommand,
    redo: () => redoSubcommand,
    stamp: () => stampSubcommand,
    check: () => checkSubcommand,
  },
};
