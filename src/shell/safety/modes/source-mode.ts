import type { DataSource, EntityManager } from 'typeorm';
import { ownMethodsOf, putBack, type OwnMethods } from '../../own-methods';
import { replicasOf, type Replicas } from '../../replicas/replicas';
import { UserError } from '../../user-error';
import { reconnect, setAccess, setFileAccess, setOtherAccess, type Access } from './access';
import type { Hold, HoldKind } from './hold';
import type { Mode } from './mode';
import { MYSQL_DIALECT } from './mysql-dialect';
import { POSTGRES_DIALECT } from './postgres-dialect';
import { familyOf, hasModes } from './refusals';
import { ServerHold } from './server-hold';
import { SqliteHold } from './sqlite-hold';

const modes = new WeakMap<DataSource, SourceMode>();

/** The mode of one data source, and the transaction that is held for it. */
export class SourceMode {
  readonly dataSource: DataSource;
  /** Its servers, where it has several. */
  readonly replicas: Replicas | undefined;
  readonly #createQueryRunner: DataSource['driver']['createQueryRunner'];
  /** Its methods before and after some were replaced. */
  readonly #methods: readonly [before: OwnMethods, after: OwnMethods];
  readonly #options: Record<string, unknown>;
  /** What it is called where it is production; `undefined` where it is not. */
  production: string | undefined;
  #mode: Mode = 'writable';
  #hold: Hold | undefined;
  #onDropped: (sql: string) => void = () => {};

  /** The one of a data source, initialised or not: there is one as long as nobody has left it. */
  static of(dataSource: DataSource): SourceMode {
    const known = modes.get(dataSource);
    if (known !== undefined) return known;
    const made = new SourceMode(dataSource);
    modes.set(dataSource, made);
    return made;
  }

  private constructor(dataSource: DataSource) {
    const { driver, manager } = dataSource;
    const before = ownMethodsOf(dataSource);
    this.dataSource = dataSource;
    this.replicas = replicasOf(dataSource);
    this.#options = { ...dataSource.options };
    this.#createQueryRunner = driver.createQueryRunner;
    driver.createQueryRunner = (mode) => {
      this.begin();
      return this.#hold?.createQueryRunner(mode) ?? this.#createQueryRunner.call(driver, mode);
    };
    this.#accompany(manager);
    const makeManager = dataSource.createEntityManager.bind(dataSource);
    // A transaction in a transaction is one of its manager's.
    dataSource.createEntityManager = (...args) => this.#accompany(makeManager(...args));
    this.#standBeforeCache();
    const destroy = dataSource.destroy.bind(dataSource);
    dataSource.destroy = async () => {
      // A pool waits for the connection that is held.
      await this.#drop();
      await destroy();
    };
    this.#methods = [before, ownMethodsOf(dataSource)];
  }

  get mode(): Mode {
    return this.#mode;
  }

  /** What is held: in read-only mode and in the sandbox always, in writable mode a transaction that the person has begun. */
  get hold(): Hold | undefined {
    return this.#hold;
  }

  /** @param onDropped hears of a statement that has dropped what was written. */
  listen(onDropped: (sql: string) => void): void {
    this.#onDropped = onDropped;
  }

  /** Says how the data source connects; before it has. @throws UserError where there is no such mode. */
  prepare(mode: Mode): void {
    this.#assertThere(mode);
    this.#mode = mode;
    if (this.#opens(mode) === 'reads') this.#setAccess('reads');
  }

  /** The data source has connected as `prepare` said. */
  begin(): void {
    if (this.#mode === 'writable' || this.#hold !== undefined) return;
    this.#hold = this.#make(this.#mode);
    // A server's sessions do so by themselves: only the one that is held writes.
    if (this.#mode === 'sandbox' && this.#isFile) setOtherAccess(this.dataSource, 'reads', this.#options);
  }

  /** Changes to another mode. What the sandbox or a transaction held is rolled back. @throws UserError where there is no such mode, and what connecting throws. */
  async enter(mode: Mode): Promise<void> {
    this.#assertThere(mode);
    await this.#drop();
    const before = this.#mode;
    this.#mode = mode;
    if (this.#opens(before) !== this.#opens(mode)) {
      this.#setAccess(this.#opens(mode));
      try {
        await reconnect(this.dataSource);
      } catch (error) {
        this.#mode = before;
        this.#setAccess(this.#opens(before));
        throw error;
      }
    }
    this.begin();
  }

  /** Begins a transaction of the person's. @throws UserError when one is open. */
  async beginTransaction(): Promise<void> {
    if (this.#hold !== undefined)
      throw new UserError(
        this.#mode === 'writable'
          ? 'A transaction is open already.'
          : `In ${this.#mode} mode a transaction is open already.`,
        '.commit keeps what it did, .rollback drops it.',
      );
    this.#assertThere('transaction');
    const hold = this.#make('transaction');
    try {
      await hold.prepare();
    } catch (error) {
      await hold.close();
      throw error;
    }
    this.#hold = hold;
  }

  /** Keeps what the sandbox or the transaction did. */
  async commit(): Promise<void> {
    const hold = this.#held();
    try {
      await hold.commit();
    } catch (error) {
      if (hold.state === 'idle') {
        await this.#endTransaction();
        this.#onDropped('ROLLBACK');
      }
      throw error;
    }
    await this.#endTransaction();
  }

  async rollback(): Promise<void> {
    const hold = this.#held();
    const dropped = hold.state === 'written' || hold.state === 'gone';
    await hold.rollback();
    await this.#endTransaction();
    if (dropped) this.#onDropped('ROLLBACK');
  }

  async rollbackTo(savepoint: string): Promise<void> {
    await this.#held().rollbackTo(savepoint);
    this.#onDropped(`ROLLBACK TO SAVEPOINT ${savepoint}`);
  }

  /** Rolls back what is held, and gives the data source back as it was, for who goes on with it. */
  async leave(): Promise<void> {
    await this.#drop();
    modes.delete(this.dataSource);
    putBack(...this.#methods);
    this.replicas?.leave();
    if (this.#opens(this.#mode) === 'as it is') return;
    this.#setAccess('as it is');
    if (this.dataSource.isInitialized) await reconnect(this.dataSource);
  }

  async #drop(): Promise<void> {
    const hold = this.#hold;
    this.#hold = undefined;
    const dropped = hold?.state === 'written' || hold?.state === 'gone';
    await hold?.close();
    if (hold?.kind === 'sandbox' && this.#isFile) setOtherAccess(this.dataSource, 'as it is', this.#options);
    if (dropped) this.#onDropped('ROLLBACK');
  }

  /**
   * While something is held, finds with `cache` are answered by the database: where only reads are allowed the cache cannot be filled, and
   * what a transaction has written, and nobody may ever see, must not come to others by way of it.
   */
  #standBeforeCache(): void {
    const cache = this.dataSource.queryResultCache;
    if (cache === undefined) return;
    const { getFromCache, storeInCache } = cache;
    Object.assign(cache, {
      getFromCache: async (...args: Parameters<typeof getFromCache>) =>
        this.#hold === undefined ? getFromCache.apply(cache, args) : undefined,
      storeInCache: async (...args: Parameters<typeof storeInCache>) => {
        if (this.#hold === undefined) await storeInCache.apply(cache, args);
      },
    });
  }

  /** Has a manager's transactions know what is started in them. */
  #accompany(manager: EntityManager): EntityManager {
    const begin = manager.transaction.bind(manager) as (...args: unknown[]) => Promise<unknown>;
    const transaction = (...args: unknown[]): Promise<unknown> => begin(...args.map((each) => this.#inside(each)));
    return Object.assign(manager, { transaction });
  }

  /** The callback of a transaction, so that what it starts is known to belong to that. */
  #inside(callback: unknown): unknown {
    if (typeof callback !== 'function') return callback;
    const run = callback as (manager: EntityManager) => unknown;
    return (manager: EntityManager): unknown => {
      const { queryRunner } = manager;
      return this.#hold === undefined || queryRunner === undefined
        ? run(manager)
        : this.#hold.turns.inside(queryRunner, () => run(manager));
    };
  }

  #held(): Hold {
    if (this.#hold === undefined || this.#hold.kind === 'read-only')
      throw new UserError('No transaction is open.', '.begin opens one.');
    return this.#hold;
  }

  async #endTransaction(): Promise<void> {
    if (this.#hold?.kind !== 'transaction') return;
    const hold = this.#hold;
    this.#hold = undefined;
    await hold.close();
  }

  /** @throws UserError where the database is of a kind that the modes are not made for. */
  #assertThere(mode: Mode | 'transaction'): void {
    if (mode === 'writable' || hasModes(this.dataSource.options.type)) return;
    const what = mode === 'transaction' ? '.begin' : `${mode} mode`;
    throw new UserError(
      `There is no ${what} for ${this.dataSource.options.type}.`,
      'They are made for better-sqlite3, PostgreSQL, MariaDB and MySQL; a database user who may only read does it everywhere.',
    );
  }

  #make(kind: HoldKind): Hold {
    const { type } = this.dataSource.options;
    const options = { driver: this.dataSource.driver, type, kind, createQueryRunner: this.#createQueryRunner };
    if (familyOf(type) === 'sqlite') return new SqliteHold(options);
    return new ServerHold(options, familyOf(type) === 'postgres' ? POSTGRES_DIALECT : MYSQL_DIALECT);
  }

  /** How its connections are opened; a change takes new ones. */
  #opens(mode: Mode): Access {
    const reads =
      familyOf(this.dataSource.options.type) === 'sqlite' ? mode === 'read-only' && this.#isFile : mode !== 'writable';
    return reads ? 'reads' : 'as it is';
  }

  /** Whether it is a file of SQLite's. */
  get #isFile(): boolean {
    return (
      familyOf(this.dataSource.options.type) === 'sqlite' && ![':memory:', ''].includes(String(this.#options.database))
    );
  }

  #setAccess(access: Access): void {
    if (this.#isFile) setFileAccess(this.dataSource, access, this.#options);
    else setAccess(this.dataSource, access, this.#options);
  }
}
