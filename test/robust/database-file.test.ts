/** A SQLite file that may not be written, is damaged or none, changes under the shell, or is on a disk that is full. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import Database from 'better-sqlite3';
import { FixtureProject } from '../support/fixture-project';
import { ROOT } from '../support/run';
import { NODE, PipedShell } from './piped-shell';

const project = FixtureProject.of('plain-js-entity-schema');
const folder = path.join(project.folder, 'db');
const file = path.join(folder, 'app.db');
project.edit('src/data-source.js', (text) =>
  text.replace("':memory:'", "'db/app.db', enableWAL: process.env.WAL === '1'"),
);

/** Root may write everything; without these capabilities it may write what it is allowed to, like anybody. */
const LIKE_ANYBODY =
  process.getuid?.() === 0
    ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-dac_override,-dac_read_search']
    : [];

let shell: PipedShell | undefined;

async function open(program: readonly string[] = NODE, env: NodeJS.ProcessEnv = {}): Promise<PipedShell> {
  const cli = path.join(ROOT, 'src', 'cli.ts');
  shell = await PipedShell.start([...program, cli, '-d', 'src/data-source.js'], project.folder, {
    HOME: project.home,
    XDG_CACHE_HOME: path.join(project.home, 'cache'),
    ...env,
  });
  return shell;
}

/** Two authors, in a file with a write-ahead log or without; a third one waits in the log of a program that was killed. */
function make({ log = false, killed = false } = {}): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const program = `
    const database = new (require('better-sqlite3'))(${JSON.stringify(file)});
    database.pragma('journal_mode = ${log ? 'WAL' : 'DELETE'}');
    database.exec(\`CREATE TABLE author (id integer PRIMARY KEY AUTOINCREMENT, name varchar NOT NULL);
      CREATE TABLE book (id integer PRIMARY KEY AUTOINCREMENT, title varchar NOT NULL, authorId integer);
      INSERT INTO author (name) VALUES ('Ann'), ('Bob')\`);
    if (${killed}) {
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.exec("INSERT INTO author (name) VALUES ('Cid')");
      process.kill(process.pid, 'SIGKILL');
    }
    database.close();`;
  spawnSync(process.execPath, ['-e', program], { cwd: ROOT });
}

/** Every file of the folder, by what is in it. */
function contents(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(path.join(folder, name)))
        .digest('hex'),
    ]),
  );
}

function assertOneClearMessage(said: string, title: string): void {
  assert.equal(said.split('\n')[0], title);
  assert.match(said, /^.+\n.+\n {2}line \d+\n {2}.+\n +\^$/);
}

afterEach(() => {
  shell?.kill();
  shell = undefined;
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('a file that may not be written', () => {
  afterEach(() => chmodSync(folder, 0o755));

  for (const [what, made, rows] of [
    ['without a log', {}, 2],
    ['with a write-ahead log', { log: true }, 2],
    ['with a log that a killed program has left', { log: true, killed: true }, 3],
  ] as const) {
    for (const [modes, folderMode, fileMode] of [
      ['nor its folder', 0o555, 0o444],
      ['itself, its folder may', 0o755, 0o444],
      ['because its folder may not', 0o555, 0o644],
    ] as const) {
      test(`${modes}, ${what}: it is read, and nothing is left beside it`, async () => {
        make(made);
        for (const name of readdirSync(folder)) chmodSync(path.join(folder, name), fileMode);
        // A log is read with the help of a file that says what is in it: the killed program's is not to be relied on.
        if ('killed' in made) rmSync(`${file}-shm`);
        chmodSync(folder, folderMode);
        const before = contents();
        const anybody = await open([...LIKE_ANYBODY, ...NODE], { WAL: '1' });
        assert.match(anybody.greeting, /\/db(\/app\.db)? may not be written: the database is opened for reading\./);
        assert.equal(/ is a copy, as it is now\./.test(anybody.greeting), 'log' in made);
        assert.equal((await anybody.enter('Author.count()')).output, String(rows));
        assert.equal((await anybody.enter('dataSource.transaction(m => m.count(Author))')).output, String(rows));
        assertOneClearMessage(
          (await anybody.enter("Author.save({ name: 'Dan' })")).said,
          'QueryFailedError: The database is read-only: it takes no writes.',
        );
        assert.equal(await anybody.leave(), 1, 'a line has failed');
        assert.deepEqual(contents(), before);
      });
    }
  }

  test('nor read: it is said so', async () => {
    make();
    chmodSync(file, 0);
    await assert.rejects(
      open([...LIKE_ANYBODY, ...NODE]),
      /Cannot open .*db\/app\.db: The database file cannot be opened\./,
    );
  });
});

describe('a file that is', () => {
  const DAMAGED = 'QueryFailedError: The database file is damaged.';
  const NONE = 'QueryFailedError: The file is not a SQLite database.';

  for (const [what, spoil, title] of [
    ['cut off', () => truncateSync(file, 6_000), DAMAGED],
    ['overwritten in the middle', () => overwrite(4_096), DAMAGED],
    ['overwritten behind its head', () => overwrite(100), DAMAGED],
    ['a letter', () => writeFileSync(file, 'Dear Sir or Madam, '.repeat(100)), NONE],
    ['empty', () => writeFileSync(file, ''), 'QueryFailedError: There is no table "author" in the database.'],
  ] as const) {
    test(`${what}: each line says so, and nothing is changed`, async () => {
      make();
      spoil();
      const before = contents();
      const { enter } = bound(await open());
      for (const line of [
        'Author.find()',
        "Author.save({ name: 'Dan' })",
        'dataSource.transaction(m => m.count(Author))',
      ])
        assertOneClearMessage((await enter(line)).said, title);
      assert.deepEqual(contents(), before);
    });
  }

  test('a letter, and to be opened with a log: the shell says so and does not open', async () => {
    make();
    writeFileSync(file, 'Dear Sir or Madam, '.repeat(100));
    await assert.rejects(
      open(NODE, { WAL: '1' }),
      /Cannot open .*db\/app\.db: The file is not a SQLite database\.\nCheck the path/,
    );
  });

  function overwrite(from: number): void {
    const bytes = readFileSync(file);
    bytes.fill(0xa5, from, from + 3_000);
    writeFileSync(file, bytes);
  }
});

describe('a file that changes under the shell', () => {
  test('is deleted: what is written is told to be lost', async () => {
    make();
    const { enter } = bound(await open());
    rmSync(file);
    assert.match(
      (await enter("Author.save({ name: 'Dan' })")).said,
      /^.*app\.db is not there any more: what this shell writes will be lost\. .*\nQueryFailedError: The database file was deleted/,
    );
    assert.deepEqual(
      readdirSync(folder).filter((name) => name === 'app.db'),
      [],
      'it is not made anew',
    );
  });

  test('is replaced: what is written is told to be lost, and the other file stays as it is', async () => {
    make({ log: true });
    const { enter } = bound(await open());
    assert.equal((await enter('Author.count()')).output, '2');
    rmSync(file);
    const other = new Database(file);
    other.exec('CREATE TABLE other (id integer)');
    other.close();
    const before = readFileSync(file);
    assert.match(
      (await enter("Author.save({ name: 'Dan' })")).said,
      /app\.db is another file now: what this shell writes will be lost\./,
    );
    shell?.kill();
    assert.deepEqual(readFileSync(file), before);
  });

  test('may not be written from now on, or is overwritten: the next line says so', async () => {
    make();
    const { enter } = bound(await open());
    assert.equal((await enter('Author.count()')).output, '2');
    writeFileSync(file, Buffer.alloc(16_384, 0xa5));
    const { said } = await enter('Author.find()');
    assert.match(said, /^QueryFailedError: (The file is not a SQLite database|The database file is damaged)\.\n/);
  });
});

const full = mkdtempSync(path.join(tmpdir(), 'typeorm-shell-full-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', full]).status === 0;

describe('a disk that is full', { skip: mounted ? false : 'a small disk cannot be mounted here' }, () => {
  const small = path.join(full, 'app.db');
  before(() => project.edit('src/data-source.js', (text) => text.replace("'db/app.db'", JSON.stringify(small))));
  beforeEach(() => {
    make();
    for (const name of readdirSync(full)) rmSync(path.join(full, name));
    copyFileSync(file, small);
  });
  after(() => spawnSync('umount', ['--lazy', full]));

  for (const log of ['0', '1']) {
    test(`${log === '1' ? 'with' : 'without'} a log: a line that does not fit fails, what fitted is there, and the shell goes on`, async () => {
      const { enter } = bound(await open(NODE, { WAL: log }));
      const fill = await enter("for (let n = 0; n < 1_000; n++) Author.insert({ name: 'x'.repeat(2_000) })");
      assertOneClearMessage(fill.said, 'QueryFailedError: The disk of the database is full.');
      const found = Number((await enter('Author.count()')).output);
      assert.ok(found > 2);
      const all = await enter(
        `dataSource.transaction(m => m.insert(Author, Array.from({ length: 50 }, () => ({ name: 'x'.repeat(2_000) }))))`,
      );
      assertOneClearMessage(all.said, 'QueryFailedError: The disk of the database is full.');
      assert.equal((await enter('Author.count()')).output, String(found));
      assert.match((await enter('sql`PRAGMA integrity_check`[0].integrity_check')).output, /ok/);
    });
  }
});

after(() => rmSync(full, { recursive: true, force: true }));

function bound(opened: PipedShell): { readonly enter: PipedShell['enter'] } {
  return { enter: (line) => opened.enter(line) };
}
