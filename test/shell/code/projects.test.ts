import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { readTsConfig } from '../../../src/shell/project/typescript/tsconfig';
import { FixtureProject } from '../../support/fixture-project';

/** What is entered in each project, the last line in the end. */
const LINES = [
  'dataSource.synchronize()',
  "const ann = Author.save({ name: 'Ann' })",
  "void Book.save({ title: 'Sea', kind: 'novel', pages: 3, author: ann })",
  'book = Book.findOneBy({ id: 1 })',
  "book.title = 'Lake'; book.save(); Author.find().map(author => [author.name, author.books.map(b => b.title)])",
  '.code',
];

/** How the function begins in each kind of project: module style, paths, the data source. */
const HEADS: Readonly<Record<string, readonly string[]>> = {
  'commonjs-ts5': [
    "import { AppDataSource } from './src/data-source';",
    "import { Author } from './src/entities/author';",
    "import { Book } from './src/entities/book';",
    '',
    'export async function run() {',
  ],
  'esm-ts5': [
    "import { AppDataSource } from './src/data-source.js';",
    "import { Author } from './src/entities/author.js';",
    "import { Book } from './src/entities/book.js';",
    '',
    'export async function run() {',
  ],
  bundler: [
    "import { AppDataSource } from './src/database/data-source.ts';",
    "import { Author } from './src/entities/author.ts';",
    "import { Book } from './src/entities/book.ts';",
    '',
    'export async function run() {',
  ],
  'nest-options': [
    "import type { DataSource } from 'typeorm';",
    "import { Author } from './src/library/author.entity';",
    "import { Book } from './src/library/book.entity';",
    '',
    'export async function run(dataSource: DataSource) {',
  ],
  'typeorm-0.3': [
    "import { AppDataSource } from './src/data-source';",
    "import { Author } from './src/entities/author';",
    "import { Book } from './src/entities/book';",
    '',
    'export async function run() {',
  ],
  'plain-esm-js': [
    "import { Author } from './database/author.js';",
    "import { Book } from './database/book.js';",
    '',
    'export async function run(dataSource) {',
  ],
  'plain-js-entity-schema': [
    "const dataSource = require('./src/data-source');",
    "const { Author } = require('./src/entities/author');",
    "const { Book } = require('./src/entities/book');",
    '',
    'async function run() {',
  ],
};

async function codeIn(project: FixtureProject): Promise<string> {
  const { stdout, stderr, code } = await project.run({ input: `${LINES.join('\n')}\n` });
  assert.equal(code, 0, stderr);
  const [, ...printed] = stdout.trimEnd().split("[ [ 'Ann', [ 'Lake' ] ] ]\n");
  return printed.join('');
}

describe('code is written as the project is', () => {
  for (const [name, head] of Object.entries(HEADS)) {
    test(name, async () => {
      const project = FixtureProject.of(name);
      const code = await codeIn(project);
      assert.deepEqual(code.split('\n').slice(0, head.length), head);
      assert.match(code, /relations: \{ books: true \}/);
      if (name.startsWith('plain')) assertRuns(project, name, code);
      else assertCompiles(project, code);
    });
  }
});

/** In the project's own settings, and strict. */
function assertCompiles(project: FixtureProject, code: string): void {
  project.write('taken.ts', code);
  const file = join(project.folder, 'taken.ts');
  const { options } = readTsConfig(ts, join(project.folder, 'tsconfig.json'), file);
  const program = ts.createProgram([file], {
    ...options,
    strict: true,
    noEmit: true,
    rootDir: project.folder,
    ignoreDeprecations: undefined,
  });
  const source = program.getSourceFile(file);
  const problems = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  assert.deepEqual(
    problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    [],
    code,
  );
}

/** As the project's own code, on a new database in memory with one book in it. */
function assertRuns(project: FixtureProject, name: string, code: string): void {
  const isModule = name === 'plain-esm-js';
  project.write('taken.js', code);
  const steps = `await dataSource.synchronize();
    const author = await dataSource.getRepository('Author').save({ name: 'Ann' });
    await dataSource.getRepository('Book').save({ title: 'Sea', kind: 'novel', pages: 3, author });
    console.log(JSON.stringify(await run(dataSource)));`;
  project.write(
    'main.js',
    isModule
      ? `import makeDataSource from './database/index.js';
import { run } from './taken.js';
const dataSource = await makeDataSource();
${steps}`
      : `const dataSource = require('./src/data-source');
const { run } = require('./taken');
dataSource.initialize().then(async () => { ${steps} });`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, ['main.js'], { cwd: project.folder, encoding: 'utf8' });
  assert.equal(stdout, '[["Ann",["Lake"]]]\n', stderr);
}

test('in a folder inside of the project the shell works in that of the project, and paths are relative to it', async () => {
  const project = FixtureProject.of('commonjs-ts5');
  const { stdout } = await project.run({
    folder: join(project.folder, 'src'),
    arguments: ['-d', 'data-source.ts'],
    input: 'repo(Book).metadata.name\n.code\n',
  });
  assert.match(
    stdout,
    /^import \{ AppDataSource \} from '\.\/src\/data-source';\nimport \{ Book \} from '\.\/src\/entities\/book';$/m,
  );
});
