import type { QueryRunner } from 'typeorm';
import { effectOf } from '../../queries/statement';
import { UserError } from '../../user-error';
import { heldRunner, type Holder } from './held-runner';
import type { Hold, HoldOptions, HoldState } from './hold';
import { commitLost, failedCommit, gone, over, refused, rolledBackInstead, stillOpen } from './hold-errors';
import { refusals, type Refusal } from './refusals';
import { Savepoints } from './savepoints';
import { Turns } from './turns';

/** What a server says of the transaction on a connection. */
export type Standing = 'none' | 'open' | 'failed';

/** A connection to a server, out of its pool. */
export interface Wire {
  /** Sends one statement. @returns the driver's own answer. @throws the driver's own error. */
  send(sql: string, parameters?: readonly unknown[]): Promise<unknown>;
  /** As the server said with its last answer; `undefined` where it has not said. */
  readonly standing: Standing | undefined;
  /** Whether what was sent last has ended a transaction, also if it has begun the next one. */
  readonly endedOne: boolean;
  /** Whether the connection is lost. */
  readonly lost: boolean;
  /** Gives it back to its pool. */
  release(): void;
}

/** How a kind of server is spoken to. */
export interface ServerDialect {
  /** @param reads whether one that only reads will do: a replica's, where there are some. */
  take(driver: HoldOptions['driver'], reads: boolean): Promise<Wire>;
  /** What begins a transaction; one that only reads cannot be turned into one that writes afterwards. */
  begin(access: 'READ ONLY' | 'READ WRITE'): readonly string[];
  /** Makes a session that may have been set to write again one that only reads unless it is told otherwise. */
  readonly restore: readonly string[];
  /** What is sent in the place of a statement where nothing is ever kept: it does the same, and what is not the engine's to refuse is undone. */
  undone(sql: string): string;
  /** What TypeORM's query runner takes for its connection. */
  connection(send: (sql: string, parameters?: readonly unknown[]) => Promise<unknown>): object;
  /** Whether a statement that fails takes the whole transaction with it, unless a savepoint was there. */
  readonly failsWhole: boolean;
  /** Whether the error of a statement says that the whole transaction is gone. */
  endsTransaction(error: unknown): boolean;
  /** Asks whether anything was written; `undefined` where the server does not tell. */
  readonly wrote: string | undefined;
  /** Finds out what a transaction would not take back; absent where it takes back all. */
  readonly untransacted?: (ask: (sql: string) => Promise<unknown>) => Promise<Refusal>;
  /** Rows that an answer says to have been changed. */
  changed(answer: unknown, isWrite: boolean): number;
}

const SETS_NOTHING = /^\s*(?:select|insert|update|delete|with|savepoint|release)\b/iu;
/** How many connections out of the pool may be dead ones. */
const MOST_TRIES = 10;
const GUARD = 'typeorm_shell_guard';

/** A transaction on one connection of a server's. */
export class ServerHold implements Hold, Holder {
  readonly kind: HoldOptions['kind'];
  readonly turns = new Turns();
  changed = 0;
  writes = 0;
  lastUsed = Date.now();
  /** Rows that had been changed at a savepoint. */
  readonly #savepoints = new Savepoints();
  readonly #options: HoldOptions;
  readonly #dialect: ServerDialect;
  readonly #refusal: Refusal;
  #untransacted: Refusal | undefined;
  #wire: Wire | undefined;
  #state: HoldState = 'idle';
  #why = '';
  #inLine = false;
  /** Whether settings of the session may not be what they were. */
  #mayHaveSet = false;
  #closed = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: HoldOptions, dialect: ServerDialect) {
    this.#options = options;
    this.kind = options.kind;
    this.#dialect = dialect;
    this.#refusal = refusals(options.kind, options.type);
  }

  get state(): HoldState {
    return this.#state;
  }

  createQueryRunner(mode: 'master' | 'slave'): QueryRunner {
    const { createQueryRunner, driver } = this.#options;
    const runner = createQueryRunner.call(driver, mode);
    const connection = this.#dialect.connection((sql, parameters) => this.#statement(sql, parameters));
    return heldRunner(Object.assign(runner, { databaseConnection: connection }), this);
  }

  refuse(sql: string): void {
    const reason = this.#refusal(sql);
    if (reason !== undefined) throw refused(sql, reason, this.kind);
  }

  async prepare(): Promise<void> {
    await this.#serially(() => this.#open());
  }

  startLine(): void {
    this.#inLine = true;
  }

  async endLine(): Promise<void> {
    this.#inLine = false;
    this.turns.endLine();
    await this.#serially(() => this.#letGo());
  }

  async commit(): Promise<void> {
    await this.#serially(async () => {
      this.#checkEnd();
      await this.#end('COMMIT');
    });
  }

  async rollback(): Promise<void> {
    await this.#serially(() => this.#end('ROLLBACK'));
  }

  async savepoint(name: string): Promise<void> {
    await this.#serially(async () => {
      await this.#open();
      await this.#send(`SAVEPOINT ${name}`);
      this.#savepoints.set(name, this.changed);
    });
  }

  async rollbackTo(name: string): Promise<void> {
    if (this.#state === 'gone') throw gone(this.kind, this.#why);
    this.#savepoints.check(name);
    await this.#serially(() => this.#send(`ROLLBACK TO SAVEPOINT ${name}`));
    this.changed = this.#savepoints.backTo(name);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#serially(() => this.#end('ROLLBACK')).catch(() => {});
  }

  /** One after the other: a connection takes one statement at a time. */
  #serially<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => {});
    return done;
  }

  #statement(sql: string, parameters: readonly unknown[] | undefined): Promise<unknown> {
    return this.#serially(async () => {
      // What is looked at is what is sent.
      if (typeof sql !== 'string') throw new UserError('A statement is a text.');
      this.refuse(sql);
      await this.#open();
      await this.#refuseUntransacted(sql);
      try {
        return await this.#guarded(sql, parameters);
      } finally {
        // What a timer or an event of the project's has sent is in no line that would end it.
        if (!this.#inLine) setImmediate(() => void this.#serially(() => this.#letGo()).catch(() => {}));
      }
    });
  }

  /** @throws UserError for what the sandbox could not roll back, because of where it writes to. */
  async #refuseUntransacted(sql: string): Promise<void> {
    if (this.kind !== 'sandbox') return;
    this.#untransacted ??= (await this.#dialect.untransacted?.((asked) => this.#send(asked))) ?? (() => undefined);
    const reason = this.#untransacted(sql);
    if (reason !== undefined) throw refused(sql, reason, this.kind);
  }

  async #guarded(sql: string, parameters: readonly unknown[] | undefined): Promise<unknown> {
    const { kind } = effectOf(sql);
    const guards =
      this.#dialect.failsWhole && this.kind !== 'read-only' && this.turns.open.length === 0 && kind !== 'transaction';
    this.#mayHaveSet ||= !SETS_NOTHING.test(sql) || /set_config/iu.test(sql);
    if (guards) await this.#send(`SAVEPOINT ${GUARD}`);
    let answer: unknown;
    try {
      answer = await this.#send(this.kind === 'read-only' ? this.#dialect.undone(sql) : sql, parameters);
    } catch (error) {
      if (guards && !this.#isGone(error)) await this.#send(`ROLLBACK TO SAVEPOINT ${GUARD}`);
      else if (this.kind === 'read-only' && this.turns.open.length === 0) await this.#end('ROLLBACK');
      throw error;
    }
    if (guards) await this.#send(`RELEASE SAVEPOINT ${GUARD}`);
    this.changed += this.#dialect.changed(answer, kind === 'write');
    if (kind === 'write') this.#noteWrite();
    await this.#check();
    return answer;
  }

  async #send(sql: string, parameters?: readonly unknown[]): Promise<unknown> {
    const wire = this.#wire;
    if (wire === undefined) throw new Error('there is no connection');
    this.lastUsed = Date.now();
    try {
      return await wire.send(sql, parameters);
    } catch (error) {
      if (this.#isGone(error)) this.#lose(error);
      throw error;
    }
  }

  #noteWrite(): void {
    this.writes++;
    if (this.#state === 'open') this.#state = 'written';
  }

  #isGone(error: unknown): boolean {
    return this.#state === 'gone' || this.#wire?.lost !== false || this.#dialect.endsTransaction(error);
  }

  /** The database has ended the transaction. What only read, or began a moment ago, is no loss. */
  #lose(error: unknown): void {
    const { kind } = this;
    const had = this.#state === 'written' || (kind === 'transaction' && this.#state !== 'idle');
    this.#why = error instanceof Error ? error.message : String(error);
    this.#wire?.release();
    this.#wire = undefined;
    this.#state = had ? 'gone' : 'idle';
    this.changed = 0;
    this.turns.endAll();
    this.#savepoints.clear();
  }

  /** A statement that nobody could foresee has ended the transaction. */
  async #check(): Promise<void> {
    const wire = this.#wire;
    if (wire === undefined || (wire.standing !== 'none' && !wire.endedOne)) return;
    // What only reads is begun again.
    if (this.kind === 'read-only') return this.#end('ROLLBACK');
    this.#lose(new Error('a statement ended it'));
    throw new UserError('That statement has ended the transaction that the shell held.');
  }

  async #open(): Promise<void> {
    if (this.#closed) throw over();
    if (this.#state === 'gone') throw gone(this.kind, this.#why);
    // A connection that was lost between two lines had nothing on it.
    this.#notice();
    if ((this.#state as HoldState) === 'gone') throw gone(this.kind, this.#why);
    if (this.#state !== 'idle') return;
    for (let tries = 0; this.#state === 'idle'; tries++) {
      this.#wire ??= await this.#dialect.take(this.#options.driver, this.kind === 'read-only');
      try {
        for (const sql of this.#dialect.begin(this.kind === 'read-only' ? 'READ ONLY' : 'READ WRITE'))
          await this.#send(sql);
        this.#state = 'open';
      } catch (error) {
        // A pool does not know at once that the server has ended a connection of its.
        if (this.#wire !== undefined || tries === MOST_TRIES) throw error;
      }
    }
  }

  /** Ends a transaction in which nothing was written, so that nobody waits for it and the next line sees what is true then. */
  async #letGo(): Promise<void> {
    if (this.kind === 'transaction' || this.#state !== 'open' || this.#inLine) return;
    if (this.turns.open.length > 0 || !this.#savepoints.isEmpty) return;
    const wire = this.#wire;
    try {
      if (this.kind === 'sandbox' && this.#dialect.wrote !== undefined && (await this.#asksYes(this.#dialect.wrote)))
        this.#noteWrite();
      else await this.#end('ROLLBACK');
    } catch (error) {
      // A connection that was lost now had only been read on, and the line has had its answers.
      if (this.kind !== 'read-only' || wire?.lost !== true) throw error;
    }
  }

  async #asksYes(sql: string): Promise<boolean> {
    const answer = (await this.#send(sql)) as { readonly rows: readonly { readonly wrote: boolean }[] };
    return answer.rows[0]?.wrote === true;
  }

  /** A connection may be lost while nobody asks anything. */
  #notice(): void {
    if (this.#wire?.lost) this.#lose(new Error('the connection was lost'));
  }

  #checkEnd(): void {
    this.#notice();
    if (this.#state === 'gone') throw gone(this.kind, this.#why);
    if (this.turns.open.length > 0) throw stillOpen();
  }

  async #end(how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const wire = this.#wire;
    this.turns.endAll();
    this.#savepoints.clear();
    try {
      if (wire === undefined || wire.lost || this.#state === 'gone') return;
      await (how === 'COMMIT' ? this.#commit() : this.#send(how));
      if (this.#mayHaveSet && this.kind !== 'transaction')
        for (const sql of this.#dialect.restore) await this.#send(sql);
    } finally {
      // One that was lost meanwhile has been released.
      this.#wire?.release();
      this.#wire = undefined;
      this.#state = 'idle';
      this.changed = 0;
      this.#mayHaveSet = false;
    }
  }

  async #commit(): Promise<void> {
    const wire = this.#wire;
    const answer = await this.#send('COMMIT').catch((error: unknown) => {
      // A deferred check that fails, or a deadlock, says so on a connection that is whole.
      throw wire?.lost ? commitLost() : failedCommit(error);
    });
    if ((answer as { readonly command?: unknown } | undefined)?.command === 'ROLLBACK') throw rolledBackInstead();
  }
}
