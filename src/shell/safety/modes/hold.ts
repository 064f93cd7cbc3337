import type { QueryRunner } from 'typeorm';
import type { DatabaseType } from '../../queries/sql-tokens';
import type { Driver } from 'typeorm/driver/Driver';
import type { Turns } from './turns';

/** What is on the connection that a mode holds. */
export type HoldState =
  /** No transaction. */
  | 'idle'
  /** A transaction, in which nothing has been written. */
  | 'open'
  | 'written'
  /** The database has ended the transaction by itself, and what it had written is gone. */
  | 'gone';

export type HoldKind =
  /** Each line is a transaction of its own that cannot write. */
  | 'read-only'
  /** What writes begins a transaction, which stays open. */
  | 'sandbox'
  /** The person has begun the transaction, and ends it. */
  | 'transaction';

/** A connection of a data source on which a mode has a transaction of its own. Whoever asks for a query runner is given one on it. */
export interface Hold {
  readonly kind: HoldKind;
  readonly state: HoldState;
  /** Rows that the transaction has changed so far, as far as the driver says. */
  readonly changed: number;
  /** Statements that have written, or may have, ever since. */
  readonly writes: number;
  /** When something was last sent, in milliseconds since the epoch. */
  readonly lastUsed: number;
  /** Who may send now. */
  readonly turns: Turns;
  createQueryRunner(mode: 'master' | 'slave'): QueryRunner;
  /** Begins the transaction now, and not with the first statement. */
  prepare(): Promise<void>;
  startLine(): void;
  endLine(): Promise<void>;
  /** @throws UserError when there is nothing to keep, or a transaction of code's is still open. */
  commit(): Promise<void>;
  rollback(): Promise<void>;
  savepoint(name: string): Promise<void>;
  rollbackTo(name: string): Promise<void>;
  /** Rolls back and gives the connection away. Never throws. */
  close(): Promise<void>;
}

export interface HoldOptions {
  readonly driver: Driver;
  readonly type: DatabaseType;
  readonly kind: HoldKind;
  /** The driver's own, as it was. */
  readonly createQueryRunner: Driver['createQueryRunner'];
}
