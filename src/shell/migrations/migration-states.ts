import type { DataSource, QueryRunner } from 'typeorm';
import { codeMigrations, type CodeMigration } from './code-migrations';
import { MigrationsTable, type AppliedMigration } from './migrations-table';

/** A migration of the code or of the database, and where it stands. */
export type MigrationState =
  | { readonly state: 'applied'; readonly code: CodeMigration; readonly row: AppliedMigration }
  | { readonly state: 'pending'; readonly code: CodeMigration; readonly row?: undefined }
  /** Applied, and the code has it no more. */
  | { readonly state: 'missing'; readonly code?: undefined; readonly row: AppliedMigration };

/** What there is of migrations, in the code and in the database. */
export interface Migrations {
  /** All there are, in the order of their times. */
  readonly all: readonly MigrationState[];
  /** What the database has, in the order in which it was applied: `applied` and `missing`. */
  readonly applied: readonly MigrationState[];
  /** What `up` would run, in that order. */
  readonly pending: readonly CodeMigration[];
}

/**
 * Reads which migrations have been applied. Writes nothing: where there is no table of migrations none is made.
 * @param runner where to ask, so that it may be inside of a transaction.
 * @throws UserError where the code's migrations cannot be told apart.
 */
export async function readMigrations(dataSource: DataSource, runner: QueryRunner): Promise<Migrations> {
  return migrationsOf(codeMigrations(dataSource), await new MigrationsTable(dataSource).rows(runner));
}

/** Puts together what the code has and what the table has. TypeORM goes by the name alone, and so is done here. */
export function migrationsOf(code: readonly CodeMigration[], rows: readonly AppliedMigration[]): Migrations {
  const byName = new Map(code.map((each) => [each.name, each]));
  const applied = rows.map((row): MigrationState => {
    const found = byName.get(row.name);
    return found === undefined ? { state: 'missing', row } : { state: 'applied', code: found, row };
  });
  const names = new Set(rows.map(({ name }) => name));
  const pending = code.filter(({ name }) => !names.has(name));
  const all = [...applied, ...pending.map((each): MigrationState => ({ state: 'pending', code: each }))];
  return { all: all.sort((one, other) => timeOf(one) - timeOf(other)), applied, pending };
}

/** Its name and time. */
export function identityOf(migration: MigrationState): Pick<CodeMigration, 'name' | 'timestamp'> {
  return migration.state === 'missing' ? migration.row : migration.code;
}

function timeOf(migration: MigrationState): number {
  return identityOf(migration).timestamp;
}
