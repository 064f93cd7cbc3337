import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FixtureProject } from '../../support/fixture-project';

/** A project whose data source is where nobody would guess it, so that files can be put where it is looked for. */
function project(files: Readonly<Record<string, string>>): FixtureProject {
  const made = FixtureProject.of('commonjs-ts5');
  made.remove('src/data-source.ts');
  for (const [path, text] of Object.entries(files)) made.write(path, text);
  return made;
}

const IMPORTS = `import { DataSource } from 'typeorm';
import { Author } from '../entities/author';
import { Book } from '../entities/book';
`;
const MADE = "new DataSource({ type: 'better-sqlite3', database: ':memory:', entities: [Author, Book] })";
const ENTITIES = ['-e', "dataSource.entityMetadatas.map(({ name }) => name).sort().join(' ')"];

test('a guessed file with nothing but a function that wants arguments leads to the next one', async () => {
  const { stdout, stderr } = await project({
    'src/config/typeorm.config.ts': "export const config = (service: object) => ({ type: 'sqlite', ...service });\n",
    'src/store/source.ts': `${IMPORTS}export const source = ${MADE};\n`,
  }).run({ arguments: ENTITIES });
  assert.equal(stdout, "'Author Book'\n");
  assert.match(stderr, /^src\/config\/typeorm\.config\.ts exports no data source: src\/store\/source\.ts is used\.\n/);
});

test('where there is no other, the functions that want arguments are named', async () => {
  const { stderr, code } = await project({
    'src/data-source.ts': `export function makeSource(file: string) { return file; }\n`,
  }).run({ arguments: ENTITIES });
  assert.match(
    stderr,
    /^src\/data-source\.ts exports no data source\.\nmakeSource: a function that wants arguments.*\n$/,
  );
  assert.equal(code, 1);
});

test('a data source that is made and not exported is taken', async () => {
  const { stdout, stderr } = await project({
    'src/server/database.ts': `${IMPORTS}async function main(): Promise<void> { await ${MADE}.initialize(); }\nvoid main();\nexport {};\n`,
  }).run({ arguments: ENTITIES });
  assert.equal(stderr, '');
  assert.equal(stdout, "'Author Book'\n");
});

test('files as Windows writes them: its line ends, and the mark at the beginning', async () => {
  const windows = FixtureProject.of('commonjs-ts5');
  for (const name of readdirSync(windows.folder, { recursive: true, encoding: 'utf8' })) {
    if (name.startsWith('node_modules') || !/\.(ts|json)$/.test(name)) continue;
    const text = readFileSync(join(windows.folder, name), 'utf8');
    // Node itself takes no mark in JSON that is required.
    windows.write(name, `${name.endsWith('names.json') ? '' : '\uFEFF'}${text.replaceAll('\n', '\r\n')}`);
  }
  const { stdout, stderr } = await windows.run({ arguments: ENTITIES });
  assert.equal(stderr, 'Switched off in this shell: synchronize.\n');
  assert.equal(stdout, "'Author Book'\n");
});
