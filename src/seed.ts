import { existsSync } from 'node:fs';
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { dataSource } from './data-source';
import { describeConnectionError, describeDatabase } from './data-source-options';
import { lowerCounters, resetCounters } from './id-counters';
import { readSchemaState } from './schema-state';
import { describeCounts, type SeedCounts } from './seed/counts';
import { writeLessonRows } from './seed/lesson-rows';
import { SEED_HELP, type SeedOptions, seedOptions, SeedUsageError } from './seed/options';
import { writeScaledRows } from './seed/scaled-rows';
import { type ProgressPlace, SeedProgress } from './shell/data/seed/progress';

export { describeCounts, type SeedCounts } from './seed/counts';

/** Nothing can be seeded: tables are missing. The message says what to do. */
export class NotMigratedError extends Error {
  override readonly name = 'NotMigratedError';
}

const MIGRATE_FIRST = 'Migrate it first: npm run migration:run';

const ERASE_LINE = '\r\x1b[2K';

class UnreachableError extends Error {}

/** Writes rows into the lesson's tables, which are empty. */
export type WriteRows = (manager: EntityManager) => Promise<SeedCounts>;

/** How many rows there were of each kind, and how many there are. */
export interface Seeded {
  readonly deleted: SeedCounts;
  readonly written: SeedCounts;
}

/**
 * Deletes every row of the lesson's tables and writes others, the lesson's with the lesson's ids unless told, in one transaction:
 * whatever happens, the database holds either all the old rows or all the new ones.
 * @returns how many rows were deleted, and how many written.
 * @throws NotMigratedError when a table is missing.
 */
export async function seed(target: DataSource, writeRows: WriteRows = writeLessonRows): Promise<Seeded> {
  const { empty, missingTables } = await readSchemaState(target.manager);
  if (missingTables.length > 0) {
    const missing = empty
      ? 'no tables'
      : `no ${missingTables.length === 1 ? 'table' : 'tables'} ${missingTables.join(', ')}`;
    throw new NotMigratedError(`The database ${describeDatabase(target.options)} has ${missing}.\n${MIGRATE_FIRST}`);
  }
  const result = await target.transaction((manager) => seedInto(manager, writeRows));
  await lowerCounters(target);
  return result;
}

/** The part of {@link seed} that belongs into a transaction, for who has one. */
export async function seedInto(manager: EntityManager, writeRows: WriteRows = writeLessonRows): Promise<Seeded> {
  const deleted = await deleteRows(manager);
  const written = await writeRows(manager);
  await resetCounters(manager);
  return { deleted, written };
}

/** Children first. `DELETE` and not `TRUNCATE`, which MariaDB commits at once. */
async function deleteRows(manager: EntityManager): Promise<SeedCounts> {
  const remove = async (table: string): Promise<number> => {
    const { affected } = await manager.createQueryBuilder().delete().from(table).execute();
    return affected ?? 0;
  };
  const attendances = await remove('employee_meetings');
  const assignments = await remove('assignments');
  const projects = await remove('projects');
  const meetings = await remove('meetings');
  const employees = await remove('employees');
  return { employees, meetings, projects, attendances, assignments };
}

/** The script: seeds the project's data source and says what it did. */
async function main(): Promise<void> {
  const options = seedOptions(process.argv.slice(2));
  if (options === 'help') return console.log(SEED_HELP);
  const place = describeDatabase(dataSource.options);
  // Opening a SQLite database makes its file, which is not for a seed script to do.
  if (dataSource.options.type === 'better-sqlite3' && dataSource.options.database === place && !existsSync(place)) {
    throw new NotMigratedError(`There is no database ${place}.\n${MIGRATE_FIRST}`);
  }
  try {
    await dataSource.initialize();
  } catch (error) {
    throw new UnreachableError(describeConnectionError(error, dataSource.options), { cause: error });
  }
  try {
    console.log((await seeded(place, options)).join('\n'));
  } finally {
    await dataSource.destroy();
  }
}

/** Seeds. @returns what to say of it. */
async function seeded(place: string, { scale, seed: number }: SeedOptions): Promise<readonly string[]> {
  const told = ({ deleted, written }: Seeded): readonly string[] => [
    `  deleted: ${describeCounts(deleted)}`,
    `  written: ${describeCounts(written)}`,
  ];
  if (scale === undefined) return [`Seeded ${place}`, ...told(await seed(dataSource))];
  const progress = new SeedProgress(stderrProgress());
  try {
    const result = await seed(dataSource, (manager) =>
      writeScaledRows(manager, { scale, seed: number, onProgress: (done, all) => progress.at(done, all) }),
    );
    progress.end();
    return [`Seeded ${place} (scale ${scale}, seed ${number})`, ...told(result), `  ${progress.summary}`];
  } finally {
    progress.end();
  }
}

/** Where somebody looks on. */
function stderrProgress(): ProgressPlace {
  const { stderr } = process;
  const show = (line: string | undefined): void => void stderr.write(`${ERASE_LINE}${line ?? ''}`);
  return { width: stderr.columns ?? 80, ...(stderr.isTTY && { show }) };
}

if (require.main === module) {
  main().catch((error: unknown) => {
    const expected =
      error instanceof NotMigratedError ||
      error instanceof UnreachableError ||
      error instanceof QueryFailedError ||
      error instanceof SeedUsageError;
    console.error(expected ? error.message : error);
    process.exitCode = error instanceof SeedUsageError ? 2 : 1;
  });
}
