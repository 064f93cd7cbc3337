/** Dump from SQLite, load into PostgreSQL, dump, load into MariaDB, dump, load into SQLite: all of the dumps are the same. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { DataFormat } from '../../../src/shell/data/format';
import { DATABASE_KINDS, onEachDatabase } from '../../support/databases';
import { DataShell, everySource, fillSqlite, FOLDER } from './support/data-shell';

/** The dumps of the database before, by format. */
const dumps = new Map<string, string>();
const FORMATS = ['json', 'ndjson', 'csv'] as const satisfies readonly DataFormat[];

function textOf(file: string): string {
  const path = join(FOLDER, file);
  if (!file.endsWith('csv-folder')) return readFileSync(path, 'utf8');
  return readdirSync(path)
    .sort()
    .map((name) => `${name}\n${readFileSync(join(path, name), 'utf8')}`)
    .join('\n');
}

onEachDatabase('a dump is the same', (database) => {
  let shell: DataShell;
  before(async () => {
    shell = new DataShell(await everySource(database));
    if (database.kind === 'sqlite') await fillSqlite(shell.dataSource);
  });
  after(() => shell.dataSource.destroy());
  const place = DATABASE_KINDS.indexOf(database.kind);
  for (const format of FORMATS) {
    test(`as ${format}`, async () => {
      const name = (kind: string): string => `${kind}.${format === 'csv' ? 'csv-folder' : format}`;
      const from = place === 0 ? 'sqlite' : DATABASE_KINDS[place - 1];
      if (place > 0) await shell.load([name(from)], { format, replace: true, masked: true });
      const file = name(database.kind);
      await shell.dump([], { output: file, format, unmasked: true });
      const text = textOf(file);
      assert.equal(text, dumps.get(format) ?? text);
      dumps.set(format, text);
      // And once around, into the database that it came from.
      await shell.load([file], { format, replace: true });
      await shell.dump([], { output: file, format, unmasked: true, force: true });
      assert.equal(textOf(file), text);
    });
  }
  test('as SQL, into the same kind of database', async () => {
    const [json, sql] = [`${database.kind}-before.json`, `${database.kind}.sql`];
    await shell.dump([], { output: json, unmasked: true });
    await shell.dump([], { output: sql, unmasked: true });
    await shell.load([sql], { replace: true });
    await shell.dump([], { output: json, unmasked: true, force: true });
    assert.equal(textOf(json), textOf(`${database.kind}.json`));
  });
});
