import type { DataSource, QueryRunner } from 'typeorm';
import type { CodeMigration } from './code-migrations';
import { typeormsOwn } from './typeorms-own';

/** A row of the table of migrations: one that was applied. */
export interface AppliedMigration {
  /** Counts up in the order in which they were applied. */
  readonly id: number;
  readonly name: string;
  readonly timestamp: number;
}

type Key = Pick<CodeMigration, 'name' | 'timestamp'>;

/**
 * The table in which TypeORM writes down what it has run, of the name and in the schema that the data source says. It is TypeORM's own: both
 * can be used in turn. Everything is asked and written on the query runner that is given.
 */
export class MigrationsTable {
  /** `migrations`, `schema.migrations`: as TypeORM calls it. */
  readonly path: string;
  readonly #dataSource: DataSource;

  constructor(dataSource: DataSource) {
    const { driver, options } = dataSource;
    const { schema } = driver.options as { readonly schema?: string };
    this.#dataSource = dataSource;
    this.path = driver.buildTableName(options.migrationsTableName ?? 'migrations', schema, driver.database);
  }

  /** The path as SQL writes it. */
  get escaped(): string {
    const { driver } = this.#dataSource;
    return this.path
      .split('.')
      .map((part) => driver.escape(part))
      .join('.');
  }

  exists(runner: QueryRunner): Promise<boolean> {
    return runner.hasTable(this.path);
  }

  /** In the order in which they were applied; none where there is no table. Writes nothing. */
  async rows(runner: QueryRunner): Promise<readonly AppliedMigration[]> {
    if (!(await this.exists(runner))) return [];
    const rows = (await runner.query(`SELECT * FROM ${this.escaped}`)) as readonly Record<
      keyof AppliedMigration,
      unknown
    >[];
    return rows
      .map(({ id, name, timestamp }) => ({ id: Number(id), name: String(name), timestamp: Number(timestamp) }))
      .sort((one, other) => one.id - other.id);
  }

  /** Makes it where it is not there, and the table that TypeORM keeps views and computed columns in where the entities have any. */
  async create(runner: QueryRunner): Promise<void> {
    // What is lent is never released: it must not be the first to connect.
    await runner.connect();
    const lent: unknown = Object.create(runner, { release: { value: async () => {} } });
    const nothing = { value: () => {} };
    const logger: unknown = Object.create(this.#dataSource.logger, { logSchemaBuild: nothing, logMigration: nothing });
    // TypeORM makes them before it runs what is pending: here nothing is.
    const stand = Object.create(this.#dataSource, {
      migrations: { value: [] },
      createQueryRunner: { value: () => lent },
      logger: { value: logger },
    }) as DataSource;
    await typeormsOwn(this.#dataSource).runMigrations.call(stand);
  }

  /** Writes down that a migration was applied. */
  async insert(runner: QueryRunner, { name, timestamp }: Key): Promise<void> {
    await runner.manager.createQueryBuilder().insert().into(this.path).values({ timestamp, name }).execute();
  }

  /** Writes down that it is not applied any more. */
  async delete(runner: QueryRunner, { name, timestamp }: Key): Promise<void> {
    const builder = runner.manager.createQueryBuilder();
    await builder
      .delete()
      .from(this.path)
      .where(`${builder.escape('timestamp')} = :timestamp`)
      .andWhere(`${builder.escape('name')} = :name`)
      .setParameters({ timestamp, name })
      .execute();
  }
}
