import { existsSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { DataSource, type EntityManager, type Migration, type QueryRunner } from 'typeorm';
import { DEFAULT_FILE } from './data-source-options';
import { ProjectEntityManager } from './project-entity-manager';
import { openReadOnly, readOnlyNotice } from './read-only-database';
import { migrationName, readSchemaState } from './schema-state';

/** A migration that failed. The message says which one and why. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';

  /**
   * TypeORM's command line prints the error as `console.error` does: sixty lines of stack, of the driver's error too. What
   * helps is the message, and the line of the migration that failed.
   */
  [inspect.custom](): string {
    const text = `${this.name}: ${this.message}`;
    const place = migrationFrame(this.cause);
    return place === undefined ? text : `${text}\n    ${place}`;
  }
}

/** `at async AddPhone1762000300000.up (…/src/migrations/add-phone.ts:6:5)`: the frame of the migration itself, if there is one. */
function migrationFrame(cause: unknown): string | undefined {
  const frames = cause instanceof Error ? (cause.stack ?? '').split('\n') : [];
  return frames.map((frame) => frame.trim()).find((frame) => /^at .*\.(up|down) \(/u.test(frame));
}

/**
 * TypeORM's data source, with its own entity manager, with MariaDB recognised and with migrations made safe.
 *
 * SQLite changes a table by making it anew and dropping the old one, and dropping a table deletes its rows first: with foreign
 * keys on, the rows of other tables that hang on it by ON DELETE CASCADE go with them. Foreign keys can be turned off outside
 * of a transaction only. TypeORM 1.1.1 does so before it runs a migration, but when it reverts one it begins the transaction
 * first (`MigrationExecutor.undoLastMigration`), and after one that failed it leaves them off. Both are mended here; the
 * overrides can go when TypeORM does it.
 */
export class ProjectDataSource extends DataSource {
  #notice: string | undefined;

  /** What its user should know once it is open: that it takes no writes. */
  get notice(): string | undefined {
    return this.#notice;
  }

  override createEntityManager(queryRunner?: QueryRunner): EntityManager {
    return new ProjectEntityManager(this, queryRunner);
  }

  /**
   * People write `mysql://` for MariaDB too. TypeORM then reads MariaDB's schema as if it were MySQL's and finds every column
   * that may be null changed, so that `migration:generate` would write changes that are none.
   */
  override async initialize(): Promise<this> {
    if (this.options.type === 'better-sqlite3') return this.#openFile(this.options.database);
    await super.initialize();
    if (this.options.type !== 'mysql') return this;
    const [{ version }] = await this.query<[{ version: string }]>('SELECT version() AS version');
    if (!/mariadb/iu.test(version)) return this;
    await this.destroy();
    // The driver has a copy of the options, and looks at its own.
    for (const options of [this.options, this.driver.options]) Object.assign(options, { type: 'mariadb' });
    return super.initialize();
  }

  /** @throws Error when its folder is not there: TypeORM would make one, also of a misspelt path */
  async #openFile(file: string): Promise<this> {
    const folder = path.dirname(file);
    if (file !== ':memory:' && file !== DEFAULT_FILE && !existsSync(folder))
      throw new Error(`there is no folder ${folder}`);
    try {
      await super.initialize();
      this.#notice = readOnlyNotice(file);
      // Of a file with a log SQLite finds out with the first question that it may not make the files it needs.
      if (this.#notice !== undefined) await this.query('SELECT 1 FROM sqlite_master');
      return this;
    } catch (error) {
      if (this.isInitialized) await this.destroy();
      this.#notice = openReadOnly(this);
      if (this.#notice === undefined) throw error;
      return super.initialize();
    }
  }

  /** @throws MigrationError */
  override async runMigrations(options?: Parameters<DataSource['runMigrations']>[0]): Promise<Migration[]> {
    try {
      return await super.runMigrations(options);
    } catch (error) {
      throw await this.migrationError('', error);
    } finally {
      await this.foreignKeys('ON');
    }
  }

  /** @throws MigrationError */
  override async undoLastMigration(options?: Parameters<DataSource['undoLastMigration']>[0]): Promise<void> {
    await this.foreignKeys('OFF');
    try {
      await super.undoLastMigration(options);
    } catch (error) {
      throw await this.migrationError('to be reverted', error);
    } finally {
      await this.foreignKeys('ON');
    }
  }

  private async foreignKeys(state: 'ON' | 'OFF'): Promise<void> {
    // Inside of a transaction SQLite ignores it; whoever began one has to have thought of it.
    if (this.options.type === 'better-sqlite3') await this.query(`PRAGMA foreign_keys = ${state}`);
  }

  private async migrationError(doing: string, cause: unknown): Promise<MigrationError> {
    const { pendingMigrations } = await readSchemaState(this.manager);
    const executed = this.migrations.map(migrationName).filter((name) => !pendingMigrations.includes(name));
    // Those before it have been written down as run, each in its own transaction.
    const name = doing === '' ? pendingMigrations[0] : executed.at(-1);
    const reason = cause instanceof Error ? cause.message : String(cause);
    const subject = name === undefined ? 'A migration' : `Migration ${name}`;
    return new MigrationError([`${subject} failed${doing && ` ${doing}`}: ${reason}`, ...this.aftermath()].join('\n'), {
      cause,
    });
  }

  private aftermath(): readonly string[] {
    if (this.options.type === 'better-sqlite3' || this.options.type === 'postgres') return ['Nothing of it was kept.'];
    return [
      'MariaDB and MySQL commit every change of a schema at once: what the migration had done before it failed is there.',
    ];
  }
}
