import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { DataSourceOptions, QueryRunner } from 'typeorm';
import { DataSource, QueryFailedError } from 'typeorm';
import { describeError } from '../../../../src/shell/output/errors/describe-error';
import { onEachDatabase, type TestDatabase } from '../../../support/databases';
import { openLibrary, type Library } from '../fixtures/library';
import { Customer, SHOP, Tag } from '../fixtures/shop';

async function failureOf(work: Promise<unknown>): Promise<Error> {
  const failure: unknown = await work.then(
    () => assert.fail('it did not fail'),
    (error: unknown) => error,
  );
  return failure as Error;
}

function assertDescribed(error: Error, theirs: RegExp, title: string | RegExp): void {
  assert.match(error.message, theirs);
  const description = describeError(error);
  if (typeof title === 'string') assert.equal(description.title, title);
  else assert.match(description.title, title);
  assert.ok(description.advice, 'it says what to do');
}

const LOCKED = 'The database is locked: another connection is writing to it.';
const DEADLOCK = 'Two transactions waited for each other, so the database ended this one.';
const CONFLICT = 'Two transactions were in each other’s way, so the database ended this one.';
const OVERTAKEN = 'Another transaction has changed what this one works with, so the database refused it.';
const READ_ONLY = 'The database is read-only: it takes no writes.';
const DISK_FULL = 'The disk of the database is full.';
const CLOSED = 'The connection to the database is closed.';

/** A second data source on the same database, closed after the work. */
async function withOther<Result>(
  database: TestDatabase,
  change: Partial<DataSourceOptions>,
  work: (other: DataSource) => Promise<Result>,
): Promise<Result> {
  const other = await new DataSource({
    ...database.options,
    ...change,
    entities: SHOP,
  } as DataSourceOptions).initialize();
  try {
    return await work(other);
  } finally {
    await other.destroy();
  }
}

/** A connection of its own, in a transaction that is rolled back after the work. */
async function inTransaction<Result>(
  dataSource: DataSource,
  work: (runner: QueryRunner) => Promise<Result>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    return await work(runner);
  } finally {
    await runner.rollbackTransaction().catch(() => undefined);
    await runner.release();
  }
}

function suite(kind: TestDatabase['kind'], define: (database: TestDatabase, shop: () => Library) => void): void {
  onEachDatabase(
    'situations',
    (database) => {
      let shop: Library;
      before(async () => {
        shop = await openLibrary(database.options, SHOP);
        await shop.dataSource.manager.save(Tag, [{ label: 'one' }, { label: 'two' }]);
      });
      after(() => (shop.dataSource.isInitialized ? shop.dataSource.destroy() : undefined));
      define(database, () => shop);

      test('a connection that is closed', async () => {
        await shop.dataSource.destroy();
        for (const ask of [
          () => shop.dataSource.manager.find(Customer),
          () => shop.dataSource.query('SELECT 1'),
          () => shop.dataSource.destroy(),
        ]) {
          const error = await failureOf(ask());
          assert.equal(describeError(error).title, CLOSED, error.message);
        }
      });
    },
    [kind],
  );
}

suite('sqlite', (database, shop) => {
  test('another connection writes', () =>
    withOther(database, { timeout: 1 }, (other) =>
      inTransaction(shop().dataSource, async (runner) => {
        await runner.query(`INSERT INTO tags (label) VALUES ('open')`);
        assertDescribed(await failureOf(other.manager.insert(Tag, { label: 'x' })), /database is locked/, LOCKED);
      }),
    ));

  test('another connection has written since a transaction began to read', () =>
    withOther(database, { enableWAL: true }, (other) =>
      withOther(database, { enableWAL: true }, async (third) => {
        await other.query('BEGIN');
        await other.query('SELECT * FROM tags');
        await third.query(`INSERT INTO tags (label) VALUES ('between')`);
        assertDescribed(
          await failureOf(other.query(`INSERT INTO tags (label) VALUES ('x')`)),
          /database is locked/,
          'Another connection has written since this transaction began to read, so it cannot write any more.',
        );
        await other.query('ROLLBACK');
      }),
    ));

  test('the file was moved while it was open', async () => {
    const own = `${String(database.options.database)}.own`;
    await shop().dataSource.query('VACUUM INTO ?', [own]);
    await withOther(database, { database: own, enableWAL: false }, async (other) => {
      await other.query('PRAGMA journal_mode = DELETE');
      await rename(own, `${own}.moved`);
      assertDescribed(
        await failureOf(other.manager.insert(Tag, { label: 'x' })),
        /attempt to write a readonly database/,
        'The database file was deleted or moved while it was open.',
      );
    });
  });

  test('the database takes no writes', () =>
    withOther(database, {}, async (other) => {
      await other.query('PRAGMA query_only = ON');
      assertDescribed(
        await failureOf(other.manager.insert(Tag, { label: 'x' })),
        /attempt to write a readonly database/,
        READ_ONLY,
      );
    }));

  test('the disk is full', () =>
    withOther(database, {}, async (other) => {
      const [{ page_count: pages }] = await other.query<[{ page_count: number }]>('PRAGMA page_count');
      await other.query(`PRAGMA max_page_count = ${pages}`);
      assertDescribed(
        await failureOf(other.manager.insert(Tag, { label: 'x'.repeat(100_000) })),
        /database or disk is full/,
        DISK_FULL,
      );
    }));

  test('the file is no database', async () => {
    const file = path.join(path.dirname((database.options as { database: string }).database), 'text.db');
    await writeFile(file, 'This is a letter, not a database. '.repeat(100));
    const error = await failureOf(withOther(database, { database: file }, (other) => other.query<unknown>('SELECT 1')));
    assertDescribed(error, /file is not a database/, 'The file is not a SQLite database.');
  });

  test('the file cannot be opened', async () => {
    const folder = path.dirname((database.options as { database: string }).database);
    const error = await failureOf(
      withOther(database, { database: folder }, (other) => other.query<unknown>('SELECT 1')),
    );
    assertDescribed(error, /unable to open database file/, 'The database file cannot be opened.');
  });
});

suite('postgres', (database, shop) => {
  test('another connection holds the lock', () =>
    withOther(database, {}, (other) =>
      inTransaction(other, async (runner) => {
        await runner.query('LOCK TABLE tags');
        await inTransaction(shop().dataSource, async (mine) => {
          await mine.query(`SET LOCAL lock_timeout = '20ms'`);
          assertDescribed(
            await failureOf(mine.query('SELECT * FROM tags')),
            /canceling statement due to lock timeout/,
            LOCKED,
          );
        });
      }),
    ));

  test('two transactions wait for each other', () =>
    inTransaction(shop().dataSource, (one) =>
      inTransaction(shop().dataSource, async (two) => {
        await one.query(`SET LOCAL deadlock_timeout = '20ms'`);
        await two.query(`SET LOCAL deadlock_timeout = '20ms'`);
        await one.query(`UPDATE tags SET label = 'a' WHERE id = 1`);
        await two.query(`UPDATE tags SET label = 'a' WHERE id = 2`);
        const outcomes = await Promise.allSettled([
          one.query(`UPDATE tags SET label = 'a' WHERE id = 2`).catch(async (error: unknown) => {
            await one.rollbackTransaction();
            throw error;
          }),
          two.query(`UPDATE tags SET label = 'a' WHERE id = 1`).catch(async (error: unknown) => {
            await two.rollbackTransaction();
            throw error;
          }),
        ]);
        const failed = outcomes.find((outcome) => outcome.status === 'rejected');
        assertDescribed(failed?.reason as Error, /deadlock detected/, DEADLOCK);
      }),
    ));

  test('another transaction has changed the row', () =>
    inTransaction(shop().dataSource, async (one) => {
      await one.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await one.query('SELECT * FROM tags');
      await shop().dataSource.query(`UPDATE tags SET label = 'between' WHERE id = 1`);
      assertDescribed(
        await failureOf(one.query(`UPDATE tags SET label = 'x' WHERE id = 1`)),
        /could not serialize access/,
        OVERTAKEN,
      );
    }));

  test('the database takes no writes', () =>
    inTransaction(shop().dataSource, async (runner) => {
      await runner.query('SET TRANSACTION READ ONLY');
      assertDescribed(
        await failureOf(runner.manager.insert(Tag, { label: 'x' })),
        /cannot execute INSERT in a read-only transaction/,
        READ_ONLY,
      );
    }));

  test('a transaction that has failed before', () =>
    inTransaction(shop().dataSource, async (runner) => {
      await failureOf(runner.query('SELECT nothing'));
      assertDescribed(
        await failureOf(runner.query('SELECT 1')),
        /current transaction is aborted/,
        'This transaction has failed before, and takes no more statements.',
      );
    }));

  test('a right that the user does not have', () =>
    inTransaction(shop().dataSource, async (runner) => {
      await runner.query('SET LOCAL ROLE pg_monitor');
      assertDescribed(
        await failureOf(runner.query('SELECT * FROM tags')),
        /permission denied for table tags/,
        'The database user is not allowed to do this.',
      );
    }));

  test('the server ends the connection', async () => {
    const error = await failureOf(
      withOther(database, {}, (other) => other.query('SELECT pg_terminate_backend(pg_backend_pid())')),
    );
    assertDescribed(
      error,
      /terminating connection due to administrator command/,
      'The database closed the connection.',
    );
  });

  test('nobody answers', async () => {
    const error = await failureOf(withOther(database, { host: '127.0.0.1', port: 1 }, async () => undefined));
    assertDescribed(error, /ECONNREFUSED/, 'No database server answers at 127.0.0.1:1.');
  });

  test('a database that is not there', async () => {
    const error = await failureOf(withOther(database, { database: 'not_there' }, async () => undefined));
    assertDescribed(
      error,
      /database "not_there" does not exist/,
      'There is no such database: database "not_there" does not exist.',
    );
  });

  test('a user that is not there', async () => {
    const error = await failureOf(
      withOther(database, { username: 'not_there', password: 'secret' }, async () => undefined),
    );
    assertDescribed(
      error,
      /role "not_there" does not exist/,
      'The server does not let this user in: role "not_there" does not exist.',
    );
  });
});

suite('mariadb', (database, shop) => {
  test('another connection holds the lock', () =>
    inTransaction(shop().dataSource, (one) =>
      inTransaction(shop().dataSource, async (two) => {
        await one.query(`UPDATE tags SET label = 'a' WHERE id = 1`);
        assertDescribed(
          await failureOf(two.query('SELECT * FROM tags WHERE id = 1 FOR UPDATE NOWAIT')),
          /Lock wait timeout exceeded/,
          LOCKED,
        );
      }),
    ));

  test('two transactions wait for each other', () =>
    inTransaction(shop().dataSource, (one) =>
      inTransaction(shop().dataSource, async (two) => {
        await one.query(`UPDATE tags SET label = 'a' WHERE id = 1`);
        await two.query(`UPDATE tags SET label = 'a' WHERE id = 2`);
        const outcomes = await Promise.allSettled([
          one.query(`UPDATE tags SET label = 'a' WHERE id = 2`),
          two.query(`UPDATE tags SET label = 'a' WHERE id = 1`),
        ]);
        const failed = outcomes.find((outcome) => outcome.status === 'rejected');
        assertDescribed(failed?.reason as Error, /Deadlock found when trying to get lock/, CONFLICT);
      }),
    ));

  test('another transaction has changed the row', () =>
    inTransaction(shop().dataSource, async (one) => {
      await one.query('SET innodb_snapshot_isolation = ON');
      await one.query('SELECT * FROM tags');
      await shop().dataSource.query(`UPDATE tags SET label = 'between' WHERE id = 1`);
      assertDescribed(
        await failureOf(one.query(`UPDATE tags SET label = 'x' WHERE id = 1`)),
        /Record has changed since last read/,
        OVERTAKEN,
      );
      await one.query('SET innodb_snapshot_isolation = DEFAULT');
    }));

  test('the database takes no writes', () =>
    withOther(database, {}, async (other) => {
      const runner = other.createQueryRunner();
      await runner.query('START TRANSACTION READ ONLY');
      assertDescribed(
        await failureOf(runner.query(`INSERT INTO tags (label) VALUES ('x')`)),
        /READ ONLY transaction/,
        READ_ONLY,
      );
      await runner.query('ROLLBACK');
      await runner.release();
    }));

  test('a table that is full', () =>
    withOther(database, { extra: { connectionLimit: 1 } }, async (other) => {
      await other.query('SET max_heap_table_size = 16384');
      await other.query('CREATE TABLE small (note CHAR(255)) ENGINE = MEMORY');
      const rows = Array.from({ length: 300 }, () => '(?)').join(', ');
      const error = await failureOf(
        other.query(
          `INSERT INTO small VALUES ${rows}`,
          Array.from({ length: 300 }, () => 'x'.repeat(255)),
        ),
      );
      assertDescribed(error, /The table 'small' is full/, DISK_FULL);
    }));

  test('the server ends the connection', async () => {
    const error = await failureOf(withOther(database, {}, (other) => other.query('KILL CONNECTION_ID()')));
    assertDescribed(error, /Connection was killed|interrupted/, 'The database closed the connection.');
  });

  test('the server has ended the connection, and the driver has not heard of it yet', () => {
    const driverError = Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' });
    assertDescribed(new QueryFailedError('SELECT 1', [], driverError), /ended/, 'The database closed the connection.');
  });

  test('nobody answers', async () => {
    const error = await failureOf(withOther(database, { host: '127.0.0.1', port: 1 }, async () => undefined));
    assertDescribed(error, /ECONNREFUSED/, 'No database server answers at 127.0.0.1:1.');
  });

  test('a database that is not there', async () => {
    const error = await failureOf(withOther(database, { database: 'not_there' }, async () => undefined));
    assertDescribed(error, /Unknown database 'not_there'/, `There is no such database: Unknown database 'not_there'.`);
  });

  test('a password that is wrong', async () => {
    const error = await failureOf(
      withOther(database, { username: 'not_there', password: 'secret' }, async () => undefined),
    );
    assertDescribed(
      error,
      /Access denied for user/,
      /^The server refused the user or the password: Access denied for user 'not_there'/,
    );
  });
});
