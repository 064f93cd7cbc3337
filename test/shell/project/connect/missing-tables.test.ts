import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataSource, EntitySchema, type Logger } from 'typeorm';
import * as typeorm03 from 'typeorm-0.3';
import { withoutTable } from '../../../../src/shell/project/connect/missing-tables';
import { onEachDatabase } from '../../../support/databases';

const columns = { id: { type: Number, primary: true } };

/** A logger that keeps the queries it hears of. */
function listening(heard: string[]): Logger {
  const nothing = (): void => {};
  return {
    logQuery: (query) => void heard.push(query),
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
}

/** Which of the two entities, one with a table and one without, have none; and what the project's logger heard of the question. */
async function asked(
  dataSource: DataSource,
  heard: readonly string[],
): Promise<readonly [string[], readonly string[]]> {
  await dataSource.initialize();
  try {
    await dataSource.query('CREATE TABLE there (id integer)');
    const before = heard.length;
    const names = (await withoutTable(dataSource)).map(({ name }) => name);
    const asked = heard.slice(before);
    // The connection is the project's own on SQLite: what the project asks is logged as before.
    await dataSource.query('SELECT 2');
    assert.equal(heard.at(-1), 'SELECT 2');
    return [names, asked];
  } finally {
    await dataSource.destroy();
  }
}

onEachDatabase('entities without a table', (database) => {
  test('are found, and the logger of the project hears of no query', async () => {
    const heard: string[] = [];
    const entities = ['There', 'Gone'].map(
      (name) => new EntitySchema({ name, tableName: name.toLowerCase(), columns }),
    );
    const dataSource = new DataSource({ ...database.options, entities, logger: listening(heard) });
    assert.deepEqual(await asked(dataSource, heard), [['Gone'], []]);
    assert.deepEqual(heard.slice(-2), ['CREATE TABLE there (id integer)', 'SELECT 2']);
  });
});

test('so it is with TypeORM 0.3', async () => {
  const heard: string[] = [];
  const entities = ['There', 'Gone'].map(
    (name) => new typeorm03.EntitySchema({ name, tableName: name.toLowerCase(), columns }),
  );
  const options = { type: 'better-sqlite3', database: ':memory:', entities, logger: listening(heard) };
  const dataSource = new typeorm03.DataSource(options as unknown as typeorm03.DataSourceOptions);
  assert.deepEqual(await asked(dataSource as unknown as DataSource, heard), [['Gone'], []]);
  assert.deepEqual(heard.slice(-2), ['CREATE TABLE there (id integer)', 'SELECT 2']);
});
