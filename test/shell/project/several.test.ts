import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FixtureProject } from '../../support/fixture-project';

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
  assert.equal(await shell.enter('Author.find()[0].books'), '[<Book 1, Sea, novel, 3>]');
  assert.equal(await shell.enter('shop.Author.find()[0].royalties'), '7');
  assert.equal(await shell.enter('.use shop'), 'library, shop (in use)');
  assert.equal(await shell.enter('sql`select * from author`'), '[ { id: 1, royalties: 7 } ]');
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
