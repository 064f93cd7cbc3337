import type { AskDriver } from '../recorder';
import type { DatabaseType } from '../sql-tokens';
import { mysqlTable, postgresTable, sqliteTable, type ReadTable } from './catalogue';
import { mysqlPlan } from './mysql';
import type { PlanNode } from './plan-node';
import { postgresPlan } from './postgres';
import { sqlitePlan, type SqliteStep } from './sqlite';

/** How one kind of database is asked for a plan. */
export interface PlanDialect {
  /** As people call it. */
  readonly name: string;
  /** What stands before a statement. */
  readonly explain: string;
  /** What stands before one that is run and measured; absent where there is nothing like it. */
  readonly analyze?: string;
  /**
   * Begins a transaction in which a plan is asked for and that is rolled back: one that only reads, unless a statement that writes is to be
   * explained. Absent where nothing of a statement runs when its plan is asked for.
   */
  begin?(reads: boolean): string;
  /** @returns `undefined` when there is nothing to tell. */
  parse(rows: readonly Readonly<Record<string, unknown>>[]): PlanNode | undefined;
  readonly readTable: ReadTable;
}

const sqlite: PlanDialect = {
  name: 'SQLite',
  explain: 'EXPLAIN QUERY PLAN',
  parse: (rows) => sqlitePlan(rows as unknown as readonly SqliteStep[]),
  readTable: sqliteTable,
};

const postgres: PlanDialect = {
  name: 'PostgreSQL',
  explain: 'EXPLAIN (FORMAT JSON)',
  analyze: 'EXPLAIN (ANALYZE, FORMAT JSON)',
  begin: (reads) => `BEGIN TRANSACTION${reads ? ' READ ONLY' : ''}`,
  parse: ([row]) => postgresPlan(jsonOf(row) as Parameters<typeof postgresPlan>[0]),
  readTable: postgresTable,
};

const mysql: PlanDialect = {
  name: 'MySQL',
  explain: 'EXPLAIN FORMAT=JSON',
  begin: (reads) => `START TRANSACTION${reads ? ' READ ONLY' : ''}`,
  parse: ([row]) => mysqlPlan(jsonOf(row) as Parameters<typeof mysqlPlan>[0]),
  readTable: mysqlTable,
};

const mariadb: PlanDialect = { ...mysql, name: 'MariaDB', analyze: 'ANALYZE FORMAT=JSON' };

/** The dialect of a database; `undefined` for a kind that the shell cannot ask. */
export async function planDialect(type: DatabaseType, ask: AskDriver): Promise<PlanDialect | undefined> {
  if (/sqlite|sqljs/u.test(type)) return sqlite;
  if (type === 'postgres') return postgres;
  if (type !== 'mysql' && type !== 'mariadb') return undefined;
  // Both types are for both servers.
  const [row] = (await ask('SELECT VERSION() AS version')) as readonly { readonly version: string }[];
  return /mariadb/iu.test(row?.version ?? '') ? mariadb : mysql;
}

/** Some drivers read JSON themselves. */
function jsonOf(row: Readonly<Record<string, unknown>> | undefined): unknown {
  const [cell] = Object.values(row ?? {});
  return typeof cell === 'string' ? (JSON.parse(cell) as unknown) : cell;
}
