import type Database from 'better-sqlite3';
import type { QueryRunner } from 'typeorm';
import { heldRunner, type Holder } from './held-runner';
import { gone, over, refused, stillOpen } from './hold-errors';
import type { Hold, HoldOptions, HoldState } from './hold';
import { refusals, type Refusal } from './refusals';
import { readingSqlite, type SqliteModule } from './reading-sqlite';
import { guarded, type SqliteWatcher } from './sqlite-guard';
import { Savepoints } from './savepoints';
import { Turns } from './turns';

/** What is used of TypeORM's driver. */
export interface SqliteDriver {
  databaseConnection: Database.Database;
  /** The one that everybody is given, unless it is forgotten. */
  queryRunner: QueryRunner | undefined;
}

/**
 * A transaction on the one connection that a SQLite data source has. Of a connection that was opened for reading the database refuses
 * every write by itself.
 */
export class SqliteHold implements Hold, Holder, SqliteWatcher {
  readonly kind: HoldOptions['kind'];
  readonly turns = new Turns();
  changed = 0;
  writes = 0;
  lastUsed = Date.now();
  /** Rows that had been changed at a savepoint. */
  readonly #savepoints = new Savepoints();
  readonly #options: HoldOptions;
  readonly #driver: SqliteDriver;
  #handle!: Database.Database;
  readonly #refusal: Refusal;
  #guarded: Database.Database | undefined;
  #state: HoldState = 'idle';
  #closed = false;

  constructor(options: HoldOptions) {
    this.#options = options;
    this.kind = options.kind;
    this.#driver = options.driver as unknown as SqliteDriver;
    this.#refusal = refusals(options.kind, 'better-sqlite3');
    this.#hold();
  }

  /** Takes the connection that the driver has. */
  #hold(): void {
    this.#handle = this.#driver.databaseConnection;
    const { constructor } = this.#handle;
    this.#guarded = guarded(
      this.#handle,
      this,
      this.kind === 'sandbox' ? readingSqlite(constructor as SqliteModule) : constructor,
    );
    this.#driver.databaseConnection = this.#guarded;
    // Its statements were prepared on the connection as it was.
    this.#driver.queryRunner = undefined;
  }

  get state(): HoldState {
    return this.#state;
  }

  createQueryRunner(mode: 'master' | 'slave'): QueryRunner {
    // The data source has been closed and opened again.
    if (this.#driver.databaseConnection !== this.#guarded) this.#hold();
    const { createQueryRunner, driver, kind } = this.#options;
    if (kind === 'read-only') return createQueryRunner.call(driver, mode);
    this.#driver.queryRunner = undefined;
    const runner = createQueryRunner.call(driver, mode);
    this.#driver.queryRunner = undefined;
    return heldRunner(runner, this);
  }

  refuse(sql: string): void {
    const reason = this.#refusal(sql);
    if (reason !== undefined) throw refused(sql, reason, this.kind);
  }

  beforeRun(sql: string, { readonly }: { readonly readonly: boolean }): void {
    this.lastUsed = Date.now();
    if (this.#state === 'gone') throw gone(this.kind, 'SQLite ended it');
    if (this.#state !== 'idle' && !this.#handle.inTransaction) {
      this.#lose();
      if (this.#state === ('gone' as HoldState)) throw gone(this.kind, 'SQLite ended it');
    }
    const writes = !readonly && !/^\s*(?:explain|begin)\b/iu.test(sql);
    if (!writes && !/^\s*savepoint\b/iu.test(sql)) return;
    if (this.kind === 'read-only') {
      // A database in memory cannot be opened for reading: there the shell refuses what SQLite says to be no reading.
      if (!this.#handle.readonly && writes) throw refused(sql, 'SQLite says that it writes', this.kind);
      return;
    }
    this.#open();
    if (!writes) return;
    this.#state = 'written';
    this.writes++;
  }

  deny(call: string, reason: string): never {
    throw refused(call, reason, this.kind);
  }

  afterRun(changed: number): void {
    this.changed += changed;
  }

  async prepare(): Promise<void> {
    if (this.#closed) throw over();
    if (this.#state === 'gone') throw gone(this.kind, 'SQLite ended it');
    if (this.kind !== 'read-only') this.#open();
  }

  startLine(): void {}

  async endLine(): Promise<void> {
    this.turns.endLine();
    if (this.#state !== 'idle' && this.#state !== 'gone' && !this.#handle.inTransaction) this.#lose();
    // Nothing was written: nobody shall wait for the lock.
    const isIdle = this.#state === 'open' && this.turns.open.length === 0 && this.#savepoints.isEmpty;
    if (this.kind === 'sandbox' && isIdle) this.#end('ROLLBACK');
  }

  async commit(): Promise<void> {
    if (this.#state === 'gone') throw gone(this.kind, 'SQLite ended it');
    if (this.turns.open.length > 0) throw stillOpen();
    this.#end('COMMIT');
  }

  async rollback(): Promise<void> {
    this.#end('ROLLBACK');
  }

  async savepoint(name: string): Promise<void> {
    await this.prepare();
    this.#handle.exec(`SAVEPOINT ${name}`);
    this.#savepoints.set(name, this.changed);
  }

  async rollbackTo(name: string): Promise<void> {
    if (this.#state === 'gone') throw gone(this.kind, 'SQLite ended it');
    this.#savepoints.check(name);
    this.#handle.exec(`ROLLBACK TO SAVEPOINT ${name}`);
    this.changed = this.#savepoints.backTo(name);
  }

  async close(): Promise<void> {
    this.#closed = true;
    try {
      this.#end('ROLLBACK');
    } catch {
      // The connection is closed: so is what was open on it.
    }
    this.#driver.databaseConnection = this.#handle;
    this.#driver.queryRunner = undefined;
  }

  #open(): void {
    if (this.#state !== 'idle') return;
    // At once for writing: a transaction that has read cannot begin to write when somebody else has written meanwhile.
    this.#handle.exec('BEGIN IMMEDIATE');
    this.#state = 'open';
  }

  #lose(): void {
    this.#state = this.#state === 'written' || this.kind === 'transaction' ? 'gone' : 'idle';
    this.changed = 0;
    this.turns.endAll();
    this.#savepoints.clear();
  }

  #end(how: 'COMMIT' | 'ROLLBACK'): void {
    if (this.#handle.open && this.#handle.inTransaction) this.#handle.exec(how);
    this.turns.endAll();
    this.#savepoints.clear();
    this.#state = 'idle';
    this.changed = 0;
  }
}
