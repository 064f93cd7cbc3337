import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DataSource } from 'typeorm';
import { connectionName, nameConnection } from '../../../../src/shell/project/connect/connection-name';
import { personOf } from '../../../../src/shell/safety/person';
import { readVersion } from '../../../../src/version';
import { onEachDatabase } from '../../../support/databases';
import { FixtureProject } from '../../../support/fixture-project';
import { TappedServer } from '../../../support/tapped-server';
import { runShell } from '../../../support/test-shell';

const NPM_START = join(__dirname, '../../../../src/repl.ts');
const ANN = { user: 'ann', host: 'desk' };
/** What a shell of these tests is called. */
const OURS = `typeorm-shell ${personOf({}).user}`;

test('a connection is called after the person, whom sudo has not changed, and the project', () => {
  assert.equal(connectionName(ANN, '1.2.3'), 'typeorm-shell ann (1.2.3)');
  assert.equal(connectionName({ ...ANN, user: 'root', sudoUser: 'ann' }, '1.2.3'), 'typeorm-shell ann (1.2.3)');
  assert.equal(connectionName(ANN, '1.2.3', 'shop'), 'shop typeorm-shell ann');
  assert.equal(connectionName(ANN, '1.2.3', 'shop typeorm-shell ann'), 'shop typeorm-shell ann');
  assert.equal(connectionName(ANN, '1.2.3', 'x'.repeat(63)), `${'x'.repeat(45)} typeorm-shell ann`);
  assert.equal(connectionName({ ...ANN, user: 'änn' }, '1.2.3', 'épicerie'), '?picerie typeorm-shell ?nn');
  for (const user of ['a'.repeat(40), 'a'.repeat(50), 'a'.repeat(100)])
    for (const own of [undefined, 'shop']) assert.ok(connectionName({ ...ANN, user }, '1.2.3', own).length <= 63);
});

for (const [where, options] of [
  ['applicationName', { applicationName: 'shop' }],
  ['extra', { applicationName: 'no', extra: { application_name: 'shop', max: 3 } }],
  ['the URL', { url: 'postgres://ann@db/shop?application_name=shop&sslmode=disable', extra: { max: 3 } }],
  ['the server that is written to', { replication: { master: { applicationName: 'shop' }, slaves: [] } }],
] as const) {
  test(`the project's own name is kept: ${where}`, () => {
    const dataSource = new DataSource({ type: 'postgres', ...options } as never);
    nameConnection(dataSource, ANN, '1', {});
    const { extra, url } = dataSource.options as { extra?: Record<string, unknown>; url?: string };
    assert.equal(extra?.application_name, 'shop typeorm-shell ann');
    if ('extra' in options) assert.equal(extra.max, 3);
    if ('url' in options)
      assert.equal(url, 'postgres://ann@db/shop?application_name=shop%20typeorm-shell%20ann&sslmode=disable');
  });
}

onEachDatabase(
  'an administrator sees who is there',
  (database) => {
    let server: TappedServer;
    const url = (): string => server.through(database.url);
    const asked = database.kind === 'postgres' ? ['-e', 'sql`show application_name`[0].application_name'] : ['-e', '1'];
    /** What the server was told, by its own answer or by what was sent to it. (MariaDB keeps it only with performance_schema.) */
    const assertNamed = (name: string, stdout: string): void => {
      if (database.kind === 'postgres') assert.equal(stdout, `'${name}'\n`);
      else assert.ok(server.sent.includes(`program_name${String.fromCharCode(name.length)}${name}`), server.sent);
    };

    before(async () => {
      const at = new URL(database.url);
      at.port ||= database.kind === 'postgres' ? '5432' : '3306';
      server = await TappedServer.before(at);
    });
    after(() => server.stop());

    test('of npm start', async () => {
      const environment = { DATABASE_URL: url(), NO_COLOR: '1' };
      const { stdout, stderr } = await runShell({ script: NPM_START, environment, arguments: asked });
      assert.match(stderr, /^The database is new/);
      assertNamed(`${OURS} (${readVersion()})`, stdout);
    });

    test('of a project, which has a name of its own', async () => {
      const project = FixtureProject.of('commonjs-ts6');
      const own =
        database.kind === 'postgres'
          ? { applicationName: 'shop' }
          : { extra: { connectAttributes: { program_name: 'shop' } } };
      const { port } = new URL(url());
      const options = JSON.stringify({ ...database.options, host: '127.0.0.1', port: Number(port), ...own });
      project.edit('src/data-source.ts', (text) =>
        text.replace(/new DataSource\(\{[\s\S]*?entities/, `new DataSource(${options.slice(0, -1)}, entities`),
      );
      const { stdout, stderr } = await project.run({ arguments: asked });
      assert.equal(stderr, '');
      assertNamed(`shop ${OURS}`, stdout);
    });
  },
  ['postgres', 'mariadb'],
);
