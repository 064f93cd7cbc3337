/** What the pages show of commands, `$ npm run seed` and `$ typeorm-shell seed`, is what they print. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { createDataSource } from '../../src/data-source';
import { dataSourceOptions } from '../../src/data-source-options';
import { seed } from '../../src/seed';
import { FixtureProject } from '../support/fixture-project';
import { runTypeScript } from '../support/run';
import { textOf, timeless } from './run-document';
import { commandStepsIn, type Step } from './transcripts';

const PAGE = join('docs', 'data.md');
/** Where the project is, in the page. */
const HOME = '/home/ann/typeorm-shell';
const LESSON = 'npm run --silent seed -- ';
const SHELL = 'typeorm-shell ';

function stepsOf(section: string, begins: string): readonly Step[] {
  const steps = commandStepsIn(textOf(PAGE), section);
  for (const { input } of steps) assert.ok(input.startsWith(begins), input);
  assert.ok(steps.length > 0);
  return steps;
}

function assertShown({ input, output, line }: Step, printed: string): void {
  const rateless = (text: string): string => timeless(text.trimEnd()).replace(/[\d,]+ rows\/s/g, 'N rows/s');
  assert.equal(rateless(printed), rateless(output), `${PAGE}, line ${line}: ${input}`);
}

/** The words of a command, of which some are in quotes. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
}

test('npm run seed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-seed-page-'));
  try {
    mkdirSync(join(folder, 'data'));
    const env = { ...process.env, DATABASE_URL: `sqlite:${join(folder, 'data', 'app.db')}` };
    const dataSource = await createDataSource(dataSourceOptions(env)).initialize();
    await dataSource.runMigrations();
    await seed(dataSource);
    await dataSource.destroy();
    for (const step of stepsOf("The lesson's model, at any size", LESSON)) {
      const { stdout, stderr } = await runTypeScript('src/seed.ts', env, wordsOf(step.input.slice(LESSON.length)));
      assertShown(step, `${stdout}${stderr}`.replaceAll(folder, HOME));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('typeorm-shell seed', async () => {
  const project = FixtureProject.of('commonjs-ts5');
  project.edit('src/data-source.ts', (text) =>
    text.replace(':memory:', 'library.db').replace('synchronize: true,', ''),
  );
  project.edit('src/entities/book.ts', (text) => text.replace('author.books)', 'author.books, { nullable: false })'));
  const database = new Database(join(project.folder, 'library.db'));
  database.exec(`CREATE TABLE author (id integer PRIMARY KEY AUTOINCREMENT, name varchar NOT NULL, shown varchar DEFAULT '');
    CREATE TABLE book (id integer PRIMARY KEY AUTOINCREMENT, title varchar NOT NULL, kind varchar NOT NULL,
      pages integer NOT NULL, "authorId" integer NOT NULL REFERENCES author);`);
  database.close();
  for (const step of stepsOf('Rows for any project', SHELL)) {
    const { stdout, stderr } = await project.run({ arguments: wordsOf(step.input.slice(SHELL.length)) });
    assertShown(step, `${stdout}${stderr}`);
  }
});
