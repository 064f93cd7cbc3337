import assert from 'node:assert/strict';
import type * as typeorm from 'typeorm';
import type { DataSource, EntitySchemaOptions, QueryRunner } from 'typeorm';
import {
  compareCatalogues,
  factText,
  readCatalogue,
  type Fact,
} from '../../../../src/shell/migrations/catalogue/catalogue';
import { chooseRenames, type RenameChoice } from '../../../../src/shell/migrations/new/choose-renames';
import { differenceOf, type Difference } from '../../../../src/shell/migrations/new/difference';
import { readShapes } from '../../../../src/shell/migrations/new/read-tables';
import { wantedShapes } from '../../../../src/shell/migrations/new/shape';
import type { Statement } from '../../../../src/shell/migrations/new/statement';
import { runGroup } from '../../../../src/shell/migrations/run-group';
import { MigrationsTable } from '../../../../src/shell/migrations/migrations-table';
import type { TestDatabase } from '../../../support/databases';
import { emptied } from '../support/emptied';

type Row = Readonly<Record<string, unknown>>;
// The rows of these schemas are plain objects.
export type Schema = EntitySchemaOptions<Record<string, unknown>>;

/** A database, and the TypeORM that it is asked with. */
export interface ModelDatabase extends TestDatabase {
  readonly typeorm: typeof typeorm;
}

/** Something that a project's entities become. */
export interface ModelChange {
  readonly before: readonly Schema[];
  readonly after: readonly Schema[];
  /** By the name of the entity, in the order in which they are inserted. */
  readonly rows: Readonly<Record<string, readonly Row[]>>;
  readonly choice?: Partial<RenameChoice>;
  /** What the database has to have first. */
  readonly prepare?: string;
  /** What it has beside the tables. */
  readonly also?: readonly string[];
}

export interface Changed {
  readonly difference: Difference;
  /** Reads with the data source of the entities as they are then. */
  readonly after: DataSource;
}

/**
 * Makes the model of before with its rows in an empty database, and then what a new migration says: up, when `look` is called, and down again.
 * After the way up nothing is left to do; after the way down the catalogue is as it was, but for what `mayDiffer` says.
 */
export async function change(
  database: ModelDatabase,
  { before, after, rows, choice, prepare, also = [] }: ModelChange,
  look: (changed: Changed) => Promise<void>,
  lookAgain?: (before: DataSource) => Promise<void>,
): Promise<void> {
  await emptied(database);
  const first = await connect(database, before);
  try {
    if (prepare !== undefined) await first.query(prepare);
    await first.synchronize();
    for (const [name, all] of Object.entries(rows))
      for (const row of all) await first.getRepository(name).save({ ...row });
    for (const sql of also) await first.query(sql);
    const catalogue = await catalogueOf(first);
    const second = await connect(database, after);
    try {
      const difference = await newDifference(second, choice);
      await run(second, difference.up);
      const left = await newDifference(second, { noOthers: true });
      assert.deepEqual(
        left.up.map(({ sql }) => sql),
        [],
        'nothing is left to do after the way up',
      );
      await look({ difference, after: second });
      await run(second, difference.down);
      const { gone, come } = compareCatalogues(catalogue, await catalogueOf(first));
      assert.deepEqual({ gone: gone.map(factText), come: come.map(factText) }, { gone: [], come: [] });
      await lookAgain?.(first);
    } finally {
      await second.destroy();
    }
  } finally {
    await first.destroy();
  }
}

export async function newDifference(dataSource: DataSource, choice: Partial<RenameChoice> = {}): Promise<Difference> {
  const sides = { found: await readShapes(dataSource), wanted: wantedShapes(dataSource) };
  return differenceOf(dataSource, await chooseRenames(sides, { given: [], noOthers: false, ...choice }));
}

export function connect(database: ModelDatabase, schemas: readonly Schema[]): Promise<DataSource> {
  const { DataSource: Source, EntitySchema: Entity } = database.typeorm;
  const entities = schemas.map((schema) => new Entity(schema));
  return new Source({ ...database.options, entities }).initialize();
}

/** Runs statements as the way up of a migration. */
export async function run(dataSource: DataSource, statements: readonly Statement[]): Promise<void> {
  const runner = dataSource.createQueryRunner();
  const migration = {
    name: `Test${String(1_700_000_000_000 + counter++)}`,
    up: async (on: QueryRunner) => {
      for (const { sql, parameters } of statements) await on.query(sql, parameters && [...parameters]);
    },
    down: async () => {},
  };
  try {
    await runner.connect();
    await new MigrationsTable(dataSource).create(runner);
    const step = { direction: 'up', migration: { name: migration.name, timestamp: 1, instance: migration } } as const;
    await runGroup({ steps: [step], transaction: true }, dataSource, runner);
  } finally {
    await runner.release();
  }
}

let counter = 0;

async function catalogueOf(dataSource: DataSource): Promise<readonly Fact[]> {
  const runner = dataSource.createQueryRunner();
  try {
    return await readCatalogue(dataSource, (sql, parameters) => runner.query(sql, parameters && [...parameters]), [
      'migrations',
      'migrations_id_seq',
      'typeorm_metadata',
    ]);
  } finally {
    await runner.release();
  }
}
