import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { DataSource } from 'typeorm';
import { QueryRecorder } from '../../../src/shell/queries/recorder';
import { Tag } from '../output/fixtures/shop';

const folder = mkdtempSync(path.join(tmpdir(), 'typeorm-shell-begin-'));
const database = path.join(folder, 'test.db');
const open: DataSource[] = [];
let recorder: QueryRecorder;
let other: DataSource;

async function connect(options: { readonly?: boolean; synchronize?: boolean } = {}): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database,
    enableWAL: options.readonly !== true,
    timeout: 1,
    entities: [Tag],
    ...options,
  });
  open.push(dataSource);
  return dataSource.initialize();
}

before(async () => {
  recorder = new QueryRecorder(await connect({ synchronize: true }));
  other = await connect();
});
after(async () => {
  for (const dataSource of open) await dataSource.destroy();
  rmSync(folder, { recursive: true });
});

test('a transaction that has read can write, whoever wants to write in between', async () => {
  const refused = await recorder.dataSource.transaction(async (manager) => {
    await manager.count(Tag);
    const refusal: unknown = await other.manager.insert(Tag, { label: 'other' }).catch((error: unknown) => error);
    await manager.insert(Tag, { label: 'own' });
    return refusal;
  });
  assert.match(String(refused), /database is locked/);
  assert.equal(await other.manager.countBy(Tag, { label: 'own' }), 1);
});

test('one that could not begin leaves the next one whole', async () => {
  const { dataSource } = recorder;
  await other.query('BEGIN IMMEDIATE');
  await assert.rejects(
    dataSource.transaction((manager) => manager.count(Tag)),
    /database is locked/,
  );
  await other.query('ROLLBACK');
  const mark = recorder.mark();
  await dataSource.manager.save(Tag, { label: 'next' });
  const [first, ...others] = recorder.since(mark).map(({ sql }) => sql);
  assert.equal(first, 'BEGIN IMMEDIATE TRANSACTION');
  assert.equal(others.at(-1), 'COMMIT');
});

test('a database that takes no writes is read in a transaction', async () => {
  const { dataSource } = new QueryRecorder(await connect({ readonly: true }));
  assert.ok((await dataSource.transaction((manager) => manager.count(Tag))) > 0);
  await assert.rejects(
    dataSource.transaction((manager) => manager.insert(Tag, { label: 'x' })),
    /attempt to write a readonly database/,
  );
});
