import type { DataSource, QueryRunner } from 'typeorm';
import type { DatabaseType } from '../../queries/sql-tokens';
import { effectOf } from '../../queries/statement';
import { MigrationsTable } from '../migrations-table';
import { runGroup } from '../run-group';
import type { Step, StepGroup } from '../transaction-groups';
import { isBeyondCopy } from './beyond-copy';
import { lending, recordingRunner, wantsNoTransaction, type Statement } from './recording-runner';
import { withoutTransactions } from './postgres-statements';
import { holdSequences, sequenceValues } from './postgres-sequences';
import { scriptComment, scriptStatement } from './script-text';
import { withScratchDatabase } from './scratch-database';

/** How long PostgreSQL waits for a table that somebody else uses: nobody shall wait for long behind what is only tried. */
const LOCK_TIMEOUT = '3s';

/**
 * Finds out what migrations would send, by running them where nothing of it stays: in a transaction that is rolled back, and where the
 * database commits every change of a schema, in a database of its own that has the same tables without their rows.
 * @returns a script for the database's own client.
 * @throws StepFailed; UserError where that cannot be.
 */
export async function recordSteps(groups: readonly StepGroup[], dataSource: DataSource): Promise<string> {
  const { type } = dataSource.options;
  if (type === 'mysql' || type === 'mariadb')
    return withScratchDatabase(dataSource, (scratch, renamed) => {
      const runner = scratch.createQueryRunner('master');
      const answer = (sql: string): unknown => (isBeyondCopy(sql, 'mysql') ? [] : undefined);
      return record({ groups, dataSource: scratch, lender: dataSource, runner, renamed, answer });
    });
  const runner = dataSource.createQueryRunner('master');
  try {
    return await (type === 'postgres' ? inPostgres : inSqlite)(groups, dataSource, runner);
  } finally {
    await runner.release();
  }
}

/** Where sequences were asked all is done once more, so that the keys in the script are those that its rows will get. */
async function inPostgres(groups: readonly StepGroup[], dataSource: DataSource, runner: QueryRunner): Promise<string> {
  let asked: readonly string[] = [];
  const attempt = (held: readonly string[]): Promise<string> =>
    rolledBack(runner, 'START TRANSACTION', async () => {
      await runner.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
      await holdSequences(runner, held);
      const before = await sequenceValues(runner);
      const script = await record({ groups, dataSource, runner, answer: (sql) => answerFor(sql, dataSource) });
      const after = await sequenceValues(runner);
      asked = [...before].flatMap(([name, value]) => (after.has(name) && after.get(name) !== value ? [name] : []));
      return script;
    });
  const script = await attempt([]);
  return asked.length === 0 ? script : attempt(asked);
}

async function inSqlite(groups: readonly StepGroup[], dataSource: DataSource, runner: QueryRunner): Promise<string> {
  const state = (await runner.query('PRAGMA foreign_keys')) as readonly { readonly foreign_keys: unknown }[];
  const wereOn = Number(state[0]?.foreign_keys) === 1;
  // Inside of a transaction it could not be turned off.
  if (wereOn) await runner.query('PRAGMA foreign_keys = OFF');
  try {
    return await rolledBack(runner, 'BEGIN IMMEDIATE TRANSACTION', () =>
      record({
        groups,
        dataSource,
        runner,
        answer: (sql) => (/^\s*pragma\s+foreign_keys\s*(?:=|$)/iu.test(sql) ? state : answerFor(sql, dataSource)),
      }),
    );
  } finally {
    if (wereOn) await runner.query('PRAGMA foreign_keys = ON');
  }
}

async function rolledBack<Result>(runner: QueryRunner, begin: string, work: () => Promise<Result>): Promise<Result> {
  await runner.query(begin);
  try {
    return await work();
  } finally {
    await runner.query('ROLLBACK');
  }
}

/** The transaction around all of it is the one that is open. */
function answerFor(sql: string, { options: { type } }: DataSource): unknown {
  return endsTransaction(sql, type) || wantsNoTransaction(sql, type) ? [] : undefined;
}

function endsTransaction(sql: string, type: DatabaseType): boolean {
  if (type === 'postgres') return withoutTransactions(sql) === undefined;
  return effectOf(sql).kind === 'transaction' && !/^\s*(?:savepoint|release|rollback\s.*\bto\b)/iu.test(sql);
}

interface Recording {
  readonly groups: readonly StepGroup[];
  readonly dataSource: DataSource;
  /** Whom a migration may ask beside the runner. */
  readonly lender?: DataSource;
  readonly runner: QueryRunner;
  readonly answer: (sql: string) => unknown;
  readonly renamed?: (text: string) => string;
}

async function record({
  groups,
  dataSource,
  lender = dataSource,
  runner,
  answer,
  renamed,
}: Recording): Promise<string> {
  const { type } = dataSource.options;
  const lines: string[] = [];
  const heard = ({ sql, parameters }: Statement): void => {
    const sent = /^begin transaction$/iu.test(sql) ? 'BEGIN IMMEDIATE TRANSACTION' : sql;
    lines.push(scriptStatement(sent, parameters, type));
  };
  // Connected before another one stands in its place.
  await (runner as QueryRunner & { connect(): Promise<unknown> }).connect();
  const lent = recordingRunner(dataSource, runner, { heard, answer });
  const onBegin = ({ direction, migration: { name } }: Step): void =>
    void lines.push(scriptComment(`${direction} ${name}`));
  const run = async (): Promise<void> => {
    await new MigrationsTable(dataSource).create(lent);
    for (const group of groups) await runGroup(group, dataSource, lent, { onBegin });
  };
  await lending(lender, lent, () => lending(dataSource, lent, run));
  const text = lines.join('\n');
  return renamed?.(text) ?? text;
}
