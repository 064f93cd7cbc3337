import type { DataSource } from 'typeorm';
import { familyOf } from '../../safety/modes/refusals';
import { UserError } from '../../user-error';
import type { Family } from '../column-kind';
import type { Zone } from '../instant';
import type { Parameter } from '../cell-writer';
import { mysqlConnection } from './mysql-connection';
import { postgresConnection } from './postgres-connection';
import { sqliteConnection } from './sqlite-connection';

export type Row = readonly unknown[];

/**
 * One connection of a data source's, past its query runners: nobody keeps, prints or looks at what goes through it, however much that is.
 */
export interface DataConnection {
  readonly family: Family;
  /** How TypeORM means the times without a zone that it reads and writes here. */
  readonly zone: Zone;
  /** Begins a transaction: one that reads what is there at its beginning, whatever others do meanwhile, or one that writes. */
  begin(what: 'snapshot' | 'write'): Promise<void>;
  /** The rows of a short answer. */
  all(sql: string, parameters?: readonly Parameter[]): Promise<readonly Row[]>;
  /** The rows of an answer of any length, some at a time. */
  rows(sql: string): AsyncIterable<readonly Row[]>;
  /** Sends a statement. @returns how many rows it has changed. */
  run(sql: string, parameters?: readonly Parameter[]): Promise<number>;
  commit(): Promise<void>;
  /** Ends the transaction if there is one, and gives the connection back. Never throws. */
  release(): Promise<void>;
}

/** @throws UserError for a kind of database that is not known here. */
export function familyOfSource({ options: { type } }: DataSource): Family {
  const family = familyOf(type);
  if (family === undefined)
    throw new UserError(
      `Rows of ${type} cannot be dumped or loaded.`,
      'It is made for better-sqlite3, PostgreSQL, MariaDB and MySQL.',
    );
  return family;
}

export async function openConnection(dataSource: DataSource): Promise<DataConnection> {
  switch (familyOfSource(dataSource)) {
    case 'postgres':
      return postgresConnection(dataSource);
    case 'mysql':
      return mysqlConnection(dataSource);
    default:
      return sqliteConnection(dataSource);
  }
}
