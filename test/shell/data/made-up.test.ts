/** Rows of made-up values, from SQLite to PostgreSQL to MariaDB and back, in every format. A failure says the seed. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { DataSource, EntitySchema, type ColumnType, type DataSourceOptions } from 'typeorm';
import { DATABASE_KINDS, onEachDatabase, type DatabaseKind } from '../../support/databases';
import { DataShell, FOLDER } from './support/data-shell';

// In the hour that clocks show twice, a column without a zone cannot say which it is.
process.env.TZ = 'UTC';

const SEED = Number(process.env.DATA_SEED ?? Math.floor(Math.random() * 2 ** 31));
const ROWS = 300;

function madeUpOn(kind: DatabaseKind): EntitySchema<object> {
  const at = (sqlite: ColumnType, postgres: ColumnType, mariadb: ColumnType): { type: ColumnType; nullable: true } => ({
    type: { sqlite, postgres, mariadb }[kind],
    nullable: true,
  });
  return new EntitySchema<object>({
    name: 'made up, (odd) 100%',
    columns: {
      id: { type: 'int', primary: true },
      'a text': { ...at('text', 'text', 'longtext') },
      'a,json': { ...at('json', 'jsonb', 'json') },
      double: { ...at('double', 'double precision', 'double') },
      big: { ...at('bigint', 'bigint', 'bigint') },
      decimal: { ...at('decimal', 'decimal', 'decimal'), precision: 15, scale: 4 },
      at: { ...at('datetime', 'timestamptz', 'datetime'), precision: 3 },
      bytes: { ...at('blob', 'bytea', 'longblob') },
    },
  });
}

// NUL is no character of a text in PostgreSQL; half of a pair is none anywhere.
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({
      unit: fc.constantFrom('"', "'", '\\', ',', '\n', '\r', '\t', ' ', 'x', '`', ';', '\u2028', '•', '$', '?'),
      maxLength: 12,
    }),
    fc.constantFrom('', ' ', 'NULL', 'null', '\\N', '{}', '-- ', "');", '2023-10-31T09:30:00Z', '\ufeff'),
  )
  .map((each) => each.replaceAll('\0', ''));
const json = fc
  .jsonValue({ maxDepth: 3, stringUnit: 'grapheme' })
  .map((value) => JSON.stringify(value).replaceAll('\\u0000', ''));
const row = fc.record({
  'a text': fc.option(text),
  'a,json': fc.option(json),
  double: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
  big: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  decimal: fc.option(fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 10_000)),
  at: fc.option(
    fc
      .date({ min: new Date('1000-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
      .map((date) => date.toISOString().replace('T', ' ').replace('Z', '')),
  ),
  bytes: fc.option(fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes))),
});

let inSqlite: string | undefined;

onEachDatabase(`made-up values (DATA_SEED=${SEED})`, (database) => {
  let shell: DataShell;
  before(async () => {
    const entities = [madeUpOn(database.kind)];
    const options = { ...database.options, entities, synchronize: true } as DataSourceOptions;
    shell = new DataShell(await new DataSource(options).initialize());
    if (database.kind !== 'sqlite') return;
    for (const [id, values] of fc.sample(row, { numRuns: ROWS, seed: SEED }).entries()) {
      const all = { id, ...values };
      const names = Object.keys(all).map((name) => `"${name}"`);
      await shell.dataSource.query(
        `INSERT INTO "made up, (odd) 100%" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        Object.values(all),
      );
    }
  });
  after(() => shell.dataSource.destroy());

  test('come back as they were', async () => {
    const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
    const place = DATABASE_KINDS.indexOf(database.kind);
    if (place > 0) await shell.load([`made-up-${DATABASE_KINDS[place - 1]}.json`], { masked: true });
    const name = `made-up-${database.kind}`;
    await shell.dump([], { output: `${name}.json` });
    const first = read(`${name}.json`);
    assert.equal(first, inSqlite ?? first);
    inSqlite = first;
    for (const format of ['ndjson', 'sql', 'csv']) {
      const file = format === 'csv' ? `${name}-folder` : `${name}.${format}`;
      await shell.dump([], { output: file, format });
      await shell.load([file], { format, replace: true, masked: true });
      await shell.dump([], { output: `${name}.json`, force: true });
      assert.equal(read(`${name}.json`), first, format);
    }
    assert.deepEqual(readdirSync(join(FOLDER, `${name}-folder`)), ['made up, (odd) 100%25.csv']);
  });
});
