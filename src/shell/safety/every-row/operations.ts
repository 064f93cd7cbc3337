import type { DataSource } from 'typeorm';
import type { QueryRecorder } from '../../queries/recorder';
import type { DatabaseType } from '../../queries/sql-tokens';
import { wouldSend } from '../../schema/would-send';
import { counted } from '../../output/sql/query-summary';
import { inAll, type Question } from './question';
import { countAll, rowCount, tablesIn } from './row-count';
import { wholeTablesOf } from './whole-tables';

/** A method of a data source that changes tables by many statements. */
export type Operation = 'dropDatabase' | 'synchronize' | 'undoLastMigration' | 'runMigrations';

/**
 * What a person is to be asked before an operation; `undefined` where it would change nothing, and for what is no question by itself: that
 * a pending migration changes tables is what it is for.
 */
export function questionBefore(
  operation: Operation,
  recorder: QueryRecorder,
  args: readonly unknown[],
): Promise<Question | undefined> {
  switch (operation) {
    case 'dropDatabase':
      return dropping(recorder, 'dropDatabase()', 'would drop');
    case 'synchronize':
      return args[0] === true
        ? dropping(recorder, 'synchronize(true)', 'would make the schema anew and drop')
        : synchronizing(recorder);
    case 'undoLastMigration':
      return reverting(recorder);
    case 'runMigrations':
      return Promise.resolve(undefined);
  }
}

async function dropping(recorder: QueryRecorder, what: string, effect: string): Promise<Question | undefined> {
  const { dataSource } = recorder;
  const { type } = dataSource.options;
  const tables = await recorder.aside(async (ask) => {
    const found = await tablesIn(ask, type, schemasOf(dataSource));
    return found && countAll(ask, type, found);
  });
  if (tables?.length === 0) return undefined;
  return { what, effect: `${effect} ${tables === undefined ? 'all tables with their rows' : `all ${inAll(tables)}`}` };
}

/** The schemas, on MySQL the databases, that TypeORM clears; none for the one that a connection is in. */
function schemasOf({ options, entityMetadatas, driver }: DataSource): readonly string[] {
  const isMysql = /mysql|mariadb/u.test(options.type);
  const named = entityMetadatas.flatMap(({ schema, database }) => (isMysql ? database : schema) ?? []);
  const own = (isMysql ? driver.database : driver.schema) ?? [];
  return [...new Set(isMysql && named.length > 0 ? named : [...named, own].flat())];
}

/** What TypeORM would send is asked of TypeORM itself, which then keeps it to itself. To make new tables is no question. */
async function synchronizing(recorder: QueryRecorder): Promise<Question | undefined> {
  const { dataSource } = recorder;
  const { type } = dataSource.options;
  const statements = (await wouldSend(dataSource)).map(({ query }) => query);
  if (statements.length === 0) return undefined;
  const counts = await recorder.aside(async (ask) => {
    const found = (await tablesIn(ask, type, schemasOf(dataSource))) ?? [];
    return countAll(
      ask,
      type,
      found.filter(({ name }) => statements.some((sql) => changes(sql, name, type))),
    );
  });
  const withRows = counts.filter(({ rows }) => rows === 'unknown' || (rows !== 'no table' && rows.rows > 0));
  if (withRows.length === 0) return undefined;
  const statementsText = counted(statements.length, 'statement');
  return { what: 'synchronize()', effect: `would change the schema with ${statementsText}, in ${inAll(withRows)}` };
}

/** Whether a statement alters or drops a table that is there. */
function changes(sql: string, table: string, type: DatabaseType): boolean {
  const altered = /^\s*ALTER\s+TABLE\s+(?<name>.+?)\s+(?:ADD|DROP|ALTER|MODIFY|CHANGE|RENAME)\b/iu.exec(sql)?.groups
    ?.name;
  const [last] = /[^.]+$/u.exec(altered ?? '') ?? [];
  if (last?.replace(/^["`[]|["`\]]$/gu, '') === table) return true;
  return wholeTablesOf(sql, type).some(({ tables }) => tables.some(({ name }) => name.split('.').at(-1) === table));
}

async function reverting(recorder: QueryRecorder): Promise<Question | undefined> {
  const { dataSource } = recorder;
  const { driver, options } = dataSource;
  const schema = 'schema' in options ? options.schema : undefined;
  const path = driver.buildTableName(options.migrationsTableName ?? 'migrations', schema, driver.database);
  const last = await recorder.aside(async (ask) => {
    const table = path
      .split('.')
      .map((part) => driver.escape(part))
      .join('.');
    const count = await rowCount(ask, options.type, { name: path, written: table });
    if (count === 'no table') return undefined;
    const rows = (await ask(`SELECT ${driver.escape('name')} FROM ${table} ORDER BY ${driver.escape('id')} DESC`)) as {
      readonly name: string;
    }[];
    return rows[0]?.name;
  });
  return last === undefined
    ? undefined
    : { what: 'undoLastMigration()', effect: `would revert ${last}, with what it has made of tables and rows` };
}
