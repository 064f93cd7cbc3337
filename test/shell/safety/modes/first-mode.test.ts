import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataSourceOptions } from 'typeorm';
import { firstMode } from '../../../../src/shell/safety/modes/first-mode';

const development = { env: {}, name: 'main', options: { type: 'postgres', database: 'shop' } as DataSourceOptions };
const production = { ...development, env: { NODE_ENV: 'production' } };

test('a data source opens writable, and read-only on production; what is asked for comes first', () => {
  assert.deepEqual(firstMode(undefined, development), { mode: 'writable', production: undefined, notice: undefined });
  assert.equal(firstMode('sandbox', development).mode, 'sandbox');
  const { mode, production: name, notice } = firstMode(undefined, production);
  assert.deepEqual([mode, name], ['read-only', 'shop']);
  assert.match(notice ?? '', /^main is production \(NODE_ENV is production\): it is read-only here\. .*--write/);
  for (const asked of ['writable', 'sandbox', 'read-only'] as const)
    assert.deepEqual(firstMode(asked, production), { mode: asked, production: 'shop', notice: undefined });
  assert.equal(firstMode(undefined, { ...production, setting: false }).mode, 'writable');
  assert.equal(firstMode(undefined, { ...development, setting: true }).mode, 'read-only');
});

test('at the prompt production is called by its database, of a file by its name', () => {
  const options = { type: 'better-sqlite3', database: '/srv/data/app.db' } as DataSourceOptions;
  assert.equal(firstMode(undefined, { ...production, options }).production, 'app.db');
});
