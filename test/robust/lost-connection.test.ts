/** A server that ends the connections of a session, or is started anew under it: one line fails and says why, the next one works. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { onEachDatabase, type TestDatabase } from '../support/databases';
import { PipedShell } from './piped-shell';
import { PrivateServer, type ServerKind } from './private-server';

const LOST = 'QueryFailedError: The database closed the connection.';
const SLEEP = { postgres: 'sql`select pg_sleep(60)`', mariadb: 'sql`select sleep(60)`' };
const SLEEPING = {
  postgres: "SELECT pid AS id FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(60)%'",
  mariadb: "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE '%sleep(60)%'",
};
const OTHERS = {
  postgres: 'SELECT pid AS id FROM pg_stat_activity WHERE datname = current_database()',
  mariadb: 'SELECT id FROM information_schema.processlist WHERE db = DATABASE()',
};
const END = {
  postgres: (id: number) => `SELECT pg_terminate_backend(${id})`,
  mariadb: (id: number) => `KILL ${id}`,
};

type Ask = (sql: string) => Promise<readonly { readonly id: number }[]>;

/** Asks the database beside the shell; what asks is no sleeper and no other itself. */
async function beside<Result>(kind: ServerKind, url: string, work: (ask: Ask) => Promise<Result>): Promise<Result> {
  if (kind === 'postgres') {
    const client = new Client({ connectionString: url });
    await client.connect();
    const self = ' AND pid <> pg_backend_pid()';
    const asked = (sql: string): string => (sql.includes(' WHERE ') ? sql + self : sql);
    return work(async (sql) => (await client.query<{ id: number }>(asked(sql))).rows).finally(() => client.end());
  }
  const connection = await createConnection(url.replace(/^mariadb:/, 'mysql:'));
  const asked = (sql: string): string => (sql.includes(' WHERE ') ? `${sql} AND id <> CONNECTION_ID()` : sql);
  return work(async (sql) => (await connection.query(asked(sql)))[0] as unknown as { id: number }[]).finally(() =>
    connection.end(),
  );
}

/** Ends the connections that a query finds, as soon as it finds one; a pool may have closed one by itself meanwhile. */
async function endThose(kind: ServerKind, url: string, query: string): Promise<void> {
  await beside(kind, url, async (ask) => {
    let found = await ask(query);
    while (found.length === 0) found = await ask(query);
    for (const { id } of found) await ask(END[kind](id)).catch(() => []);
  });
}

/** Runs lines until one does what it should; those before it have failed, and said why. */
async function untilDone(shell: PipedShell, line: string, output: string): Promise<number> {
  for (let failures = 0; ; failures++) {
    const answer = await shell.enter(line);
    if (answer.said === '') {
      assert.equal(answer.output, output);
      return failures;
    }
    assert.match(answer.said, /^\w+: (The database closed the connection|The database server is starting up)/);
    assertOneClearMessage(answer.said);
  }
}

/** A title, what to do, and the place in the line: no stack, nothing of the driver's. */
function assertOneClearMessage(said: string): void {
  assert.match(said, /^.+\n.+\n {2}line \d+\n {2}.+\n +\^$/);
}

onEachDatabase(
  'a connection that is lost',
  (database: TestDatabase) => {
    const kind = database.kind as ServerKind;
    let shell: PipedShell;
    before(async () => (shell = await PipedShell.on(database.url)));
    after(() => shell.kill());

    test('between lines', async () => {
      assert.equal((await shell.enter('Employee.count()')).output, '4');
      await endThose(kind, database.url, OTHERS[kind]);
      assert.ok((await untilDone(shell, 'Employee.count()', '4')) <= 1);
    });

    test('in a line', async () => {
      const answer = shell.enter(SLEEP[kind]);
      await endThose(kind, database.url, SLEEPING[kind]);
      const { said } = await answer;
      assertOneClearMessage(said);
      assert.equal(said.split('\n')[0], LOST);
      assert.equal((await shell.enter('Employee.count()')).output, '4');
    });

    test('in a transaction, of which nothing is kept', async () => {
      const insert = "m.insert(Employee, { name: 'lost' })";
      const answer = shell.enter(
        `dataSource.transaction(m => { ${insert}; m.query(\`${SLEEP[kind].slice(4, -1)}\`); ${insert} })`,
      );
      await endThose(kind, database.url, SLEEPING[kind]);
      const { said } = await answer;
      assert.equal(said.split('\n')[0], LOST);
      assert.match(said, /What a transaction had not committed is gone\./);
      assert.equal((await shell.enter("Employee.countBy({ name: 'lost' })")).output, '0');
    });

    test('with a transaction open between lines, which does not go on outside of it', async () => {
      await shell.enter('const runner = dataSource.createQueryRunner(); runner.startTransaction()');
      await shell.enter("runner.manager.insert(Employee, { name: 'before' })");
      await endThose(kind, database.url, OTHERS[kind]);
      for (const line of ["runner.manager.insert(Employee, { name: 'after' })", 'runner.commitTransaction()']) {
        const { said } = await shell.enter(line);
        assertOneClearMessage(said);
        assert.match(said, /is gone\b/);
      }
      await shell.enter('runner.release()');
      await untilDone(shell, "Employee.countBy([{ name: 'before' }, { name: 'after' }])", '0');
    });

    test('and the shell is left as ever', async () => {
      assert.equal(await shell.leave(), 1, 'lines have failed');
    });
  },
  ['postgres', 'mariadb'],
);

for (const kind of ['postgres', 'mariadb'] as const) {
  const missing = PrivateServer.missing(kind);
  describe(`a ${kind} server that is started anew`, { skip: missing ?? false }, () => {
    let server: PrivateServer;
    let shell: PipedShell;
    before(async () => {
      server = await PrivateServer.make(kind);
      shell = await PipedShell.on(server.url);
    });
    after(async () => {
      shell.kill();
      await server.remove();
    });

    test('one line fails while it is down, the next one works when it is up', async () => {
      assert.equal((await shell.enter('Employee.count()')).output, '4');
      const answer = shell.enter(SLEEP[kind]);
      await beside(kind, server.url, async (ask) => {
        while ((await ask(SLEEPING[kind])).length === 0);
      });
      await server.stop();
      const { said } = await answer;
      assertOneClearMessage(said);
      assert.equal(said.split('\n')[0], LOST);
      const down = (await shell.enter('Employee.count()')).said;
      assertOneClearMessage(down);
      assert.match(down, /^Error: No database server answers at 127\.0\.0\.1:\d+\.\nStart the server/);
      await server.start();
      assert.equal((await shell.enter('Employee.count()')).output, '4');
    });

    test('a session that had nothing to do meanwhile does not notice, or says so once', async () => {
      await server.stop();
      await server.start();
      assert.ok((await untilDone(shell, 'Employee.count()', '4')) <= 1);
      assert.equal(await shell.leave(), 1, 'lines have failed');
    });
  });
}
