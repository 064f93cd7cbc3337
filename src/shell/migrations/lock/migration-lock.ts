import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { InterruptedError } from '../../evaluator/evaluator';
import { UserError } from '../../user-error';
import { mysqlLock } from './mysql-lock';
import { postgresLock } from './postgres-lock';
import { sqliteLock } from './sqlite-lock';

/** A lock that one process at a time can have on a database; who ends, however, has it no more. */
export interface LockKind {
  /** @returns who has it, in words; `undefined` when it is had now. */
  take(): Promise<string | undefined>;
  release(): Promise<void>;
}

export interface LockOptions {
  /** How long to wait for who is at it, in milliseconds. */
  readonly patience: number;
  readonly stopped?: AbortSignal;
  /** Says who is waited for. */
  readonly print: (text: string) => void;
}

/** How often is asked whether it is free, in milliseconds. */
const INTERVAL = 200;

/**
 * Does something while no other process runs migrations on the database. Where there is no such lock for the database, it is just done.
 * @param runner the connection that the lock is to belong to.
 * @throws UserError when somebody has it for longer than the patience; InterruptedError; what the work throws.
 */
export async function whileLocked<Result>(
  dataSource: DataSource,
  runner: QueryRunner,
  options: LockOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = lockFor(dataSource, runner);
  if (lock === undefined) return work();
  await taken(lock, options);
  try {
    return await work();
  } finally {
    // Whoever lost the connection has lost the lock with it.
    await lock.release().catch(() => {});
  }
}

async function taken(lock: LockKind, { patience, stopped, print }: LockOptions): Promise<void> {
  const end = performance.now() + patience;
  for (let told = false; ; told = true) {
    const who = await lock.take();
    if (who === undefined) return;
    if (performance.now() >= end)
      throw new UserError(
        `Somebody else runs migrations on this database: ${who}.`,
        'Nothing was done. Try again when they are through, or wait for longer with --wait SECONDS.',
      );
    if (!told) print(`Waiting for somebody else who runs migrations on this database: ${who}.`);
    await delay(INTERVAL, undefined, { signal: stopped }).catch(() => {
      throw new InterruptedError('interrupted');
    });
  }
}

function lockFor(dataSource: DataSource, runner: QueryRunner): LockKind | undefined {
  switch (dataSource.options.type) {
    case 'postgres':
      return postgresLock(dataSource, runner);
    case 'mysql':
    case 'mariadb':
      return mysqlLock(dataSource, runner);
    case 'better-sqlite3':
      return sqliteLock(dataSource);
    default:
      return undefined;
  }
}

/** A moment as people read it, in UTC: `2026-01-31 12:00:00 UTC`. */
export function momentText(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
