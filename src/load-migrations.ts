import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { MigrationInterface } from 'typeorm';

type MigrationClass = new () => MigrationInterface;

/**
 * The migrations of a folder, in order of their time: every class that a file named `<time>-<what it does>` exports. A new
 * file is found by itself. Given to TypeORM as classes: for a file pattern it would load a library, at every start.
 * @param folder the folder's absolute path.
 */
export function loadMigrations(folder: string): readonly MigrationClass[] {
  return readdirSync(folder)
    .filter((file) => /^\d+-.+(?<!\.d)\.[cm]?[jt]s$/.test(file))
    .sort()
    .flatMap((file) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- which files there are is known at run time only
      const exported = require(path.join(folder, file)) as Record<string, unknown>;
      return Object.values(exported).filter(isMigration);
    });
}

function isMigration(value: unknown): value is MigrationClass {
  return (
    typeof value === 'function' &&
    typeof (value.prototype as Partial<MigrationInterface> | undefined)?.up === 'function'
  );
}
