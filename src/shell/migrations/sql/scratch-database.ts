import { randomBytes } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';
import { UserError } from '../../user-error';
import { sourceOn } from '../rehearse/other-database';
import { guardQueries } from './guard-queries';
import { onCopy, type CopyNames } from './on-copy';

type Row = Readonly<Record<string, string>>;

/**
 * Makes a database beside that of a MySQL or MariaDB data source, with its tables without rows, its views, triggers and routines, lets something be done
 * with it, and drops it again.
 * @param work is given a data source on it, and what puts the name of the real one in the place of its name.
 * @throws UserError where the database's user may not make one.
 */
export async function withScratchDatabase<Result>(
  dataSource: DataSource,
  work: (scratch: DataSource, renamed: (text: string) => string) => Promise<Result>,
): Promise<Result> {
  const own = String(dataSource.driver.database);
  const name = `typeorm_shell_sql_${randomBytes(6).toString('hex')}`;
  const runner = dataSource.createQueryRunner('master');
  try {
    await created(runner, name);
    try {
      const scratch = await sourceOn(dataSource, name);
      try {
        await copySchema(runner, dataSource, scratch);
        const names = await copyNames(runner, own, name);
        guardQueries(scratch, (sql) => onCopy(sql, names));
        return await work(scratch, (text) => text.replaceAll(name, own));
      } finally {
        await scratch.destroy();
      }
    } finally {
      await runner.query(`DROP DATABASE ${quoted(name)}`);
    }
  } finally {
    await runner.release();
  }
}

/** @param own the database that a copy was made of. */
export async function copyNames(runner: QueryRunner, own: string, copy: string): Promise<CopyNames> {
  const rows = (await runner.query('SHOW DATABASES')) as readonly Row[];
  const all = rows.flatMap((row) => Object.values(row));
  return { own, copy, others: all.filter((name) => name !== own && name !== copy) };
}

async function created(runner: QueryRunner, name: string): Promise<void> {
  try {
    await createDatabaseLike(runner, name);
  } catch (error) {
    throw new UserError(
      `What would be sent cannot be found out: ${error instanceof Error ? error.message : String(error)}.`,
      'This server commits every change of a schema, so it is tried in a database of its own: the user of the data source has to be allowed to make one.',
    );
  }
}

/** Makes a database with the character set and the collation of the one that the query runner is on. @throws what the database says. */
export async function createDatabaseLike(runner: QueryRunner, name: string): Promise<void> {
  const [defaults] = (await runner.query(
    `SELECT default_character_set_name AS charset, default_collation_name AS collation
      FROM information_schema.schemata WHERE schema_name = DATABASE()`,
  )) as readonly Row[];
  const like = defaults === undefined ? '' : ` CHARACTER SET ${defaults.charset} COLLATE ${defaults.collation}`;
  await runner.query(`CREATE DATABASE ${quoted(name)}${like}`);
}

/**
 * What there is, in an order in which it can be made; rows of the tables that are TypeORM's own alone, unless told.
 * @param fill puts rows into all tables, before there are triggers and while foreign keys are off.
 */
export async function copySchema(
  from: QueryRunner,
  dataSource: DataSource,
  scratch: DataSource,
  fill?: (to: QueryRunner, tables: readonly string[]) => Promise<void>,
): Promise<void> {
  const to = scratch.createQueryRunner('master');
  const own = String(dataSource.driver.database);
  const names = await copyNames(from, own, String(scratch.driver.database));
  const local = (text: string, what: string): string => {
    try {
      return onCopy(text, names);
    } catch (error) {
      throw error instanceof UserError ? new UserError(`${what}: ${error.message}`, 'Nothing was run.') : error;
    }
  };
  const copy = async (what: string, name: string, column: string): Promise<void> => {
    const [row] = (await from.query(`SHOW CREATE ${what} ${quoted(name)}`)) as readonly Row[];
    await to.query(local(row?.[column] ?? '', `The ${what.toLowerCase()} ${name} is in the way`));
  };
  const routines = async (what: 'Function' | 'Procedure'): Promise<void> => {
    const all = (await from.query(`SHOW ${what} STATUS WHERE Db = ?`, [own])) as readonly Row[];
    for (const { Name } of all) await copy(what, Name, `Create ${what}`);
  };
  try {
    await to.query('SET FOREIGN_KEY_CHECKS = 0');
    const all = (await from.query('SHOW FULL TABLES')) as readonly Row[];
    const named = (kind: string): readonly string[] =>
      all.map((row) => Object.values(row)).flatMap(([name, type]) => (type === kind ? [name] : []));
    for (const name of named('SEQUENCE')) await copy('SEQUENCE', name, 'Create Table');
    await routines('Function');
    await routines('Procedure');
    const tables = named('BASE TABLE');
    for (const name of tables) await copy('TABLE', name, 'Create Table');
    await fill?.(to, tables);
    await inAnyOrder(named('VIEW'), (name) => copy('VIEW', name, 'Create View'));
    const triggers = (await from.query('SHOW TRIGGERS')) as readonly Row[];
    for (const { Trigger } of triggers) await copy('TRIGGER', Trigger, 'SQL Original Statement');
    const { metadataTableName, options } = dataSource;
    for (const name of [options.migrationsTableName ?? 'migrations', metadataTableName])
      if (fill === undefined && tables.includes(name))
        await to.query(`INSERT INTO ${quoted(name)} SELECT * FROM ${quoted(own)}.${quoted(name)}`);
    // What TypeORM knows of computed columns and views goes by the database's name.
    if (tables.includes(metadataTableName))
      await to.query(`UPDATE ${quoted(metadataTableName)} SET \`schema\` = DATABASE() WHERE \`schema\` = ?`, [own]);
    await to.query('SET FOREIGN_KEY_CHECKS = 1');
  } finally {
    await to.release();
  }
}

/** A view may stand on others. */
async function inAnyOrder(names: readonly string[], make: (name: string) => Promise<void>): Promise<void> {
  let left = names;
  while (left.length > 0) {
    const failed: string[] = [];
    let problem: unknown;
    for (const name of left)
      await make(name).catch((error: unknown) => {
        failed.push(name);
        problem = error;
      });
    if (failed.length === left.length) throw problem;
    left = failed;
  }
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
