import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { FixtureProject } from '../../support/fixture-project';
import type { TestShell } from '../../support/test-shell';

test('several data sources: each entity knows its own, .use switches, shared names are qualified', async () => {
  const shell = await FixtureProject.of('several').open();
  assert.match(shell.screen, /on library \(better-sqlite3 in memory\), shop \(better-sqlite3 in memory\)\n/);
  assert.match(shell.screen, /Entities: Author, Book, shop\.Author\n/);
  assert.match(shell.screen, /Author is in library and in shop: Author means the first, shop\.Author the other\./);
  await shell.until(() => shell.screen.includes('Without a table'), 'the look into the catalogue');
  await shell.enter('dataSource.synchronize(); shop.dataSource.synchronize()');
  await shell.enter("const ann = Author.save({ name: 'Ann' })");
  await shell.enter("void Book.save({ title: 'Sea', kind: 'novel', pages: 3, author: ann })");
  await shell.enter('void shop.Author.save({ royalties: 7 })');
  assert.equal(await shell.enter('Author.find()[0].books[0]'), '<Book 1, Sea, novel, 3>');
  assert.equal(await shell.enter('shop.Author.find()[0].royalties'), '7');
  assert.equal(await shell.enter('.use shop'), 'library, shop (in use)');
  assert.equal(await shell.enter('sql`select * from author`[0]'), '{ id: 1, royalties: 7 }');
  assert.equal(await shell.enter('Author.find()[0].royalties'), '7');
  assert.equal(await shell.enter('library.Author.find()[0].books.length'), '1');
  // Names that only one has mean that one, whichever is in use.
  assert.equal(await shell.enter('Book.find()[0].author.name'), "'Ann'");
  assert.equal(await shell.enter('[repo(Book), repo(shop.Author)].map(each => each.count())'), '[ 1, 1 ]');
  assert.match(
    await shell.enter('.use shopp'),
    /There is no data source shopp: did you mean shop\?\nThere are: library, shop\./,
  );
  await shell.enter('const Author = 5');
  await shell.enter('.use library');
  assert.equal(await shell.enter('Author'), '5');
  assert.equal(await shell.leave(), 0);
});

test('two -d; one that cannot be opened does not stop the other', async () => {
  const project = FixtureProject.of('several');
  project.write(
    'src/far.js',
    "module.exports = { type: 'postgres', host: '127.0.0.1', port: 1, password: 's3cret' };\n",
  );
  const { stdout, stderr } = await project.run({
    arguments: ['-d', 'src/far.js', '-d', 'src/data-source.ts', '-e', 'dataSource.synchronize(); Book.find()'],
  });
  assert.equal(stdout, '[]\n');
  assert.match(stderr, /^far is left out\. Cannot open postgres:\/\/127\.0\.0\.1:1\/: No database server answers/);
});

const COPIES = `import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Author } from './library/author';
import { Book } from './library/book';

const entities = [Author, Book];
export const library = new DataSource({ type: 'better-sqlite3', database: 'library.db', entities });
export const archive = new DataSource({ type: 'better-sqlite3', database: 'archive.db', entities });
`;

/** A shell on two data sources that have the same classes; Ann in one has no book, Ann (old) in the other has one. */
async function openCopies(): Promise<TestShell> {
  const project = FixtureProject.of('several');
  project.write('src/data-source.ts', COPIES);
  for (const [file, name] of [
    ['library.db', 'Ann'],
    ['archive.db', 'Ann (old)'],
  ] as const) {
    const database = new Database(join(project.folder, file));
    database.exec(`CREATE TABLE author (id integer PRIMARY KEY AUTOINCREMENT, name varchar NOT NULL);
      CREATE TABLE book (id integer PRIMARY KEY AUTOINCREMENT, title varchar, kind varchar, pages integer, authorId integer);
      INSERT INTO author (name) VALUES ('${name}');`);
    if (file === 'archive.db') database.exec("INSERT INTO book VALUES (1, 'Sea', 'novel', 3, 1)");
    database.close();
  }
  return await project.open();
}

test('one class in several data sources: an entity belongs to the one that it was read from', async () => {
  const shell = await openCopies();
  assert.match(shell.screen.replace(/\n/g, ''), /Author is one class in library and in archive/);
  await shell.enter('const old = archive.repo(Author).findOneBy({ id: 1 })');
  await shell.enter('const ann = Author.findOneBy({ id: 1 })');
  assert.equal(await shell.enter('[ann.books.length, old.books.length]'), '[ 0, 1 ]');
  await shell.enter("old.name = 'Anna'; void old.save()");
  assert.equal(await shell.enter('sql`select name from author`[0].name'), "'Ann'");
  assert.equal(await shell.enter('archive.sql`select name from author`[0].name'), "'Anna'");
  assert.equal(await shell.enter('.use archive'), 'library, archive (in use)');
  assert.equal(await shell.enter('Author.findOneBy({ id: 1 }).name'), "'Anna'");
  await shell.enter("ann.name = 'Annie'; void ann.save()");
  assert.equal(await shell.enter('library.sql`select name from author`[0].name'), "'Annie'");
  // Rows may be copied from one to the other.
  await shell.enter('void library.repo(Author).save(old)');
  assert.equal(await shell.enter('library.sql`select name from author`[0].name'), "'Anna'");
  assert.equal(await shell.leave(), 0);
});

test('.reload leaves the data source in use that is, and .use goes on with the new ones', async () => {
  const shell = await openCopies();
  await shell.enter('.use archive');
  await shell.enter('const old = Author.findOneBy({ id: 1 }), ann = library.repo(Author).findOneBy({ id: 1 })');
  assert.match(await shell.enter('.reload'), /^2 entities go on with the new classes\.$/m);
  assert.equal(await shell.enter('Author.findOneBy({ id: 1 }).name'), "'Ann (old)'");
  assert.equal(await shell.enter('[ann.books.length, old.books.length]'), '[ 0, 1 ]');
  assert.equal(await shell.enter('.use library'), 'library (in use), archive');
  assert.equal(await shell.enter('Author.findOneBy({ id: 1 }).name'), "'Ann'");
  assert.equal(await shell.enter('dataSource.isInitialized'), 'true');
  assert.equal(await shell.leave(), 0);
});
