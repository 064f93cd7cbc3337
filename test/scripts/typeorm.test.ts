import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { onEachDatabase } from '../support/databases';
import { type Finished, ROOT, runNode } from '../support/run';

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Runs what `npm run <name> -- <args>` runs, without npm. */
function npmRun(name: string, args: readonly string[] = [], env = process.env, cwd?: string): Promise<Finished> {
  const [node, ...command] = scripts[name]?.split(' ') ?? [];
  assert.equal(node, 'node');
  return runNode([...command.map((word) => word.replace(/^(\.\/)?scripts\//, `${ROOT}/scripts/`)), ...args], env, cwd);
}

onEachDatabase("TypeORM's command line", (database) => {
  const run = (name: string, args: readonly string[] = []) => npmRun(name, args, database.env);
  const marks = async (): Promise<string> => {
    const { stdout } = await run('migration:show');
    return [...stdout.matchAll(/\[([ X])\]/g)].map(([, mark]) => mark).join('');
  };

  test('run, show, generate --check, revert', async () => {
    assert.equal(await marks(), '   ');
    const before = await run('migration:generate', ['--check', 'src/migrations/Nothing']);
    assert.equal(before.code, 1);

    const ran = await run('migration:run');
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(await marks(), 'XXX');
    const checked = await run('migration:generate', ['--check', 'src/migrations/Nothing']);
    assert.equal(checked.code, 0, checked.stdout + checked.stderr);
    assert.match(checked.stdout, /No changes in database schema were found/);

    const reverted = await run('migration:revert');
    assert.equal(reverted.code, 0, reverted.stderr);
    assert.equal(await marks(), 'XX ');
    const files = readdirSync(path.join(ROOT, 'src', 'migrations'));
    assert.deepEqual(
      files.filter((file) => file.includes('Nothing')),
      [],
    );
  });
});

describe('without a database', () => {
  const COMMANDS = ['migration:run', 'migration:revert', 'migration:show', 'migration:generate', 'seed'];

  for (const command of COMMANDS) {
    const args = command === 'migration:generate' ? ['src/migrations/Nothing'] : [];

    test(`${command}: a URL that is malformed, one line`, async () => {
      const env = { ...process.env, DATABASE_URL: 'postgres://ann:hunter2@h:port/x' };
      const { code, stderr, stdout } = await npmRun(command, args, env);
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /^DATABASE_URL is not a valid URL: postgres:\/\/ann:\*\*\*@h:port\/x [^\n]*\n$/);
    });

    test(`${command}: a server that does not answer, one line`, async () => {
      const env = { ...process.env, DATABASE_URL: 'mariadb://ann:hunter2@127.0.0.1:9/x' };
      const { code, stderr, stdout } = await npmRun(command, args, env);
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /^Cannot open the database mariadb:\/\/ann@127\.0\.0\.1:9\/x: [^\n]*ECONNREFUSED[^\n]*\n$/);
    });
  }

  test('migration:create writes a file and asks no database', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'typeorm-shell-create-'));
    try {
      const env = { ...process.env, DATABASE_URL: 'mariadb://127.0.0.1:9/x' };
      const { code, stderr } = await npmRun('migration:create', [path.join(folder, 'AddPhone')], env);
      assert.equal(code, 0, stderr);
      const [file = ''] = readdirSync(folder);
      assert.match(file, /^\d+-AddPhone\.ts$/);
      assert.match(
        readFileSync(path.join(folder, file), 'utf8'),
        /export class AddPhone\d+ implements MigrationInterface/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('help is shown without a database, and no file is made', async () => {
    const file = path.join(tmpdir(), `typeorm-shell-help-${process.pid}.db`);
    const { code, stdout } = await npmRun('migration:run', ['--help'], {
      ...process.env,
      DATABASE_URL: `sqlite:${file}`,
    });
    assert.equal(code, 0);
    assert.match(stdout, /migration:run/);
    assert.ok(!existsSync(file));
  });
});
