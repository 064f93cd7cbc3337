import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FixtureProject } from '../../support/fixture-project';
import type { TestShell } from '../../support/test-shell';

interface Kind {
  readonly dataSource: string;
  readonly author: string;
  /** Adds the column `born` to Author, which is in the table already. */
  readonly withBorn: (text: string) => string;
  /** The class prints itself. */
  readonly withOwnPrinting?: (text: string) => string;
}

const inClass = (text: string): string =>
  text.replace('  @Column()\n  name', '  @Column({ default: 0 })\n  born: number;\n\n  @Column()\n  name');
const shouting = (text: string): string =>
  text.replace(/}\s*$/, '  toString(): string {\n    return `${this.name.toUpperCase()}!`;\n  }\n}\n');

const KINDS: Readonly<Record<string, Kind>> = {
  'commonjs-ts6': {
    dataSource: 'src/data-source.ts',
    author: 'src/entities/author.ts',
    withBorn: inClass,
    withOwnPrinting: shouting,
  },
  'commonjs-ts7': {
    dataSource: 'src/data-source.ts',
    author: 'src/entities/author.ts',
    withBorn: inClass,
    withOwnPrinting: shouting,
  },
  'esm-ts5': {
    dataSource: 'src/data-source.ts',
    author: 'src/entities/author.ts',
    withBorn: inClass,
    withOwnPrinting: shouting,
  },
  'globs-current-folder': {
    dataSource: 'src/data-source.ts',
    author: 'src/entities/author.ts',
    withBorn: inClass,
    withOwnPrinting: shouting,
  },
  'plain-esm-js': {
    dataSource: 'database/index.js',
    author: 'database/author.js',
    withBorn: (text) => text.replace(/columns: \{/, 'columns: {\n    born: { type: Number, default: 0 },'),
  },
  'plain-js-entity-schema': {
    dataSource: 'src/data-source.js',
    author: 'src/entities/author.js',
    withBorn: (text) => text.replace(/columns: \{/, 'columns: {\n    born: { type: Number, default: 0 },'),
  },
};

/** A shell on the fixture with a file as database, a table with one column more than Author has, and two rows. */
async function opened(name: string, { dataSource, author, withBorn }: Kind): Promise<[FixtureProject, TestShell]> {
  const project = FixtureProject.of(name);
  project.edit(dataSource, (text) => text.replace("':memory:'", "'books.db'"));
  // The shell makes no database file.
  project.write('books.db', '');
  let before = '';
  project.edit(author, (text) => withBorn((before = text)));
  const { stderr } = await project.run({
    arguments: [
      '-e',
      "dataSource.synchronize(); void Book.save({ title: 'Sea', kind: 'novel', pages: 3, author: Author.save({ name: 'Ann', born: 1970 }) })",
    ],
  });
  assert.doesNotMatch(stderr, /Error/);
  project.write(author, before);
  return [project, await project.open()];
}

describe('.reload', () => {
  for (const [name, kind] of Object.entries(KINDS)) {
    test(`${name}: the code that has changed is there, and so are the variables`, async () => {
      const [project, shell] = await opened(name, kind);
      await shell.enter("const ann = Author.findOneBy({ name: 'Ann' }), count = 1, authors = [ann]");
      await shell.enter('sea = ann.books[0]');
      assert.match(await shell.enter('ann'), /^<Author 1, Ann\b/);
      project.edit(kind.author, kind.withBorn);
      if (kind.withOwnPrinting) project.edit(kind.author, kind.withOwnPrinting);
      const said = await shell.enter('.reload');
      assert.match(said, new RegExp(`^Reloaded ${kind.author.replaceAll('.', '\\.')}\\.$`, 'm'));
      assert.match(said, /^2 entities go on with the new classes\.$/m);
      assert.equal(await shell.enter('count'), '1');
      // What is known already stays; what is read now has the new column.
      assert.equal(await shell.enter("ann.name = 'Anne'; ann.save(); Author.findOneBy({ id: 1 }).born"), '1970');
      assert.equal(await shell.enter('ann.reload(); ann.born'), '1970');
      assert.equal(await shell.enter('authors[0] === ann && ann.books[0].title'), "'Sea'");
      if (kind.withOwnPrinting) assert.equal(await shell.enter('sea.author'), 'ANNE!');
      if (kind.withOwnPrinting) assert.equal(await shell.enter('ann'), 'ANNE!');
      assert.match(await shell.enter('.reload'), /^Reloaded; no file has changed\.$/m);
      assert.equal(await shell.enter('ann.books.length'), '1');
      assert.equal(await shell.leave(), 0);
    });
  }

  test('what the person changed and has not saved is kept', async () => {
    const [, shell] = await opened('commonjs-ts6', KINDS['commonjs-ts6']);
    await shell.enter(
      "ann = Author.findOneBy({ id: 1 }); ann.name = 'Changed'; ann.books.push(Book.create({ title: 'Hill', kind: 'novel', pages: 9 }))",
    );
    await shell.enter('.reload');
    assert.equal(await shell.enter('ann.name'), "'Changed'");
    assert.equal(await shell.enter('ann.books.length'), '2');
    await shell.leave();
  });

  test('entities go on in variables of every kind', async () => {
    const [, shell] = await opened('commonjs-ts6', KINDS['commonjs-ts6']);
    for (const [name, kind] of [
      ['one', 'const '],
      ['two', 'let '],
      ['three', 'var '],
      ['four', ''],
    ] as const)
      await shell.enter(`${kind}${name} = Author.findOneBy({ id: 1 })`);
    // Its declaration never comes to its turn.
    await shell.enter("throw new Error('before'); let never = 1");
    assert.match(await shell.enter('.reload'), /^4 entities go on with the new classes\.$/m);
    assert.equal(await shell.enter('one instanceof Author && one.books.length'), '1');
    await shell.leave();
  });

  test('an entity that is gone is not in scope any more, a new one is', async () => {
    const [project, shell] = await opened('plain-js-entity-schema', KINDS['plain-js-entity-schema']);
    project.edit('src/data-source.js', (text) =>
      text.replace(
        '[Author, Book]',
        "[Author, Book, new (require('typeorm').EntitySchema)({ name: 'Tag', columns: { id: { type: Number, primary: true } } })]",
      ),
    );
    assert.match(await shell.enter('.reload'), /^New: Tag\.$/m);
    assert.match(await shell.enter('Tag'), /Tag/);
    project.edit('src/data-source.js', (text) => text.replace(/, new \(.*\)\]/, ']'));
    assert.match(await shell.enter('.reload'), /^Gone: Tag\.$/m);
    assert.match(await shell.enter('Tag'), /^ReferenceError: Tag is not defined/);
    await shell.leave();
  });

  test('code that cannot be loaded changes nothing', async () => {
    const [project, shell] = await opened('commonjs-ts6', KINDS['commonjs-ts6']);
    await shell.enter('ann = Author.findOneBy({ id: 1 })');
    project.edit('src/entities/author.ts', (text) => `${text}\nthrow new Error('half written');\n`);
    assert.match(
      await shell.enter('.reload'),
      /src\/data-source\.ts cannot be loaded: half written\. \(src\/entities\/author\.ts:\d+/,
    );
    assert.equal(await shell.enter('ann.books.length'), '1');
    assert.equal(await shell.enter('Author.count()'), '1');
    project.edit('src/entities/book.ts', (text) => `${text}\n// Another file.\n`);
    await shell.enter('.reload');
    project.edit('src/entities/author.ts', (text) => text.replace(/\nthrow.*/, ''));
    // All that has changed since it was loaded, not since it was tried.
    assert.match(await shell.enter('.reload'), /^Reloaded src\/entities\/author\.ts, src\/entities\/book\.ts\.$/m);
    // A file that failed to load is not to blame for the end of the session.
    project.edit('src/entities/author.ts', (text) => `${text}\nthrow new Error('half written');\n`);
    await shell.enter('.reload');
    shell.send('process.exit(3)\r');
    assert.equal(await shell.exited, 3);
    assert.doesNotMatch(shell.screen, /ended the process/);
  });

  test('objects with private members stay of the old class, and that is said', async () => {
    const [, shell] = await opened('commonjs-ts5', KINDS['commonjs-ts6']);
    await shell.enter('ann = Author.findOneBy({ id: 1 }); sea = Book.findOneBy({ id: 1 })');
    assert.equal(
      await shell.enter('.reload'),
      'Reloaded; no file has changed.\n1 entity goes on with the new classes.\nObjects of Author stay of the old class: load them again.',
    );
    assert.equal(await shell.enter('ann.shown = "x"; ann.shown'), "'X'");
    assert.equal(await shell.enter('sea.author.name'), "'Ann'");
    await shell.leave();
  });

  test('a database in memory is not thrown away', async () => {
    const shell = await FixtureProject.of('commonjs-ts5').open();
    await shell.sees('Without a table');
    assert.match(
      await shell.enter('.reload'),
      /^The database is in memory: to load the code again would lose what is in it\./,
    );
    await shell.leave();
  });
});
