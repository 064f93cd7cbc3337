/** Rows that do not load, rows that are there already, and what becomes of counters, on every database. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { DataSource, EntitySchema, In, type DataSourceOptions } from 'typeorm';
import type { CommandContext } from '../../../../src/shell/commands/command';
import type { GivenOptions } from '../../../../src/shell/command-line';
import { UserError } from '../../../../src/shell/user-error';
import { onEachDatabase } from '../../../support/databases';
import { DataShell, FOLDER } from '../support/data-shell';

const Author = new EntitySchema<object>({
  name: 'Author',
  columns: {
    id: { type: 'int', primary: true, generated: 'increment' },
    name: { type: 'varchar', length: 10, unique: true },
    born: { type: 'date', nullable: true },
    balance: { type: 'decimal', precision: 8, scale: 2, nullable: true },
    apiToken: { type: 'varchar', nullable: true },
  },
  checks: [{ name: 'positive_balance', expression: 'balance >= 0' }],
});
const Book = new EntitySchema<object>({
  name: 'Book',
  columns: { id: { type: 'int', primary: true, generated: 'increment' } },
  relations: { author: { type: 'many-to-one', target: 'Author', onDelete: 'CASCADE' } },
});

/** Leads to its own, and, checked when the transaction ends, to a book. */
const Page = new EntitySchema<object>({
  name: 'Page',
  columns: { id: { type: 'int', primary: true }, code: { type: 'varchar', nullable: true } },
  relations: {
    next: { type: 'many-to-one', target: 'Page', nullable: true },
    book: { type: 'many-to-one', target: 'Book', nullable: true, deferrable: 'INITIALLY DEFERRED' },
  },
});

const ANN = { id: 1, name: 'Ann', born: null, balance: null, apiToken: null };

function write(name: string, authors: readonly object[], books: readonly object[] = []): string {
  const lines = [...authors.map((author) => ({ author })), ...books.map((book) => ({ book }))];
  writeFileSync(join(FOLDER, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return name;
}

onEachDatabase('load', (database) => {
  let shell: DataShell;
  before(async () => {
    const options = { ...database.options, entities: [Author, Book, Page], synchronize: true } as DataSourceOptions;
    shell = new DataShell(await new DataSource(options).initialize());
  });
  after(() => shell.dataSource.destroy());
  beforeEach(async () => {
    await shell.dataSource.query('DELETE FROM book');
    await shell.dataSource.query('DELETE FROM author');
  });

  async function refusal(
    file: string,
    options: GivenOptions = {},
    others: Partial<CommandContext> = {},
  ): Promise<string> {
    const counts = await Promise.all(['author', 'book'].map((table) => shell.rows(table)));
    let said = 'loaded';
    await shell.load([file], options, others).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      said = `${error.message}\n${error.hint}`;
    });
    assert.deepEqual(await Promise.all(['author', 'book'].map((table) => shell.rows(table))), counts, said);
    return said;
  }

  const many = Array.from({ length: 1_500 }, (_, at) => ({ id: at + 1, name: `n${at + 1}` }));

  test('names file, line and constraint of a row that the database refuses, of any number', async () => {
    const twice = [...many, { id: 2_000, name: 'n7' }];
    assert.match(
      await refusal(write('twice.ndjson', twice)),
      /^twice\.ndjson:1501 author: the row is there already: (?:another has the same name|it has the same key as another) ?(?:\(\w+\))?\.\nNothing was loaded\.$/,
    );
    const nowhere = write('nowhere.ndjson', many, [
      { id: 1, authorId: 1 },
      { id: 2, authorId: 9_999 },
    ]);
    assert.match(
      await refusal(nowhere),
      /^nowhere\.ndjson:1502 book: the row leads by authorId to a row of author that is not there ?(?:\(FK_\w+\))?\.\n/,
    );
    assert.match(
      await refusal(write('null.ndjson', [ANN, { id: 2 }])),
      /^null\.ndjson:2 author: the row has NULL in name/,
    );
    // TypeORM makes no checks on MariaDB.
    if (database.kind === 'mariadb') return;
    assert.match(
      await refusal(write('check.ndjson', [ANN, { id: 2, name: 'Ben', balance: -1 }])),
      /^check\.ndjson:2 author: the row does not fulfil the check /,
    );
  });

  test('of a row that leads to a later one, or is checked at the end, too', async () => {
    const pages = (name: string, ...rows: readonly object[]): string => {
      writeFileSync(join(FOLDER, name), rows.map((page) => `${JSON.stringify({ page })}\n`).join(''));
      return name;
    };
    assert.match(
      await refusal(pages('circle.ndjson', { id: 1, nextId: 2 }, { id: 2, nextId: 3 }, { id: 4, nextId: 1 })),
      /^circle\.ndjson:2 page: the row with id 2 leads by nextId to a row of page that is not there(?: \(FK_\w+\))?\.\n/,
    );
    assert.match(
      await refusal(pages('book.ndjson', { id: 1 }, { id: 2, bookId: 7 })),
      /^book\.ndjson:2 page: the row (?:with id 2 )?leads by bookId to a row of book that is not there(?: \(FK_\w+\))?\.\n/,
    );
    await shell.load([pages('fine.ndjson', { id: 1, nextId: 3 }, { id: 2, nextId: 2 }, { id: 3, nextId: 1 })]);
    assert.equal((await shell.rows('page')).length, 3);
    // Keys are checked as before.
    await assert.rejects(
      shell.dataSource.query('UPDATE page SET "nextId" = 9'.replaceAll('"', database.kind === 'mariadb' ? '`' : '"')),
    );
    await shell.dataSource.manager.update('Page', { id: In([1, 2, 3]) }, { next: null });
    await shell.dataSource.query('DELETE FROM page');
  });

  test('nothing is cut or rounded without a word', async () => {
    const long = write('long.ndjson', [ANN, { id: 2, name: 'longer than ten' }]);
    const digits = write('digits.ndjson', [ANN, { id: 2, name: 'Ben', balance: '1.005' }]);
    // SQLite takes texts of any length, and as many digits as a number of 64 bits has.
    if (database.kind === 'sqlite') {
      const more = write('more.ndjson', [ANN, { id: 2, name: 'Ben', balance: '123456789012345678.91' }]);
      assert.match(
        await refusal(more),
        /^more\.ndjson:2 author\.balance has more digits than a number of SQLite holds\./,
      );
    } else {
      assert.match(
        await refusal(long),
        /^long\.ndjson:2 author: the row is refused: .*(?:too long|Data too long).*\n/i,
      );
      assert.match(
        await refusal(digits),
        /^digits\.ndjson:2 author\.balance has more digits behind the point than decimal\(8,2\)/,
      );
    }
    if (database.kind !== 'sqlite') {
      const date = write('date.ndjson', [{ ...ANN, born: '2023-02-30' }]);
      assert.match(
        await refusal(date),
        /^date\.ndjson:1 author: the row is refused: .*(?:out of range|Incorrect date)/,
      );
    }
    const nul = write('nul.ndjson', [{ ...ANN, name: 'a\0b' }]);
    if (database.kind === 'postgres')
      assert.match(await refusal(nul), /^nul\.ndjson:1 author\.name has a NUL character in it/);
    else {
      await shell.load([nul]);
      assert.equal((await shell.rows('author'))[0]?.name, 'a\0b');
    }
  });

  test('rows that are there stay, or go first, as it is told', async () => {
    const [one, two] = [
      write('one.ndjson', [ANN], [{ id: 1, authorId: 1 }]),
      write('two.ndjson', [{ ...ANN, id: 2, name: 'Ben' }]),
    ];
    await shell.load([one]);
    assert.equal(
      await refusal(two),
      'There are rows already: in author.\n--replace deletes them first, --append leaves them.',
    );
    await shell.load([two], { append: true });
    assert.deepEqual(
      (await shell.rows('author')).map(({ id }) => id),
      [1, 2],
    );
    // Those of books would go with them.
    assert.match(await refusal(two, { replace: true }), /^book has rows that lead to author, and is not in the file\./);
    await shell.load([one], { replace: true });
    assert.deepEqual(
      (await shell.rows('author')).map(({ id }) => id),
      [1],
    );
    assert.match(await refusal(write('bad.ndjson', [ANN, ANN], [{}]), { replace: true }), /^bad\.ndjson:2 author/);
  });

  test('ids go on after the highest', async () => {
    await shell.load([write('five.ndjson', [{ ...ANN, id: 5 }])]);
    const insert = async (name: string): Promise<unknown> =>
      (await shell.dataSource.manager.insert('Author', { name })).identifiers[0]?.id;
    assert.equal(await insert('next'), 6);
    await shell.load([write('twenty.ndjson', [{ ...ANN, id: 20, name: 'Ben' }])], { append: true });
    assert.equal(await insert('after'), 21);
    await shell.load([write('low.ndjson', [{ ...ANN, id: 3, name: 'Cid' }])], { append: true });
    assert.equal(await insert('still'), 22);
    await shell.dataSource.query('DELETE FROM author');
    await shell.load([write('five.ndjson', [{ ...ANN, id: 5 }])], { replace: true });
    assert.equal(await insert('again'), 6);
  });

  test('a masked dump says so, and does not load by itself', async () => {
    await shell.load([
      write('secret.ndjson', [
        { ...ANN, apiToken: 'abc-123' },
        { ...ANN, id: 2, name: 'Ben' },
      ]),
    ]);
    const { printed } = await shell.dump([], { output: 'masked.ndjson', force: true });
    assert.match(printed.join('\n'), /^Masked: author\.apiToken\. --unmasked writes what is there\.$/m);
    const told = await refusal('masked.ndjson', { replace: true });
    assert.match(
      told,
      /^masked\.ndjson does not have what is in author\.apiToken: it is masked\.\nDump with --unmasked/,
    );
    await shell.dump(['Author'], { output: 'masked.csv', force: true });
    await shell.dataSource.query('DELETE FROM author');
    writeFileSync(join(FOLDER, 'author.csv'), 'id,name,apiToken\n1,Ann,••••••\n');
    assert.match(await refusal('author.csv'), /^author\.csv:2 author\.apiToken is masked\.\nDump with --unmasked/);
    await shell.load(['masked.ndjson'], { masked: true });
    assert.deepEqual(
      (await shell.rows('author')).map(({ apiToken }) => apiToken),
      ['••••••', null],
    );
  });

  test('production is asked about', async () => {
    const file = write('one.ndjson', [ANN]);
    const modes = { risk: 'kept on production' } as CommandContext['modes'];
    assert.equal(await refusal(file, {}, { modes }), 'The database is production.\nTo load into it: --yes');
    const asked: string[] = [];
    const confirm = async (question: string): Promise<boolean> => asked.push(question) > 1;
    assert.equal(await refusal(file, {}, { modes, confirm }), 'Nothing was loaded.\nundefined');
    await shell.load([file], {}, { modes, confirm });
    await shell.load([file], { yes: true, replace: true }, { modes });
    assert.deepEqual(asked, Array(2).fill('The database is production. one.ndjson is loaded into it. Go on?'));
  });

  if (database.kind === 'mariadb')
    test('a table without transactions is not loaded', async () => {
      const keys = await shell.dataSource.query<readonly { readonly name: string }[]>(
        `SELECT CONSTRAINT_NAME AS name FROM information_schema.REFERENTIAL_CONSTRAINTS
        WHERE TABLE_NAME = 'page' AND CONSTRAINT_SCHEMA = DATABASE()`,
      );
      for (const { name } of keys) await shell.dataSource.query(`ALTER TABLE page DROP FOREIGN KEY ${name}`);
      await shell.dataSource.query('ALTER TABLE page ENGINE = MyISAM');
      writeFileSync(join(FOLDER, 'engine.ndjson'), '{"page":{"id":1}}');
      assert.match(
        await refusal('engine.ndjson'),
        /^The engine of page has no transactions: .*\nALTER TABLE `page` ENGINE = InnoDB$/,
      );
    });
});
