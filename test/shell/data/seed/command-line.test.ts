/** `typeorm-shell seed` as a person calls it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { FixtureProject } from '../../../support/fixture-project';

const AUTHOR = `CREATE TABLE author (id integer PRIMARY KEY AUTOINCREMENT, name varchar NOT NULL, shown varchar DEFAULT '');`;
const BOOK = `CREATE TABLE book (id integer PRIMARY KEY AUTOINCREMENT, title varchar NOT NULL, kind varchar NOT NULL,
  pages integer NOT NULL, "authorId" integer REFERENCES author);`;

/** A fixture on files, with tables, in place of memory. */
function onFiles(name: string, tables: Readonly<Record<string, string>>): FixtureProject {
  const project = FixtureProject.of(name);
  const files = Object.keys(tables);
  for (const file of files) database(project, file).exec(tables[file]).close();
  let next = 0;
  project.edit('src/data-source.ts', (text) =>
    text.replaceAll("':memory:'", () => `'${files[next++]}'`).replace('synchronize: true,', ''),
  );
  return project;
}

function database(project: FixtureProject, file: string): Database.Database {
  return new Database(join(project.folder, file));
}

/** The values of the first column of a query. */
function values(project: FixtureProject, file: string, sql: string): readonly unknown[] {
  const opened = database(project, file);
  try {
    return opened.prepare(sql).pluck().all();
  } finally {
    opened.close();
  }
}

test('rows of any project, with values of its settings; none on production', async () => {
  const project = onFiles('commonjs-ts5', { 'library.db': AUTHOR + BOOK });
  project.write(
    'typeorm-shell.config.ts',
    `import { BookKind } from './src/entities/book-kind';
export default { seed: { Book: { kind: ({ random }) => random.pick(Object.values(BookKind)) } }, production: ['live.db'] };`,
  );
  const counts = ['--count', 'Author=5', '--count', 'Book=20'];
  const { code, stdout, stderr } = await project.run({ arguments: ['seed', ...counts, '--seed', '3', '--trust'] });
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^5 rows of Author\n20 rows of Book\n25 rows in \d\.\d s \([\d,]+ rows\/s\)\n$/);
  const kinds = values(project, 'library.db', 'SELECT DISTINCT kind FROM book ORDER BY 1');
  assert.deepEqual(kinds, ['novel', 'poems']);
  assert.ok(
    values(project, 'library.db', 'SELECT name FROM author').every((name) => /^[A-Z][a-z]+ [A-Z]/.test(String(name))),
  );
  const near = await project.run({ arguments: ['seed', '--count', 'Auhtor=5', '--trust'] });
  assert.deepEqual(
    [near.code, near.stdout, near.stderr],
    [1, '', 'There is no entity Auhtor.\nDid you mean Author?\n'],
  );
  const live = await project.run({
    arguments: ['seed', ...counts, '--trust'],
    environment: { NODE_ENV: 'production' },
  });
  assert.equal(live.code, 0, 'the settings alone decide');
  project.edit('typeorm-shell.config.ts', (text) => text.replace('live.db', 'library.db'));
  const refused = await project.run({ arguments: ['seed', ...counts, '--trust'] });
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /^library\.db is production: no rows are made up there\.\n/m);
  assert.deepEqual(values(project, 'library.db', 'SELECT COUNT(*) FROM book'), [40]);
});

test('of several data sources, each gets its own; where one fails, none does', async () => {
  const project = onFiles('several', {
    'library.db': AUTHOR + BOOK,
    'shop.db': 'CREATE TABLE author (id integer PRIMARY KEY AUTOINCREMENT, royalties integer NOT NULL);',
  });
  const counts = ['--count', 'Book=20', '--count', 'shop.Author=7'];
  const done = await project.run({ arguments: ['seed', ...counts] });
  assert.match(done.stdout, /^20 rows of Book\n7 rows of shop\.Author\n/m, done.stderr);
  assert.deepEqual(values(project, 'library.db', 'SELECT COUNT(*) FROM book'), [20]);
  assert.deepEqual(values(project, 'shop.db', 'SELECT COUNT(*) FROM author'), [7]);
  const shop = database(project, 'shop.db');
  shop.exec(`CREATE TRIGGER never BEFORE INSERT ON author BEGIN SELECT RAISE(ABORT, 'not today'); END`);
  shop.close();
  const failed = await project.run({ arguments: ['seed', ...counts] });
  assert.equal(failed.code, 1);
  assert.match(failed.stderr, /^Rows of shop\.Author cannot be made: .*not today/m);
  assert.deepEqual(values(project, 'library.db', 'SELECT COUNT(*) FROM book'), [20]);
});
