import { Readable } from 'node:stream';
import type { DataSource, QueryRunner } from 'typeorm';
import type { DatabaseType } from './sql-tokens';
import { beginImmediate } from './begin-immediate';
import { UserError } from '../user-error';
import { unheardRunner } from './unheard-runner';
import { effectOf, type StatementKind } from './statement';

/** One statement that went to the driver. */
export interface QueryRecord {
  /** Counts up from 1 in the order in which the statements ended. */
  readonly sequence: number;
  readonly dataSource: DataSource;
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** When it was handed to the driver, in milliseconds on the recorder's clock. */
  readonly startedAt: number;
  /** From handing it to the driver until the answer was there. */
  readonly milliseconds: number;
  /** Rows of the answer; `undefined` when it was no list of rows, or was streamed. */
  readonly rows: number | undefined;
  /** Rows that a write has changed, as far as the driver says. */
  readonly affected: number | undefined;
  /** What the driver, or TypeORM before it, threw. */
  readonly error: unknown;
  readonly kind: StatementKind;
  /** Tables written, by bare name in lower case; `undefined` when any table may have been. */
  readonly tables: readonly string[] | undefined;
}

/** All statements of a recorder together, those that are not kept any more too. */
export interface QueryTotals {
  readonly count: number;
  readonly milliseconds: number;
  /** Rows of answers. */
  readonly rows: number;
  /** Rows that writes have changed. */
  readonly affected: number;
}

/** A point in time to count from: see {@link QueryRecorder.mark}. */
export type QueryMark = number;

export interface RecorderOptions {
  /** How many records are kept. Counting goes on for all. */
  readonly capacity?: number;
  /** How many parameters the kept records may hold together. */
  readonly parameterCapacity?: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
  /** Called with each statement before it goes to the driver; one that it throws for does not go there. */
  readonly onStatement?: (sql: string, parameters: readonly unknown[], type: DatabaseType) => void;
  /** Whether every query runner is on a connection on which a transaction is open that may write. */
  readonly isHeld?: () => boolean;
  /** Called with the rows of each answer, of a stream row by row. */
  readonly onRows?: (rows: readonly unknown[], sql: string, type: DatabaseType) => void;
}

/** Calls what may write; what it answers are no rows that it has changed. */
const SELECT = /^\s*select\b/i;
/** Asks the driver; what it answers is what TypeORM's query runner answers. */
export type AskDriver = (sql: string, parameters?: readonly unknown[]) => Promise<unknown>;

/**
 * Asked before each statement goes to the driver.
 * @param ask goes to the same connection, past the recorder and the gate.
 * @returns what the statement waits for, `undefined` to let it go on at once. Of a promise that is rejected whoever sent the statement
 *   hears instead of an answer; it does not go to the driver then.
 */
export type Gate = (
  statement: { readonly sql: string; readonly parameters: readonly unknown[] | undefined },
  runner: QueryRunner,
  ask: AskDriver,
) => Promise<void> | undefined;

/** Who may stand between those who send statements and the driver, in the order in which they are asked. */
const GATES = ['dry run', 'every row'] as const;
export type GateName = (typeof GATES)[number];

const ROLLBACK = /^\s*(?:rollback|abort)\b/i;

type Query = QueryRunner['query'];
type Stream = QueryRunner['stream'];

/**
 * Records what really goes to the driver: every query runner that the data source hands out is listened to, TypeORM's own
 * transactions, cascades and migrations included. Only methods of instances are replaced, never of a class.
 */
export class QueryRecorder {
  readonly #createQueryRunner: DataSource['createQueryRunner'];
  readonly #listened = new WeakSet<QueryRunner>();
  readonly #capacity: number;
  readonly #parameterCapacity: number;
  readonly #now: () => number;
  readonly #onStatement: RecorderOptions['onStatement'];
  readonly #onRows: RecorderOptions['onRows'];
  /** As in the options. */
  readonly isHeld: () => boolean;
  /** Oldest first; what is before `#first` has been let go. */
  #records: QueryRecord[] = [];
  #first = 0;
  #parameters = 0;
  readonly #gates = new Map<GateName, Gate>();
  /** Stops listening to a runner. */
  readonly #undo = new WeakMap<QueryRunner, () => void>();
  readonly #askers = new WeakMap<QueryRunner, AskDriver>();
  #sequence = 0;
  #milliseconds = 0;
  #rows = 0;
  #affected = 0;
  #installed = true;
  #inTransaction: QueryRunner | undefined;
  readonly #lastWrites = new Map<string, number>();
  #lastWriteAnywhere = 0;
  #lastWrite = 0;

  constructor(
    readonly dataSource: DataSource,
    options: RecorderOptions = {},
  ) {
    this.#capacity = options.capacity ?? 10_000;
    this.#parameterCapacity = options.parameterCapacity ?? 1_000_000;
    this.#now = options.now ?? (() => performance.now());
    this.#onStatement = options.onStatement;
    this.#onRows = options.onRows;
    this.isHeld = options.isHeld ?? (() => false);
    this.#createQueryRunner = dataSource.createQueryRunner;
    dataSource.createQueryRunner = (...args) => {
      const runner = this.#createQueryRunner.apply(dataSource, args);
      // better-sqlite3 has one runner and hands it out again and again.
      if (this.#installed && !this.#listened.has(runner)) this.#listen(runner);
      return runner;
    };
  }

  /** Stops recording and gives the data source its own method back; runners that are in use pass on what they are asked. */
  uninstall(): void {
    this.#installed = false;
    this.dataSource.createQueryRunner = this.#createQueryRunner;
    // Nobody keeps the others: better-sqlite3's driver has one, and hands it out again and again.
    const { queryRunner } = this.dataSource.driver as { readonly queryRunner?: QueryRunner };
    if (queryRunner !== undefined) this.#undo.get(queryRunner)?.();
  }

  /** Puts something between those who send statements and the driver, in the place of what had that name; `undefined` takes it away. */
  setGate(name: GateName, gate: Gate | undefined): void {
    if (gate === undefined) this.#gates.delete(name);
    else this.#gates.set(name, gate);
  }

  /**
   * Asks for the shell itself, on one connection: nothing of it is recorded, and the project's logger does not hear of it.
   * @throws what the driver throws.
   */
  async aside<Answer>(work: (ask: AskDriver) => Promise<Answer>): Promise<Answer> {
    const runner = unheardRunner(this.dataSource);
    try {
      return await work((sql, parameters = []) => runner.query(sql, [...parameters]));
    } finally {
      await runner.release();
    }
  }

  /** A statement has gone to the driver past the query runners: what was read before it may not be true any more. */
  note(sql: string): void {
    this.#add(sql, undefined, this.#now(), undefined, undefined);
  }

  /**
   * A statement is about to go to the driver past the query runners, perhaps many of its kind.
   * @returns to be called with the rows that were changed, when all of them have.
   * @throws what who hears of statements throws: then it must not go there.
   */
  announce(sql: string): (changed: number) => void {
    this.#onStatement?.(sql, [], this.#type);
    const start = this.#now();
    return (changed) => this.#add(sql, undefined, start, { affectedRows: changed }, undefined);
  }

  /** Now, as a point to count from. */
  mark(): QueryMark {
    return this.#sequence;
  }

  /** From the first statement to the last. */
  get totals(): QueryTotals {
    return { count: this.#sequence, milliseconds: this.#milliseconds, rows: this.#rows, affected: this.#affected };
  }

  /** The records after `mark` that are still kept, oldest first. */
  since(mark: QueryMark): readonly QueryRecord[] {
    const newest = this.#records.length;
    return this.#records.slice(Math.max(this.#first, newest - (this.#sequence - mark)), newest);
  }

  /** The record of the statement that ended last. */
  get latest(): QueryRecord | undefined {
    return this.#records.at(-1);
  }

  /** The statement that an error was the answer to, as long as it is kept. */
  failed(error: unknown): string | undefined {
    return this.#records.findLast((record) => record.error === error && error !== undefined)?.sql;
  }

  /** How many statements ended after `mark`, whether they are still kept or not. */
  countSince(mark: QueryMark): number {
    return this.#sequence - mark;
  }

  /** Whether anything was written after `mark`, or rolled back. */
  wroteSince(mark: QueryMark): boolean {
    return this.#lastWrite > mark;
  }

  /** Tables written after `mark`; `undefined` when any table may have been. */
  tablesWrittenSince(mark: QueryMark): ReadonlySet<string> | undefined {
    if (this.#lastWriteAnywhere > mark) return undefined;
    const written = new Set<string>();
    for (const [table, sequence] of this.#lastWrites) if (sequence > mark) written.add(table);
    return written;
  }

  /** The query runner on which a transaction is open now, if there is one. */
  activeTransaction(): QueryRunner | undefined {
    const runner = this.#inTransaction;
    return runner !== undefined && !runner.isReleased && runner.isTransactionActive ? runner : undefined;
  }

  #askerOf(runner: QueryRunner): AskDriver {
    return this.#askers.get(runner) ?? ((sql, parameters = []) => runner.query(sql, [...parameters]));
  }

  /** Asks one gate after the other: what one refuses the next does not hear of. */
  #admitted(statement: Parameters<Gate>[0], runner: QueryRunner): Promise<void> | undefined {
    let waits: Promise<void> | undefined;
    for (const name of GATES) {
      const gate = this.#gates.get(name);
      if (gate === undefined) continue;
      const asked = (): Promise<void> | undefined => gate(statement, runner, this.#askerOf(runner));
      waits = waits === undefined ? asked() : waits.then(asked);
    }
    return waits;
  }

  #listen(runner: QueryRunner): void {
    this.#listened.add(runner);
    const { query: ownQuery, stream: ownStream } = runner;
    this.#undo.set(runner, () => Object.assign(runner, { query: ownQuery, stream: ownStream }));
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    this.#askers.set(runner, (sql, parameters = []) => query(sql, [...parameters]));
    runner.query = ((sql: string, parameters?: unknown[], ...rest: unknown[]): Promise<unknown> => {
      if (!this.#installed) return query(sql, parameters, ...rest);
      const waits = this.#admitted({ sql, parameters }, runner);
      const sent = (): Promise<unknown> =>
        beginImmediate(sql, runner, this.dataSource, (text) => send(text, parameters, rest)) ??
        send(sql, parameters, rest);
      return waits === undefined ? sent() : waits.then(sent);
      // The overloads of QueryRunner.query differ in what they answer only, and the answer is passed on as it is.
    }) as Query;
    const send = (sql: string, parameters: unknown[] | undefined, rest: readonly unknown[]): Promise<unknown> => {
      if (runner.isTransactionActive) this.#inTransaction = runner;
      try {
        this.#onStatement?.(sql, listOf(parameters), this.#type);
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Error(String(error)));
      }
      const start = this.#now();
      return query(sql, parameters, ...rest).then(
        (answer) => {
          this.#add(sql, parameters, start, answer, undefined);
          return answer;
        },
        (error: unknown) => {
          // What the shell itself has refused was not sent.
          if (!(error instanceof UserError)) this.#add(sql, parameters, start, undefined, error);
          throw error;
        },
      );
    };
    const stream = runner.stream.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.stream = (async (sql: string, parameters?: unknown[], ...rest: unknown[]): Promise<unknown> => {
      if (this.#installed) await this.#admitted({ sql, parameters }, runner);
      const start = this.#now();
      if (this.#installed) this.#onStatement?.(sql, listOf(parameters), this.#type);
      try {
        const opened = await stream(sql, parameters, ...rest);
        if (this.#installed) this.#hearRows(opened, sql);
        if (this.#installed) this.#add(sql, parameters, start, undefined, undefined);
        return opened;
      } catch (error) {
        if (this.#installed && !(error instanceof UserError)) this.#add(sql, parameters, start, undefined, error);
        throw error;
      }
    }) as Stream;
  }

  #add(sql: string, given: unknown, start: number, answer: unknown, error: unknown): void {
    const milliseconds = this.#now() - start;
    const sequence = ++this.#sequence;
    const { kind, tables } = effectOf(sql);
    const parameters = listOf(given);
    const { list, affected } = answerOf(answer, kind, SELECT.test(sql));
    if (list !== undefined) this.#onRows?.(list, sql, this.#type);
    const rows = list?.length;
    this.#records.push({
      sequence,
      dataSource: this.dataSource,
      sql,
      parameters,
      startedAt: start,
      milliseconds,
      rows,
      affected,
      error,
      kind,
      tables,
    });
    this.#parameters += parameters.length;
    this.#milliseconds += milliseconds;
    this.#rows += rows ?? 0;
    this.#affected += affected ?? 0;
    if (kind === 'write') this.#wrote(tables, sequence);
    // What was read since the transaction began may never have been true.
    else if (kind === 'transaction' && ROLLBACK.test(sql)) this.#wrote(undefined, sequence);
    this.#letGo();
  }

  get #type(): DatabaseType {
    return this.dataSource.options.type;
  }

  /** Each row that a stream gives is heard of before anybody reads it. */
  #hearRows(opened: unknown, sql: string): void {
    if (!(opened instanceof Readable)) return;
    const push = opened.push.bind(opened);
    opened.push = (row: unknown, ...rest) => {
      if (typeof row === 'object' && row !== null) this.#onRows?.([row], sql, this.#type);
      return push(row, ...rest);
    };
  }

  #wrote(tables: readonly string[] | undefined, sequence: number): void {
    this.#lastWrite = sequence;
    if (tables === undefined) this.#lastWriteAnywhere = sequence;
    else for (const table of tables) this.#lastWrites.set(table, sequence);
  }

  #letGo(): void {
    while (this.#records.length - this.#first > this.#capacity || this.#parameters > this.#parameterCapacity) {
      const oldest = this.#records[this.#first];
      if (oldest === undefined || this.#first === this.#records.length - 1) break;
      this.#parameters -= oldest.parameters.length;
      this.#first++;
    }
    // Records that were let go are dropped for good when they are half of the array: each is moved once.
    if (this.#first * 2 > this.#records.length) {
      this.#records = this.#records.slice(this.#first);
      this.#first = 0;
    }
  }
}

function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? (given as unknown[]) : given === undefined ? [] : [given];
}

interface Answer {
  readonly list: readonly unknown[] | undefined;
  readonly affected: number | undefined;
}

/**
 * TypeORM answers with the rows, or with a QueryResult that holds them and how many a write changed, or with what the driver says
 * about a write: MySQL's header, PostgreSQL's pair of rows and count.
 */
function answerOf(answer: unknown, kind: StatementKind, isSelect: boolean): Answer {
  const changes = (count: unknown): number | undefined =>
    kind === 'write' && !isSelect && typeof count === 'number' ? count : undefined;
  if (Array.isArray(answer)) {
    const [rows, count] = answer as unknown[];
    if (kind === 'write' && answer.length === 2 && Array.isArray(rows) && typeof count === 'number')
      return { list: rows, affected: count };
    // TypeORM passes on no count of an INSERT without RETURNING on PostgreSQL: then it is not known.
    if (kind === 'write' && answer.length === 0) return { list: undefined, affected: undefined };
    return { list: answer, affected: changes(answer.length) };
  }
  if (typeof answer !== 'object' || answer === null) return { list: undefined, affected: undefined };
  if ('affectedRows' in answer) return { list: undefined, affected: changes(answer.affectedRows) };
  const { records, affected } = answer as { readonly records?: unknown; readonly affected?: unknown };
  const list = Array.isArray(records) ? (records as unknown[]) : undefined;
  // Of an INSERT … RETURNING MariaDB gives the rows alone.
  return { list, affected: changes(affected ?? (list?.length || undefined)) };
}
