import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { Guarded } from '../../../../src/shell/migrations/rehearse/guard-process';
import { serverAccess } from '../../../../src/shell/migrations/rehearse/other-database';
import { onEachDatabase, type TestDatabase } from '../../../support/databases';

const ROOT = resolve(__dirname, '../../../..');
/** Longer than this it is not coming, in milliseconds. */
const DEADLINE = 30_000;

onEachDatabase('a copy whose process was killed', (database) => {
  test('is taken away', async () => {
    const { guarded, isThere, close } = await copyOf(database);
    try {
      assert.equal(await isThere(), true);
      const child = spawn(
        process.execPath,
        ['-r', join(ROOT, 'scripts/ts.cjs'), join(ROOT, 'test/support/guard-and-die.ts'), JSON.stringify(guarded)],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await once(child, 'close');
      const deadline = performance.now() + DEADLINE;
      while (await isThere()) {
        assert.ok(performance.now() < deadline, 'it is still there');
        await setTimeout(20);
      }
    } finally {
      await close();
    }
  });
});

/** Something to guard. */
async function copyOf({ kind, url, options }: TestDatabase) {
  if (kind === 'sqlite') {
    const path = mkdtempSync(join(tmpdir(), 'typeorm-shell-guarded-'));
    return {
      guarded: { kind: 'folder', path } satisfies Guarded,
      isThere: async () => existsSync(path),
      close: async () => {},
    };
  }
  const dataSource = await new DataSource({ ...options }).initialize();
  const name = `${new URL(url).pathname.slice(1)}_copy`;
  await dataSource.query(`CREATE DATABASE ${name}`);
  const sql =
    kind === 'postgres'
      ? 'SELECT 1 FROM pg_database WHERE datname = $1'
      : 'SELECT 1 FROM information_schema.schemata WHERE schema_name = ?';
  return {
    guarded: {
      kind: kind === 'postgres' ? 'postgres' : 'mysql',
      database: name,
      module: '',
      access: await serverAccess(dataSource),
    } satisfies Guarded,
    isThere: async () => (await dataSource.query<unknown[]>(sql, [name])).length > 0,
    close: async () => {
      await dataSource.query(`DROP DATABASE IF EXISTS ${name}`);
      await dataSource.destroy();
    },
  };
}
