import { Readable } from 'node:stream';
import type { QueryRunner } from 'typeorm';
import type { Turns } from './turns';

/** What a query runner on a held connection asks of who holds it. */
export interface Holder {
  readonly turns: Turns;
  /** Rows that have been changed so far. */
  changed: number;
  /** @throws UserError for a statement that must not be sent. */
  refuse(sql: string): void;
  /** Something begins that may write: the transaction of the mode has to be open. */
  prepare(): Promise<void>;
}

interface WithBroadcaster {
  readonly broadcaster?: { broadcast(event: string): Promise<void> };
}

type Query = (...args: unknown[]) => Promise<unknown>;

/**
 * Makes a query runner of TypeORM's one of several on a connection with an open transaction: what it calls a transaction is a savepoint,
 * and it waits for its turn. Nothing that it does ends the transaction or gives the connection away.
 * @returns the runner itself.
 */
export function heldRunner(runner: QueryRunner, holder: Holder): QueryRunner {
  const { turns } = holder;
  const ask = runner.query.bind(runner) as Query;
  const query: Query = async (sql, ...rest) => {
    holder.refuse(String(sql));
    return turns.take(runner, () => ask(sql, ...rest));
  };
  const noteActive = (): void => {
    const isTransactionActive = turns.open.some((each) => each.runner === runner);
    Object.assign(runner, { isTransactionActive });
  };
  const own = (sql: string): Promise<unknown> => (runner.query as Query)(sql);
  const broadcast = (event: string): Promise<void> | undefined =>
    (runner as QueryRunner & WithBroadcaster).broadcaster?.broadcast(event);
  const end = async (how: 'Commit' | 'Rollback', sql: (savepoint: string) => readonly string[]): Promise<void> => {
    const nested = await turns.innermostOf(runner);
    if (nested === undefined)
      throw new Error(`Transaction is not started yet, start transaction before ${how.toLowerCase()}ing it.`);
    await broadcast(`BeforeTransaction${how}`);
    try {
      for (const each of sql(nested.savepoint)) await own(each);
    } finally {
      if (how === 'Rollback') holder.changed = nested.changedBefore;
      turns.end(nested);
      noteActive();
    }
    await broadcast(`AfterTransaction${how}`);
  };
  return Object.assign(runner, {
    query,
    // One connection has one cursor at a time, and whoever reads a stream may ask for more meanwhile: the rows are read first.
    stream: async (sql: string, parameters?: unknown[], onEnd?: () => void, onError?: (error: Error) => void) => {
      const rows = Readable.from((await query(sql, parameters)) as unknown[]);
      if (onEnd) rows.on('end', onEnd);
      if (onError) rows.on('error', onError);
      return rows;
    },
    startTransaction: async () => {
      const nested = await turns.begin(runner, () => holder.changed);
      noteActive();
      try {
        await broadcast('BeforeTransactionStart');
        await holder.prepare();
        await own(`SAVEPOINT ${nested.savepoint}`);
      } catch (error) {
        turns.end(nested);
        noteActive();
        throw error;
      }
      await broadcast('AfterTransactionStart');
    },
    commitTransaction: () => end('Commit', (savepoint) => [`RELEASE SAVEPOINT ${savepoint}`]),
    rollbackTransaction: () =>
      end('Rollback', (savepoint) => [`ROLLBACK TO SAVEPOINT ${savepoint}`, `RELEASE SAVEPOINT ${savepoint}`]),
  });
}
