import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';

const ROOT = resolve(__dirname, '..');
const run = promisify(execFile);

/** Compiled by this repository's install: compiling it again takes minutes. */
const LINKED = ['better-sqlite3', 'bindings', 'file-uri-to-path'];

const DATA_SOURCE = `
const { DataSource, EntitySchema } = require('typeorm');
const Book = new EntitySchema({
  name: 'Book',
  columns: { id: { type: Number, primary: true, generated: true }, title: { type: String } },
  relations: { author: { type: 'many-to-one', target: 'Author', inverseSide: 'books' } },
});
const Author = new EntitySchema({
  name: 'Author',
  columns: { id: { type: Number, primary: true, generated: true }, name: { type: String } },
  relations: { books: { type: 'one-to-many', target: 'Book', inverseSide: 'author' } },
});
module.exports.library = new DataSource({ type: 'better-sqlite3', database: 'library.db', entities: [Book, Author] });
`;

const EMBEDDING = `
import { startShell, type ShellOptions } from 'typeorm-shell';
import { library } from './data-source.js';

const options: ShellOptions = {
  dataSource: library,
  args: ['-e', 'answer'],
  context: async ({ dataSource }) => ({ answer: dataSource.entityMetadatas.length }),
  commands: [{ name: 'hi', summary: 'says hi', run: ({ print }) => print('hi') }],
  print: { Book: (book: { title: string }) => book.title },
};
const code: Promise<number> = startShell(options);
void code;
`;

/** The package as npm would publish it, installed by somebody who has nothing of ours. */
describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-package-'));
  const project = join(folder, 'project');
  const bin = join(project, 'node_modules/.bin/typeorm-shell');
  const environment = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), XDG_STATE_HOME: join(folder, 'state') };
  const inProject = (command: string, args: readonly string[]) =>
    run(command, args, { cwd: project, env: environment, maxBuffer: 2 ** 26 });
  let packed: readonly string[] = [];

  before(async () => {
    // A copy, so that a build does not come between the tests that run beside this one.
    const source = join(folder, 'source');
    mkdirSync(source);
    for (const name of ['src', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'README.md', 'LICENSE'])
      cpSync(join(ROOT, name), join(source, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(source, 'node_modules'));
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: source,
      env: environment,
      maxBuffer: 2 ** 26,
    });
    // What the build prints comes before the JSON.
    const [report] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [
      { filename: string; files: readonly { path: string }[] },
    ];
    packed = report.files.map(({ path }) => path);
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'library', private: true }));
    writeFileSync(join(project, 'data-source.js'), DATA_SOURCE);
    const options = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
    await inProject('npm', ['install', ...options, join(folder, report.filename)]);
    for (const name of LINKED) symlinkSync(join(ROOT, 'node_modules', name), join(project, 'node_modules', name));
  });
  after(() => rmSync(folder, { recursive: true }));

  test('holds built JavaScript with its types and source maps, and nothing else', () => {
    const others = packed.filter((path) => !/^dist\/.*\.(js|js\.map|d\.ts)$/.test(path));
    assert.deepEqual([...others].sort(), ['LICENSE', 'README.md', 'package.json']);
    for (const path of ['dist/cli.js', 'dist/index.js', 'dist/index.d.ts', 'dist/cli.js.map'])
      assert.ok(packed.includes(path), path);
    assert.ok(
      !packed.some((path) => /^dist\/(entities|migrations|seed|repl|data-source)\b/.test(path)),
      'the lesson stays at home',
    );
  });

  test('brings no driver and takes the TypeORM of the project', () => {
    const installed = readdirSync(join(project, 'node_modules'));
    assert.ok(installed.includes('typeorm'));
    for (const name of ['pg', 'mysql2', 'ts-node']) assert.ok(!installed.includes(name), name);
  });

  test('opens the data source, touches a relation, prints it, and leaves', async () => {
    await inProject('node', ['-e', "require('./data-source').library.initialize().then((d) => d.synchronize())"]);
    const { stdout } = await inProject(bin, [
      '-e',
      "Author.save({ name: 'Ann', books: [] }); Book.save({ title: 'One', author: Author.findOneBy({ id: 1 }) })",
      '-e',
      'Author.findOneBy({ id: 1 }).books',
    ]);
    assert.match(stdout, /<Book 1, One/);
    const { stdout: version } = await inProject(bin, ['--version']);
    assert.match(version, /^\d+\.\d+\.\d+\n$/);
  });

  test('knows types: the thread is a part of the package, and so is TypeScript', async () => {
    const { stdout } = await inProject(bin, ['-e', '.type Author.findOneBy({ id: 1 }).books.map(book => book.title)']);
    assert.equal(stdout, 'string[]\n');
  });

  test('writes the page of the diagram, with its program', async () => {
    await inProject(bin, ['erd', '-o', 'model.html']);
    const page = readFileSync(join(project, 'model.html'), 'utf8');
    assert.match(page, /<script>\(\(\) => \{\n'use strict';\n[^]*class Viewport \{[^]*\}\)\(\);<\/script>/);
    assert.match(page, /data-entity="Author"/);
  });

  test('ships types that a strict program compiles with, and runs in it', async () => {
    writeFileSync(join(project, 'embedding.ts'), EMBEDDING);
    writeFileSync(
      join(project, 'data-source.d.ts'),
      "import type { DataSource } from 'typeorm';\nexport declare const library: DataSource;\n",
    );
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    const options = ['--strict', '--module', 'node16', '--target', 'es2022', '--types', 'node', '--typeRoots'];
    await inProject('node', [compiler, ...options, join(ROOT, 'node_modules/@types'), 'embedding.ts']);
    const { stdout } = await inProject('node', ['embedding.js']);
    assert.equal(stdout, '2\n');
  });
});
