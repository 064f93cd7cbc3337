import type { DataSource, MigrationInterface } from 'typeorm';
import { UserError } from '../user-error';

/** A migration of the project's code. */
export interface CodeMigration {
  /** As the table of migrations has it: the name of its class, or the one that it gives itself. */
  readonly name: string;
  /** When it was made, in milliseconds since the epoch: the digits at the end of its name. They say the order. */
  readonly timestamp: number;
  readonly instance: MigrationInterface;
}

/** How many digits at the end of a name are its time. */
const DIGITS = 13;

/**
 * The migrations that a data source has loaded, in the order in which TypeORM runs them.
 * @param dataSource initialised.
 * @throws UserError for one without a time in its name, and for two of one name.
 */
export function codeMigrations({ migrations }: Pick<DataSource, 'migrations'>): readonly CodeMigration[] {
  const all = migrations.map((instance): CodeMigration => {
    const name = nameOf(instance);
    const timestamp = parseInt(name.slice(-DIGITS), 10);
    if (timestamp > 0) return { name, timestamp, instance };
    throw new UserError(
      `The migration ${name} has no time at the end of its name.`,
      `The name of its class ends with milliseconds since 1970, as in ${name}${Date.now()}.`,
    );
  });
  const names = all.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new UserError(`There are two migrations ${twice}.`, 'Does the data source load the same file in two places?');
  return all.sort((one, other) => one.timestamp - other.timestamp);
}

/** Their names, in any order, whatever they are. */
export function migrationNames({ migrations }: Pick<DataSource, 'migrations'>): readonly string[] {
  return migrations.map(nameOf);
}

function nameOf({ name, constructor }: MigrationInterface): string {
  return name ?? constructor.name;
}
