import type { QueryRunner } from 'typeorm';
import { UserError } from '../../user-error';
import { firstWordOf } from '../first-word';
import type { AskDriver, QueryRecorder } from '../recorder';
import { effectOf } from '../statement';
import { currentDryRun } from './current-run';
import { readOnlyMode, type DriverError, type Restore } from './read-only';

/** A statement that was sent, or would have been. */
export interface Sent {
  readonly recorder: QueryRecorder;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What asks and changes nothing, by its first word. PRAGMA and SET can change what later statements mean. */
const ASKS = new Set(['select', 'values', 'table', 'with', 'show', 'describe', 'desc', 'explain', 'help']);
const ASKING_PRAGMA =
  /^\s*pragma\s+(?:\w+\.)?(?:table_x?info|table_list|index_list|index_x?info|foreign_key_list|database_list|compile_options)\b[^=]*$/iu;
const BEGINS = /^\s*(?:begin|start\s+transaction)\b/iu;
const ENDS = /^\s*(?:commit|end|abort|rollback)\b(?!\s+(?:transaction\s+|work\s+)?to\b)/iu;
const ROLLS_BACK = /^\s*(?:rollback|abort)\b/iu;
const MAY_WRITE_AGAIN = /\bread\s+write\b/iu;

/** A connection that was made to refuse writes. */
interface Guarded {
  readonly restore: Restore;
  restored: boolean;
}

/**
 * Runs code that may read and not write. A statement that writes is refused before it goes to the driver, and so is everything that
 * comes after it. What a text does not tell, a function that writes, is refused by the database: its connections are read-only as long as
 * this lasts. What the code has started and not waited for stays refused when it is over.
 */
export class DryRun {
  readonly #recorders: readonly QueryRecorder[];
  readonly #sent: Sent[] = [];
  readonly #guarded = new Map<QueryRunner, Promise<Guarded>>();
  /** Runners whose transaction was begun in this run. */
  readonly #begun = new Set<QueryRunner>();
  #refused: Sent | undefined;
  #over = false;

  constructor(recorders: readonly QueryRecorder[]) {
    this.#recorders = recorders;
  }

  /** The statements that read, in the order in which they were sent. */
  get sent(): readonly Sent[] {
    return this.#sent;
  }

  /** The first statement that would have written. */
  get refused(): Sent | undefined {
    return this.#refused;
  }

  /** @throws what `work` throws. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    for (const recorder of this.#recorders) {
      recorder.setGate('dry run', (statement, runner, ask) =>
        currentDryRun
          .getStore()
          ?.admit({ recorder, ...statement, parameters: statement.parameters ?? [] }, runner, ask),
      );
    }
    try {
      return await currentDryRun.run(this, work);
    } finally {
      this.#over = true;
      await this.#restoreAll();
    }
  }

  /** An error that the code ended with: a statement that has failed is none that was read, and the database may have refused to write. */
  notice(error: unknown): void {
    const { driverError, query } = (error ?? {}) as { readonly driverError?: DriverError; readonly query?: string };
    const last = this.#sent.at(-1);
    if (driverError === undefined || last === undefined || last.sql !== query) return;
    this.#sent.pop();
    if (readOnlyMode(last.recorder.dataSource.options.type)?.refused(driverError) === true) this.#refused ??= last;
  }

  /** @throws UserError for a statement that must not go to the driver. */
  async admit(statement: Sent, runner: QueryRunner, ask: AskDriver): Promise<void> {
    const { sql } = statement;
    const { kind } = effectOf(sql);
    if (kind === 'transaction') return this.#admitTransaction(sql, runner, ask, statement);
    if (this.#over)
      throw new UserError('This was begun by .explain, which is over: it asks the database nothing more.');
    if (this.#refused !== undefined) throw refusal(this.#refused.sql);
    if (kind === 'write' || !(ASKS.has(firstWordOf(sql)) || ASKING_PRAGMA.test(sql))) {
      this.#refused = statement;
      throw refusal(sql);
    }
    await this.#guard(statement.recorder, runner, ask, runner.isTransactionActive || statement.recorder.isHeld());
    this.#sent.push(statement);
  }

  async #admitTransaction(sql: string, runner: QueryRunner, ask: AskDriver, statement: Sent): Promise<void> {
    const ownEnds = ENDS.test(sql) && !this.#begun.has(runner);
    if (ownEnds || MAY_WRITE_AGAIN.test(sql) || (this.#over && !ROLLS_BACK.test(sql))) {
      this.#refused ??= statement;
      throw refusal(sql);
    }
    if (BEGINS.test(sql)) {
      // TypeORM calls a transaction active before it has begun it.
      await this.#guard(statement.recorder, runner, ask, statement.recorder.isHeld());
      this.#begun.add(runner);
    } else if (ENDS.test(sql)) this.#begun.delete(runner);
  }

  /** From the first statement on a connection on, until it goes back to its pool or this is over. */
  async #guard(recorder: QueryRecorder, runner: QueryRunner, ask: AskDriver, inTransaction: boolean): Promise<void> {
    const guarded = this.#guarded.get(runner);
    if (guarded !== undefined) return void (await guarded);
    const mode = readOnlyMode(recorder.dataSource.options.type);
    if (mode === undefined) return;
    const made = mode.begin(ask, inTransaction).then((restore) => ({ restore, restored: false }));
    this.#guarded.set(runner, made);
    const release = runner.release.bind(runner);
    if (!isShared(recorder))
      runner.release = async () => {
        await this.#restore(runner);
        await release();
      };
    await made;
  }

  async #restore(runner: QueryRunner): Promise<void> {
    const guarded = await this.#guarded.get(runner)?.catch(() => undefined);
    this.#guarded.delete(runner);
    if (guarded === undefined || guarded.restored) return;
    guarded.restored = true;
    await guarded.restore();
  }

  async #restoreAll(): Promise<void> {
    // What the code has begun and left open is nobody's.
    for (const runner of this.#begun)
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
    await Promise.all([...this.#guarded.keys()].map((runner) => this.#restore(runner)));
  }
}

/** SQLite has one connection, which is everybody's and never released. */
function isShared({ dataSource }: QueryRecorder): boolean {
  return /sqlite|sqljs/u.test(dataSource.options.type);
}

function refusal(sql: string): UserError {
  const words = sql.trim().split(/\s+/u).slice(0, 3).join(' ');
  return new UserError(`.explain runs nothing that writes, and this would: ${words} …`);
}
