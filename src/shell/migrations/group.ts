import type { SubcommandGroup } from '../command-line';
import { statusSubcommand } from './status';

/** `typeorm-shell migration`, and `.migration` in the shell. */
export const migrationGroup: SubcommandGroup = {
  description: [
    'Runs the migrations of the project, and says where they stand.',
    "The table that it keeps and the files are TypeORM's own: its commands can be used in turn.",
  ],
  commands: { status: () => statusSubcommand },
};
