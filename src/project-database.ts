import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { readSchemaState } from './schema-state';
import { seedInto } from './seed';

/** What {@link prepareDatabase} found and did. */
export interface PreparedDatabase {
  /** The database was new: it has been migrated and seeded. */
  readonly created: boolean;
  /** Migrations that an existing database still lacks. They are for its owner to run. */
  readonly pending: readonly string[];
}

/**
 * Makes a new database ready: one that has no table at all is migrated and seeded. One with any table is left exactly as it
 * is.
 *
 * On SQLite and PostgreSQL all of it is one transaction: ended at any moment, the database is as new as before. MariaDB and
 * MySQL commit each change of the schema, so there a killed first start leaves tables behind, which count as an existing
 * database. Two processes that do this at once on one database: one does it, the other waits and finds it done.
 * @param dataSource initialised.
 * @param create whether a new database is made ready; otherwise all its migrations are pending.
 * @throws what a migration throws.
 */
export async function prepareDatabase(
  dataSource: DataSource,
  { create = true }: { readonly create?: boolean } = {},
): Promise<PreparedDatabase> {
  const { empty, pendingMigrations } = await readSchemaState(dataSource.manager);
  if (!create) return { created: false, pending: pendingMigrations };
  // On MariaDB a database with tables may be one that another process is just making: wait, and look again.
  const unfinished =
    !hasTransactionalSchema(dataSource) && (pendingMigrations.length > 0 || (await isBeingMade(dataSource)));
  if (!empty && !unfinished) return { created: false, pending: pendingMigrations };
  const created = await createOnce(dataSource);
  return { created, pending: (await readSchemaState(dataSource.manager)).pendingMigrations };
}

function hasTransactionalSchema({ options: { type } }: DataSource): boolean {
  return type === 'better-sqlite3' || type === 'postgres';
}

/** @returns `false` when the database has tables after all: another process was faster. */
async function createOnce(dataSource: DataSource): Promise<boolean> {
  const queryRunner = dataSource.createQueryRunner();
  try {
    const unlock = await lock(queryRunner);
    try {
      await queryRunner.startTransaction();
      try {
        await lockInTransaction(queryRunner);
        const { empty } = await readSchemaState(queryRunner.manager);
        if (!empty) {
          await queryRunner.rollbackTransaction();
          return false;
        }
        // With a transaction open the executor begins none of its own.
        const executor = new MigrationExecutor(dataSource, queryRunner);
        executor.transaction = 'all';
        await executor.executePendingMigrations();
        await seedInto(queryRunner.manager);
        await queryRunner.commitTransaction();
        return true;
      } catch (error) {
        await queryRunner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    } finally {
      await unlock();
    }
  } finally {
    await queryRunner.release();
  }
}

/** A number of this project's own for PostgreSQL's advisory locks, and a name for MariaDB's. */
const LOCK_NUMBER = 7_041_960_212;
const LOCK_NAME = 'typeorm-shell.prepare';
const LOCK_SECONDS = 60;

const MARIADB_LOCK = `CONCAT(?, '.', DATABASE())`;

async function isBeingMade(dataSource: DataSource): Promise<boolean> {
  const [{ free }] = await dataSource.query<[{ free: number | string }]>(
    `SELECT IS_FREE_LOCK(${MARIADB_LOCK}) AS free`,
    [LOCK_NAME],
  );
  return Number(free) !== 1;
}

/** MariaDB's lock belongs to the connection, since its schema changes end every transaction. */
async function lock(queryRunner: QueryRunner): Promise<() => Promise<void>> {
  if (hasTransactionalSchema(queryRunner.dataSource)) return () => Promise.resolve();
  const [{ got }] = await queryRunner.manager.query<[{ got: number | string | null }]>(
    `SELECT GET_LOCK(${MARIADB_LOCK}, ?) AS got`,
    [LOCK_NAME, LOCK_SECONDS],
  );
  if (Number(got) !== 1)
    throw new Error('Another process has been making this database ready for a minute.\nTry again when it is done.');
  return async () => {
    await queryRunner.query(`SELECT RELEASE_LOCK(${MARIADB_LOCK})`, [LOCK_NAME]);
  };
}

async function lockInTransaction(queryRunner: QueryRunner): Promise<void> {
  const { type } = queryRunner.dataSource.options;
  if (type === 'postgres') await queryRunner.query('SELECT pg_advisory_xact_lock($1)', [LOCK_NUMBER]);
  if (type === 'better-sqlite3') {
    // TypeORM begins transactions in a way that takes no lock. One that reads first cannot wait for a writer any more, it
    // fails at once; one that writes first waits its turn.
    await queryRunner.query('CREATE TABLE "typeorm_shell_lock" ("held" integer)');
    await queryRunner.query('DROP TABLE "typeorm_shell_lock"');
  }
}
