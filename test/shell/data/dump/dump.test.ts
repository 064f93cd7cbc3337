import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DataSource, EntitySchema, type DataSourceOptions } from 'typeorm';
import type { CommandContext } from '../../../../src/shell/commands/command';
import type { GivenOptions } from '../../../../src/shell/command-line';
import { InterruptedError } from '../../../../src/shell/evaluator/evaluator';
import { UserError } from '../../../../src/shell/user-error';
import { onEachDatabase } from '../../../support/databases';
import { DataShell, everySource, fillSqlite, FOLDER } from '../support/data-shell';

const Note = new EntitySchema<object>({
  name: 'Note',
  columns: { id: { type: 'int', primary: true }, text: { type: 'text' }, token: { type: 'varchar', nullable: true } },
});
const MANY = 5_000;

onEachDatabase('a dump', (database) => {
  let dataSource: DataSource;
  let other: DataSource;
  let shell: DataShell;
  before(async () => {
    const options = { ...database.options, entities: [Note], synchronize: true } as DataSourceOptions;
    [dataSource, other] = [await new DataSource(options).initialize(), await new DataSource(options).initialize()];
    shell = new DataShell(dataSource);
    const notes = Array.from({ length: MANY }, (_, at) => ({ id: at + 1, text: 'x'.repeat(100) }));
    await dataSource.manager.save('Note', notes, { chunk: 500 });
  });
  after(async () => {
    await dataSource.destroy();
    await other.destroy();
  });

  test('is what there was at one moment, whatever others write meanwhile', async () => {
    let written = false;
    const chunks: string[] = [];
    const standardOutput: CommandContext['standardOutput'] = {
      write: async (bytes, at) => {
        chunks.push(Buffer.from(bytes.subarray(at)).toString());
        if (!written) {
          written = true;
          await other.query('DELETE FROM note WHERE id > 4000');
          await other.query("UPDATE note SET text = 'changed'");
        }
        return { bytesWritten: bytes.length - at };
      },
    };
    await shell.dump([], {}, { standardOutput });
    const lines = chunks.join('').trimEnd().split('\n');
    assert.equal(lines.length, MANY + 2);
    assert.ok(!chunks.join('').includes('changed'));
    assert.equal(await dataSource.manager.count('Note'), 4_000);
  });

  test('that is broken off leaves no file, and a connection that goes on', async () => {
    mkdirSync(join(FOLDER, 'stopped'), { recursive: true });
    for (const options of [{ output: 'stopped/notes.json' }, { output: 'stopped/folder', format: 'csv' }]) {
      const stop = new AbortController();
      const status = (): void => stop.abort();
      // It looks as if somebody did, when the first rows have come.
      const breakable: CommandContext['breakable'] = (work) => {
        const looked = stop.signal.throwIfAborted.bind(stop.signal);
        let times = 0;
        stop.signal.throwIfAborted = () => {
          if (++times > 2) status();
          looked();
        };
        return work(stop.signal);
      };
      await assert.rejects(shell.dump([], options, { breakable }), InterruptedError);
      assert.deepEqual(readdirSync(join(FOLDER, 'stopped')), []);
    }
    assert.equal((await dataSource.manager.find('Note', { take: 1 })).length, 1);
    const { output } = await shell.dump(['Note']);
    assert.ok(output.endsWith('{"typeorm-shell":{"rows":4000}}\n'));
  });
});

describe('a dump of SQLite', () => {
  let shell: DataShell;
  const file = (name: string): string => join(FOLDER, name);

  before(async () => {
    const options = { type: 'better-sqlite3', database: ':memory:' } as const;
    shell = new DataShell(await everySource({ kind: 'sqlite', options }));
    await fillSqlite(shell.dataSource);
    await shell.dataSource.query('CREATE TABLE "of another" (id int)');
  });
  after(() => shell.dataSource.destroy());

  async function refusal(words: readonly string[], options: GivenOptions = {}): Promise<string> {
    try {
      await shell.dump(words, options);
      return 'dumped';
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return `${error.message}\n${error.hint}`;
    }
  }

  test('has the tables that are named, and what lies between them, by foreign keys', async () => {
    const tablesOf = async (...words: string[]): Promise<unknown> =>
      (JSON.parse((await shell.dump(words)).output.split('\n')[0] ?? '') as { 'typeorm-shell': { tables: unknown } })[
        'typeorm-shell'
      ].tables;
    assert.deepEqual(await tablesOf(), ['city', 'country', 'every kind', 'node', 'twins']);
    assert.deepEqual(await tablesOf('City'), ['city', 'twins']);
    assert.deepEqual(await tablesOf('country', 'Node'), ['country', 'node']);
    assert.equal(await refusal(['Cty']), 'There is no entity Cty.\nDid you mean City?');
  });

  test('says what it has, what it masks, and what it leaves out', async () => {
    const { printed } = await shell.dump([], { output: 'all.json' });
    assert.deepEqual(
      printed.map((line) => line.replace(/\([\d,]+ bytes\)/, '(N bytes)')),
      [
        'Dumped 14 rows of 5 tables to all.json (N bytes).',
        'Masked: every kind.password. --unmasked writes what is there.',
        'Left out, because no entity has them: of another.',
      ],
    );
    assert.ok(!readFileSync(file('all.json'), 'utf8').includes('hunter2'));
    const shown = await shell.dump(['Every'], { output: 'every.csv', unmasked: true });
    assert.equal(shown.printed[1], 'Not masked: every kind.password. Whoever reads it knows them.');
    assert.ok(readFileSync(file('every.csv'), 'utf8').includes('hunter2'));
  });

  test('has no secrets inside of JSON', async () => {
    const json = '{"user":{"password":"s3cret-1","name":"Ann"},"ids":[1]}';
    await shell.dataSource.query(`UPDATE "every kind" SET "json_column" = ?, "simpleJson_column" = ? WHERE "id" = 11`, [
      json,
      json,
    ]);
    const { output } = await shell.dump(['Every']);
    assert.ok(!output.includes('s3cret-1'));
    assert.ok(output.includes('{"ids":[1],"user":{"name":"Ann","password":"••••••"}}'));
    writeFileSync(file('secret.ndjson'), output.replace('"every kind.password"', ''));
    const refused = shell.load(['secret.ndjson'], { replace: true });
    await assert.rejects(refused, /^UserError: secret\.ndjson:3 every kind\.password is masked\.$/);
    const shown = await shell.dump(['Every'], { unmasked: true });
    assert.ok(shown.output.includes('s3cret-1'));
  });

  test('does not replace a file, or a folder, unless it is told', async () => {
    writeFileSync(file('there.json'), 'mine');
    assert.match(
      await refusal([], { output: 'there.json' }),
      /^there\.json is already there\.\nTo replace it: typeorm-shell dump --force -o there\.json$/,
    );
    assert.equal(readFileSync(file('there.json'), 'utf8'), 'mine');
    await shell.dump([], { output: 'folder/', format: 'csv' });
    writeFileSync(file('folder/old.csv'), 'old');
    await shell.dump([], { output: 'folder', format: 'csv', force: true });
    assert.deepEqual(readdirSync(file('folder')), [
      'city.csv',
      'country.csv',
      'every kind.csv',
      'node.csv',
      'twins.csv',
    ]);
    assert.deepEqual(
      readdirSync(FOLDER).filter((name) => /\.(?:part|old)$/.test(name)),
      [],
    );
  });

  test('says what it cannot write', async () => {
    assert.match(await refusal([], { output: 'all' }), /^all has no extension that says what to write\.\n/);
    assert.match(await refusal([], { format: 'jsn' }), /^There is no format jsn: did you mean json\?/);
    assert.match(
      await refusal([], { output: 'all.csv' }),
      /^A file of CSV has one table, and there are 5\.\nName one, or a folder for all: typeorm-shell dump --format csv -o all$/,
    );
    assert.match(
      await refusal(['all.json']),
      /^all\.json looks like a file, and is no entity\.\nTo write it: typeorm-shell dump -o all\.json/,
    );
    assert.match(
      await refusal([], { output: 'none/all.json' }),
      /^none\/all\.json cannot be written: its folder is not there\./,
    );
    assert.equal(existsSync(file('all')), false);
  });

  test('says where bytes are in a column of text', async () => {
    await shell.dataSource.query(`UPDATE "every kind" SET "title_column" = x'ff' WHERE "id" = 5`);
    assert.match(
      await refusal(['Every']),
      /^every kind\.title_column is a column of text, and holds bytes in the row with id 5\./,
    );
    await shell.dataSource.query(`UPDATE "every kind" SET "title_column" = NULL WHERE "id" = 5`);
  });

  test('leaves out what is a view in the database', async () => {
    await shell.dataSource.query('ALTER TABLE "node" RENAME TO "nodes"');
    await shell.dataSource.query('CREATE VIEW "node" AS SELECT * FROM "nodes"');
    const { printed } = await shell.dump(['Node', 'Every'], { output: 'view.json' });
    assert.match(
      printed.join('\n'),
      /^Dumped 5 rows of 1 table to .*\n.*\nLeft out, because the database has a view there: node\.$/,
    );
  });

  test('says which tables there are not', async () => {
    await shell.dataSource.query('ALTER TABLE "twins" RENAME TO "pairs"');
    assert.match(await refusal([]), /^The database has no table twins\.\nMigrate it first, or name/);
  });
});
