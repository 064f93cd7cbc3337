import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FixtureProject } from './support/fixture-project';
import { runShell, temporaryHome, type Finished } from './support/test-shell';

/** `npm start -- migration` on a database of its own, and on none. */
test('npm start -- migration makes and seeds nothing by itself', async () => {
  const home = temporaryHome();
  const file = join(home, 'lesson.db');
  const call = (words: string): Promise<Finished> =>
    runShell({
      script: join(__dirname, '../src/repl.ts'),
      home,
      environment: { DATABASE_URL: `sqlite:${file}` },
      arguments: ['migration', ...words.split(' ')],
    });
  for (const words of ['status', 'check', 'down', 'stamp --all']) {
    const { code, stderr } = await call(words);
    assert.deepEqual([code, stderr.split('\n')[0]], [1, `There is no database file ${file}.`]);
  }
  assert.ok(!existsSync(file));
  const { stdout, stderr, code } = await call('up -n 1');
  assert.match(stdout, /^applied {3}Initial1762000000000 · [\d.]+ m?s\n1 migration applied\.\n$/);
  assert.deepEqual([code, stderr], [0, '']);
  const status = await call('status --json');
  assert.equal(status.code, 1, 'something is pending');
  assert.equal((JSON.parse(status.stdout) as { readonly pending: number }).pending, 2);
  assert.equal((await call('up --nothing')).code, 2);
});

test('typeorm-shell migration in a project with migrations in files, which has no database yet', async () => {
  const project = FixtureProject.of('commonjs-ts5');
  project.edit('src/data-source.ts', (text) =>
    text
      .replace(/database: [^,]+,/, "database: 'app.db',")
      .replace('entities:', "migrations: ['dist/migrations/*.js'], entities:"),
  );
  project.write(
    'src/migrations/1762000000000-notes.ts',
    `import { MigrationInterface, QueryRunner } from 'typeorm';
export class Notes1762000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE notes (id integer PRIMARY KEY)');
  }
  async down(): Promise<void> {
    throw new TypeError('nobody thought of that');
  }
}
`,
  );
  const up = await project.run({ arguments: ['migration', 'up'] });
  assert.deepEqual([up.code, up.stdout.split(' · ')[0]], [0, 'applied   Notes1762000000000']);
  const down = await project.run({ arguments: ['migration', 'down'] });
  assert.equal(down.code, 1);
  assert.match(
    down.stderr,
    /Notes1762000000000 failed to be reverted: nobody thought of that\.\nAt: migrations\/1762000000000-notes\.ts:7:11\nNothing of Notes1762000000000 was kept\.\n$/,
  );
});
