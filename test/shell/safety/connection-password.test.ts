import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { connectionPasswords, tellingPasswords } from '../../../src/shell/safety/masking/connection-passwords';
import { onEachDatabase } from '../../support/databases';
import { FixtureProject } from '../../support/fixture-project';
import { refusingPostgres } from '../../support/refusing-postgres';
import { TappedServer } from '../../support/tapped-server';
import { runShell, temporaryHome, TestShell, type Finished, type ShellOptions } from '../../support/test-shell';

const NPM_START = join(__dirname, '../../../src/repl.ts');
const PASSWORD = "c4n:ry/of 'Ann";
const WRITTEN = encodeURIComponent(PASSWORD);
/** What tells the password, however it is written. */
const TELLING = ['c4n', "of 'Ann", "of%20'Ann"];

/** What a person, or their code, may do that shows how the shell is connected. */
const INPUTS: readonly string[] = [
  '1 + 1',
  'dataSource',
  'dataSource.options',
  'dataSource.options.password',
  'Object.entries(dataSource.options)',
  'dataSource.driver',
  'dataSource.driver.pool ?? dataSource.driver.master',
  'console.log(dataSource.options, dataSource.driver.pool ?? dataSource.driver.master)',
  'JSON.stringify(dataSource.options)',
  'process.env.DATABASE_URL',
  'process.env',
  'process.title',
  'process.argv',
  "require('fs').readFileSync('/proc/self/cmdline', 'utf8')",
  '.sql full',
  'sql`select nothing from nowhere`',
  '_error',
  'console.error(_error)',
  'throw new Error(process.env.DATABASE_URL)',
  'throw dataSource.options',
  'setTimeout(() => { throw new Error(process.env.DATABASE_URL) }); undefined',
  'void Promise.reject(dataSource.options)',
  '.models --count',
  '.ls',
];

function assertUntold(text: string, where: string): void {
  for (const telling of TELLING) {
    const at = text.indexOf(telling);
    assert.equal(at, -1, `${where} tells the password: ${text.slice(Math.max(0, at - 100), at + 100)}`);
  }
}

function assertNoFileTells(home: string): void {
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  for (const { parentPath, name } of files) assertUntold(readFileSync(join(parentPath, name), 'utf8'), name);
  for (const wanted of [/^audit\.ndjson$/, /^history-/]) assert.ok(files.some(({ name }) => wanted.test(name)));
}

onEachDatabase(
  'the password of the connection',
  (database) => {
    const user = `canary_${process.pid}`;
    let server: TappedServer;

    before(async () => {
      const url = new URL(database.url);
      const name = url.pathname.slice(1);
      const quoted = PASSWORD.replaceAll("'", "''");
      const isPostgres = database.kind === 'postgres';
      for (const statement of isPostgres
        ? [`CREATE ROLE ${user} LOGIN PASSWORD '${quoted}'`, `ALTER DATABASE "${name}" OWNER TO ${user}`]
        : [`CREATE USER ${user}@'%' IDENTIFIED BY '${quoted}'`, `GRANT ALL ON \`${name}\`.* TO ${user}@'%'`])
        await database.administer(statement);
      url.port ||= isPostgres ? '5432' : '3306';
      server = await TappedServer.before(url);
    });
    after(async () => {
      server.stop();
      // The database, which the user owns, is gone by now.
      await database.administer(`DROP ${database.kind === 'postgres' ? 'ROLE' : 'USER'} ${user}`);
    });

    const urlOf = (host = server.through(database.url)): string => {
      const url = new URL(host);
      url.username = user;
      url.password = WRITTEN;
      return url.href;
    };
    const options = (url: string, home = temporaryHome()): ShellOptions => ({
      script: NPM_START,
      home,
      columns: 200,
      rows: 60,
      environment: { DATABASE_URL: url, NO_COLOR: '1' },
      arguments: ['--audit', join(home, 'audit.ndjson')],
    });

    test('is in nothing that a terminal shows, nor in what is written, also when the server goes', async () => {
      const home = temporaryHome();
      const own = await TappedServer.before(new URL(server.through(database.url)));
      const shell = await TestShell.start(options(urlOf(own.through(database.url)), home));
      for (const input of INPUTS) await shell.enter(input);
      own.stop();
      const failed = await shell.enter('Employee.find()');
      assert.match(failed, /connection|server/i);
      for (const input of ['_error', 'console.log(_error)', 'Employee.count()']) await shell.enter(input);
      await shell.leave();
      assert.match(shell.raw, /••••••/);
      assertUntold(shell.raw, 'the terminal');
      assertNoFileTells(home);
    });

    test('is in nothing that a pipe gives, as text and as JSON with its SQL', async () => {
      for (const more of [[], ['--json', '--print-sql']]) {
        const { arguments: given = [], ...rest } = options(urlOf());
        const { stdout, stderr } = await runShell({
          ...rest,
          arguments: [...given, '--keep-going', ...more],
          input: INPUTS.join('\n'),
        });
        assert.match(stdout, /••••••/);
        assertUntold(stdout, `${more.join(' ')}: standard output`);
        assertUntold(stderr, `${more.join(' ')}: standard error`);
      }
    });

    test("is in nothing that is said of a connection that cannot be made, npm start's and a project's", async () => {
      const project = FixtureProject.of('plain-js-entity-schema');
      const type = database.kind;
      project.write(
        'src/data-source.js',
        `const { DataSource } = require('typeorm');
        module.exports = new DataSource({ type: '${type}', url: process.env.DATABASE_URL, entities: [] });`,
      );
      const refusing = type === 'postgres' ? await refusingPostgres() : undefined;
      const elsewhere = (change: (url: URL) => void): string => {
        const url = new URL(urlOf());
        change(url);
        return url.href;
      };
      const urls: Readonly<Record<string, string>> = {
        refused: elsewhere((url) => {
          if (refusing) url.port = String(refusing.port);
          else url.password = `${WRITTEN}2`;
        }),
        'no such host': elsewhere((url) => (url.hostname = 'nowhere.invalid')),
        'nobody there': elsewhere((url) => (url.port = '1')),
        'no such database': elsewhere((url) => (url.pathname = '/nothing')),
        'no URL': urlOf().replace('@127.0.0.1', '@127.0.0.1:x'),
      };
      try {
        for (const [why, url] of Object.entries(urls)) {
          const environment = { DATABASE_URL: url, NO_COLOR: '1' };
          const finished: readonly (readonly [string, Finished])[] = [
            ['npm start', await runShell({ script: NPM_START, environment, arguments: ['-e', '1'] })],
            ['a project', await project.run({ environment, arguments: ['-e', '1'] })],
            ['--doctor', await project.run({ environment, arguments: ['--doctor'] })],
          ];
          for (const [who, { stdout, stderr, code }] of finished) {
            // TypeORM takes what is no URL for one, at times.
            if (why !== 'no URL') assert.equal(code, 1, `${who}, ${why}: ${stdout}${stderr}`);
            assertUntold(stdout + stderr, `${who}, ${why}`);
          }
        }
      } finally {
        refusing?.server.close();
      }
    });
  },
  ['postgres', 'mariadb'],
);

describe('which passwords are known wherever they stand', () => {
  const found = (options: object): readonly string[] => tellingPasswords({ type: 'postgres', ...options } as never);
  test('those of every server and URL, as they are and as a URL has them', () => {
    assert.deepEqual(found({ password: 'a b c 1' }), ['a b c 1', 'a%20b%20c%201']);
    assert.deepEqual(new Set(found({ url: 'postgres://ann:a%20b-c1@db/shop' })), new Set(['a b-c1', 'a%20b-c1']));
    const replication = { master: { password: 'master-1' }, slaves: [{ url: 'postgres://ann:slave-1@db/shop' }] };
    assert.deepEqual(new Set(found({ replication })), new Set(['master-1', 'slave-1']));
  });
  test('not those that are words or names, which would be masked everywhere', () => {
    for (const options of [
      { password: 'postgres' },
      { password: 'shop-1', database: 'shop-1' },
      { password: 'ann-123', username: 'ann-123' },
      { password: '12345' },
      { password: () => 'hunter-22' },
      { url: 'nonsense' },
    ])
      assert.deepEqual(found(options), [], JSON.stringify(options));
    // Where it is the password, it does not show all the same.
    assert.deepEqual(
      new Set(connectionPasswords({ type: 'postgres', password: 'postgres' } as never)),
      new Set(['postgres']),
    );
  });
});
