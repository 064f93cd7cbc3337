import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FixtureProject } from '../../support/fixture-project';

/** Every kind of project that opens, by its folder in test/fixtures, and what it is told first. */
const PROJECTS: Readonly<Record<string, RegExp | undefined>> = {
  'commonjs-ts5': /Switched off in this shell: synchronize\./,
  'commonjs-ts6': undefined,
  'commonjs-ts7': undefined,
  'esm-ts5': undefined,
  'esm-ts6': undefined,
  'esm-ts7': undefined,
  bundler: undefined,
  'globs-current-folder': undefined,
  'globs-unbuilt': /No file matches dist\/entities.*\(entities\): src\/entities.* is used\./,
  'nest-options': /Switched off .*synchronize.*\nautoLoadEntities: the entities are those in src.*entity\.ts/,
  'ormconfig-json': undefined,
  'plain-esm-js': undefined,
  'plain-js-entity-schema': undefined,
  'tsconfig-paths': undefined,
  'typeorm-0.3': undefined,
  'typeorm-0.3-esm': undefined,
};

describe('typeorm-shell opens, touches a relation, prints it and leaves', () => {
  for (const [name, notice] of Object.entries(PROJECTS)) {
    test(name, async () => {
      const shell = await FixtureProject.of(name).open();
      if (name.includes('-ts')) assert.match(shell.raw, /Compiling the project with TypeScript \d/);
      assert.match(shell.screen, /^typeorm-shell \d.* on better-sqlite3 in memory\nEntities: Author, Book\n/);
      if (notice) assert.match(shell.screen, notice);
      await shell.until(() => /^Without a table in the database: /m.test(shell.screen), 'the look into the catalogue');
      if (!notice) assert.match(shell.screen, /^.+\nEntities: .+\nRelations load .+\nWithout a table .+(\n>)?$/);
      assert.equal(await shell.enter('dataSource.synchronize()'), '');
      await shell.enter("const ann = Author.save({ name: 'Ann' })");
      await shell.enter("void Book.save({ title: 'Sea', kind: 'novel', pages: 3, author: ann })");
      assert.equal(await shell.enter('Author.findOneBy({ id: 1 }).books[0]'), '<Book 1, Sea, novel, 3>');
      assert.equal(await shell.enter('Book.find()[0].author.name'), "'Ann'");
      assert.equal(await shell.leave(), 0);
    });
  }
});

test('a second start runs what the first has compiled; a change is seen', async () => {
  const project = FixtureProject.of('commonjs-ts5');
  const code = ['-e', 'new Author().fail()', '-e', '_error.stack', '--keep-going'];
  const first = await project.run({ arguments: code });
  assert.match(first.stderr, /^Error: made to fail$/m);
  // Stacks name the lines of the project's own file, and JSON is read from where it is.
  assert.match(first.stdout, /Author\.fail \(\/.*\/src\/entities\/author\.ts:\d+:\d+\)/);
  const compiled = project.compiled();
  assert.deepEqual((await project.run({ arguments: code })).stdout, first.stdout);
  assert.deepEqual(project.compiled(), compiled);
  project.edit('src/entities/author.ts', (text) => text.replace('names.failure', "'failed otherwise'"));
  assert.match((await project.run({ arguments: code })).stderr, /^Error: failed otherwise$/m);
  assert.notDeepEqual(project.compiled(), compiled);
});

test('two first starts at once', async () => {
  const project = FixtureProject.of('esm-ts5');
  const both = await Promise.all([1, 2].map(() => project.run({ arguments: ['-e', 'Author.target ?? Author.name'] })));
  for (const { stdout, code } of both) assert.deepEqual([stdout, code], ["'Author'\n", 0]);
});

test('errors of types stop nothing, an error of syntax is named', async () => {
  const project = FixtureProject.of('commonjs-ts5');
  project.edit('src/entities/book-kind.ts', (text) => `${text}\nexport const wrong: number = 'text';\n`);
  assert.equal((await project.run({ arguments: ['-e', 'Book.name'] })).stdout, "'Book'\n");
  project.edit('src/entities/book-kind.ts', (text) => `${text}\nexport const = 3;\n`);
  const { stderr, code } = await project.run({ arguments: ['-e', 'Book.name'] });
  assert.match(
    stderr,
    /^src\/entities\/book-kind\.ts:10:14 cannot be read: Variable declaration expected\.\nMend the file\.\n$/,
  );
  assert.equal(code, 1);
});

test('files beside the program that a pattern names are compiled at once', async () => {
  const project = FixtureProject.of('globs-current-folder');
  project.edit('src/data-source.ts', (text) =>
    text.replace('subscribers:', "migrations: ['migrations/*.ts'], subscribers:"),
  );
  for (const name of ['One', 'Two', 'Three']) {
    project.write(`migrations/${name}.ts`, `export class ${name}1700000000000 { async up(): Promise<void> {} }\n`);
  }
  const { stdout } = await project.run({ arguments: ['-e', 'dataSource.migrations.length'] });
  assert.equal(stdout, '3\n');
  // The program of the tsconfig, then that and what was met.
  const generations = project.compiled().filter((path) => path.endsWith('/0.js'));
  assert.equal(generations.length, 2);
});

test('a file that is met beside the program is compiled too', async () => {
  const project = FixtureProject.of('globs-current-folder');
  await project.run({ arguments: ['-e', '1'] });
  project.write(
    'src/entities/shelf.ts',
    "import { Entity, PrimaryColumn } from 'typeorm';\n@Entity() export class Shelf { @PrimaryColumn() place: string; }\n",
  );
  const { stdout } = await project.run({ arguments: ['-e', 'repo(Shelf).metadata.columns[0].type === String'] });
  assert.equal(stdout, 'true\n');
});

describe('what does not open says why in two lines and ends with 1', () => {
  for (const [name, stderr] of [
    [
      'throwing-file',
      /^src\/data-source\.ts:4:18 cannot be loaded: no host for the library\.\nThe variable LIBRARY_HOST is not set: set it.*--env-file FILE\.\n$/,
    ],
    [
      'exiting-file',
      /^bad configuration\nsrc\/data-source\.ts ended the process when it was loaded \(process\.exit\)\.\nName a file.*\n$/,
    ],
  ] as const) {
    test(name, async () => {
      const finished = await FixtureProject.of(name).run({ arguments: ['-e', '1'] });
      assert.match(finished.stderr, stderr);
      assert.equal(finished.stdout, '');
      assert.equal(finished.code, 1);
    });
  }

  const source = (text: string) => ({ 'src/data-source.ts': `import { DataSource } from 'typeorm';\n${text}` });
  for (const [name, files, stderr] of [
    ['nothing there', {}, /^No data source was found in this folder\.\nName its file.*\n$/],
    ['no data source in it', source('export const one = 1;'), /^src\/data-source\.ts exports no data source\.\n.*\n$/],
    [
      'options whose type comes from a variable',
      { 'ormconfig.js': 'module.exports = { type: process.env.LIBRARY_TYPE, entities: [] };' },
      /^ormconfig\.js exports no data source\.\nThe variable LIBRARY_TYPE is not set: set it.*\n$/,
    ],
    [
      'a file that connects by itself',
      source(
        "export const one = new DataSource({ type: 'postgres', host: '127.0.0.1', port: 1, username: 'a', password: 's3cret', database: 'x' });\none.initialize();",
      ),
      /^Cannot open postgres:\/\/a@127\.0\.0\.1:1\/x: No database server answers.*\nStart the server.*\n$/,
    ],
    [
      'a package that is not there',
      source("import 'nowhere';\nexport {};"),
      /^src\/data-source\.ts:2:1 imports 'nowhere', which cannot be found\.\nRun: npm install.*\n$/,
    ],
    [
      'a driver that is not there',
      source("export default new DataSource({ type: 'mssql' });"),
      /^The driver of the data source is not installed: mssql\.\nRun: npm install mssql\n$/,
    ],
    [
      'a server that is not there',
      source(
        "export default new DataSource({ type: 'postgres', host: '127.0.0.1', port: 1, username: 'ann', password: 's3cret' });",
      ),
      /^Cannot open postgres:\/\/ann@127\.0\.0\.1:1\/: No database server answers at 127\.0\.0\.1:1\.\nStart the server.*\n$/,
    ],
    [
      'variables that are not set',
      source(
        "const { LIBRARY_HOST } = process.env;\nexport default new DataSource({ type: 'postgres', host: LIBRARY_HOST, port: 1, password: process.env.LIBRARY_PASSWORD });",
      ),
      /^Cannot open postgres:.*\nThe variables LIBRARY_PASSWORD, LIBRARY_HOST are not set: set them.*\n$/,
    ],
    [
      'variables that a schema wants',
      source(
        "const issues = ['LIBRARY_URL', 'LIBRARY_KEY'].map((name) => ({ path: [name], message: 'Required' }));\nthrow Object.assign(new Error(JSON.stringify(issues, undefined, 2)), { name: 'ZodError', issues });",
      ),
      /^src\/data-source\.ts:3:\d+ cannot be loaded: ZodError: LIBRARY_URL: Required; LIBRARY_KEY: Required\.\nThe variables LIBRARY_URL, LIBRARY_KEY are not set: set them.*\n$/,
    ],
    [
      'a variable that an error names',
      source('throw new Error(\'Config validation error: "LIBRARY_HOST" is required\');'),
      /^src\/data-source\.ts:2:\d+ cannot be loaded: Config.* is required\.\nThe variable LIBRARY_HOST is not set: set it.*\n$/,
    ],
    [
      'a database file that is not there',
      source("export default new DataSource({ type: 'better-sqlite3', database: 'none.db' });"),
      /^There is no database file none\.db\.\nThe shell makes none.*\n$/,
    ],
  ] as const) {
    test(name, async () => {
      const project = FixtureProject.of('exiting-file');
      project.remove('src/data-source.ts');
      for (const [path, text] of Object.entries(files)) project.write(path, text);
      const finished = await project.run({ arguments: ['-e', '1'] });
      assert.match(finished.stderr, stderr);
      assert.doesNotMatch(finished.stderr, /s3cret|\n\s+at /);
      assert.equal(finished.code, 1);
    });
  }
});

test('broken entities are left out with a reason, and stop nothing else', async () => {
  const shell = await FixtureProject.of('broken-entities').open();
  assert.match(shell.screen, /Entities: Author, Book, Shelf\n/);
  assert.match(shell.screen, /Broken and left out: Shelf\.forgotten, Review\. \.ls says why\./);
  await shell.until(
    () => /^Without a table in the database: .*Shelf/m.test(shell.screen),
    'the look into the catalogue',
  );
  const listed = await shell.enter('.ls');
  assert.match(listed, /^broken +Book: there is no table book in the database$/m);
  assert.match(
    listed,
    /^broken +Shelf\.forgotten: Shelf\.forgotten leads to Forgotten, which is no entity of this data source\. Add that class/m,
  );
  assert.match(listed, /^broken +Review: Review\.stars has the type tsvector, which better-sqlite3 does not know/m);
  await shell.enter('dataSource.synchronize()');
  await shell.enter("void Shelf.save({ place: 'north' })");
  assert.equal(await shell.enter('Shelf.find()[0].place'), "'north'");
  await shell.leave();
});

test('a file of entities that cannot be loaded, by a pattern, stops no other', async () => {
  const project = FixtureProject.of('globs-current-folder');
  project.write('src/entities/shelf.ts', "import 'nowhere';\nexport class Shelf {}\n");
  const { stdout, stderr } = await project.run({ arguments: ['-e', 'dataSource.synchronize(); Book.find()'] });
  assert.match(stderr, /^shelf\.ts is broken and left out: Cannot find module 'nowhere'\n/);
  assert.equal(stdout, '[]\n');
});

test('variables come from .env where the project reads it, and from --env-file', async () => {
  const project = FixtureProject.of('nest-options');
  project.write('.env', "LIBRARY_DATABASE=':memory:'\nLIBRARY_NAME=env\n");
  project.write('other.env', 'LIBRARY_DATABASE=:memory:\nLIBRARY_NAME=other\n');
  const name = ['-e', 'process.env.LIBRARY_NAME'];
  assert.equal((await project.run({ arguments: name })).stdout, "'env'\n");
  assert.equal((await project.run({ arguments: ['--env-file', 'other.env', ...name] })).stdout, "'other'\n");
  const set = await project.run({ arguments: name, environment: { LIBRARY_NAME: 'mine' } });
  assert.equal(set.stdout, "'mine'\n");
  const missing = await project.run({ arguments: ['--env-file', 'none.env', ...name] });
  // Node 20 takes the option for its own, wherever it stands, and is the first to miss the file.
  assert.match(
    missing.stderr,
    /^(There is no file none\.env\.\nIt was named with --env-file\.|.*none\.env: not found)\n$/,
  );
  assert.notEqual(missing.code, 0);
});

test('from a folder inside of the project', async () => {
  const project = FixtureProject.of('globs-current-folder');
  const { stdout } = await project.run({ folder: `${project.folder}/src/entities`, arguments: ['-e', 'Book.name'] });
  assert.equal(stdout, "'Book'\n");
});
