import type { DataSource, QueryRunner } from 'typeorm';
import type { DatabaseType } from '../../queries/sql-tokens';
import { withoutTransactions } from './postgres-statements';
import { isWorthTelling } from './worth-telling';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export interface RecordingOptions {
  /** Hears of each statement that does something, before it is sent. */
  readonly heard: (statement: Statement) => void;
  /** Answers in the place of the database; `undefined` for what is to be sent. */
  readonly answer: (sql: string) => unknown;
}

type Query = (this: QueryRunner, ...args: unknown[]) => Promise<unknown>;

/**
 * A query runner for migrations whose statements are written down. It stands before one of TypeORM's, connected, which stays as it is; what
 * the two think of transactions is apart.
 */
export function recordingRunner(dataSource: DataSource, runner: QueryRunner, options: RecordingOptions): QueryRunner {
  const send = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  const query: Query = async (sql, parameters, ...rest) => {
    const text = String(sql);
    if (isWorthTelling(text)) options.heard({ sql: text, parameters: listOf(parameters) });
    const answer = options.answer(text);
    return answer === undefined ? send(triable(text, dataSource.options.type), parameters, ...rest) : answer;
  };
  const lent = Object.create(runner, {
    query: { value: query, configurable: true, writable: true },
    release: { value: async () => {} },
    isTransactionActive: { value: false, writable: true },
    transactionDepth: { value: 0, writable: true },
    loadedTables: { value: [], writable: true },
    loadedViews: { value: [], writable: true },
    manager: { writable: true, value: undefined },
    broadcaster: { writable: true, value: undefined },
  }) as QueryRunner;
  const { broadcaster } = runner as unknown as { readonly broadcaster: object };
  const Broadcaster = broadcaster.constructor as new (runner: QueryRunner) => object;
  // What entities and subscribers of a migration's writes send goes the same way.
  return Object.assign(lent, { manager: dataSource.createEntityManager(lent), broadcaster: new Broadcaster(lent) });
}

/**
 * While something is done, whoever asks the data source for a query runner is given this one: a migration may ask the data source and not the runner
 * that it was given.
 */
export async function lending<Result>(
  dataSource: DataSource,
  runner: QueryRunner,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = Object.getOwnPropertyDescriptor(dataSource, 'createQueryRunner');
  Object.defineProperty(dataSource, 'createQueryRunner', { value: () => runner, configurable: true, writable: true });
  try {
    return await work();
  } finally {
    if (before === undefined) Reflect.deleteProperty(dataSource, 'createQueryRunner');
    else Object.defineProperty(dataSource, 'createQueryRunner', before);
  }
}

/** What PostgreSQL makes, or drops, while others go on, which it does outside of transactions alone. */
const CONCURRENT_INDEX = /^(?<what>\s*(?:create\s+(?:unique\s+)?|drop\s+|re)index\b.*?)\bconcurrently\b/isu;
const OUTSIDE_POSTGRES =
  /^\s*(?:vacuum\b|(?:create|drop)\s+(?:database|tablespace)\b|alter\s+system\b|alter\s+table\b.*\bdetach\s+partition\b.*\bconcurrently\b)/isu;
const OUTSIDE_SQLITE = /^\s*(?:vacuum|attach|detach)\b/iu;

/** A statement that does the same in a transaction. */
function triable(sql: string, type: DatabaseType): string {
  return type === 'postgres' ? (withoutTransactions(sql) ?? '').replace(CONCURRENT_INDEX, '$<what>') : sql;
}

/** Whether a database takes a statement outside of transactions alone, and nothing stands for it. */
export function wantsNoTransaction(sql: string, type: DatabaseType): boolean {
  return (type === 'postgres' ? OUTSIDE_POSTGRES : OUTSIDE_SQLITE).test(sql);
}

function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? (given as unknown[]) : given === undefined ? [] : [given];
}
