import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runInThisContext } from 'node:vm';
import { migrationName } from '../../../../src/shell/migrations/new/migration-name';
import { migrationPlace, type KnownOfProject } from '../../../../src/shell/migrations/new/migration-place';
import { migrationText, type MigrationStyle } from '../../../../src/shell/migrations/new/migration-text';
import type { FileView } from '../../../../src/shell/project/file-view';

const STYLE: MigrationStyle = { extension: '.js', module: 'commonjs', quote: "'", indent: '  ', semicolons: true };

/** Files by their path. */
function view(files: Readonly<Record<string, string>>): FileView {
  return {
    isFile: (path) => Object.hasOwn(files, path),
    list: (folder) => [
      ...new Set(
        Object.keys(files)
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1).split('/')[0]),
      ),
    ],
    read: (path) => files[path],
  };
}

function place(files: Readonly<Record<string, string>>, known: Partial<KnownOfProject> = {}) {
  return migrationPlace(
    { sourceFile: undefined, currentFolder: '/app', timestamps: [], patterns: [], ...known },
    view({ '/app/package.json': '{}', ...files }),
  );
}

describe('where a new migration goes, and how it is written', () => {
  const TEXT = 'import { MigrationInterface } from "typeorm"\n\nexport class A1762000000000 {\n    async up() {}\n}\n';

  test('as its siblings', () => {
    const found = place(
      { '/app/src/db/1762000000000-first-one.ts': TEXT, '/app/dist/db/1762000000000-first-one.js': 'exports.A = 1;' },
      { timestamps: [1762000000000], patterns: ['dist/db/*.js'], sourceFile: '/app/src/data-source.ts' },
    );
    assert.deepEqual(found, {
      folder: '/app/src/db',
      names: 'kebab',
      style: { extension: '.ts', module: 'esm', quote: '"', indent: '    ', semicolons: false },
    });
  });

  test('in the folder of the most, of the data source in use', () => {
    const files = {
      '/app/one/1762000000000-A.js': 'module.exports = class {};',
      '/app/two/1762000000001-B.js': 'export class B {}',
    };
    assert.equal(place(files, { timestamps: [1762000000001] }).folder, '/app/two');
    assert.equal(place(files, { timestamps: [1762000000001] }).style.module, 'esm');
    assert.equal(place(files, { timestamps: [1762000000000] }).style.module, 'commonjs');
  });

  test('the first one: where the patterns look, among the sources', () => {
    const source = { '/app/src/data-source.ts': 'export const x = 1;\n', '/app/tsconfig.json': '{}' };
    const known = { sourceFile: '/app/src/data-source.ts' };
    assert.equal(place(source, { ...known, patterns: ['dist/migrations/**/*.js'] }).folder, '/app/src/migrations');
    assert.equal(place(source, { ...known, patterns: ['/app/src/db/{a,b}*.ts'] }).folder, '/app/src/db');
    assert.equal(place(source, known).folder, '/app/src/migrations');
    assert.equal(place(source, known).style.extension, '.ts');
  });

  test('JavaScript is a module where its package says so', () => {
    const source = { '/app/data-source.js': '' };
    const known = { sourceFile: '/app/data-source.js' };
    assert.equal(place(source, known).style.module, 'commonjs');
    assert.equal(place({ ...source, '/app/package.json': '{"type": "module"}' }, known).style.module, 'esm');
    assert.equal(place({ '/app/data-source.mjs': '' }, { sourceFile: '/app/data-source.mjs' }).style.extension, '.mjs');
  });
});

describe('the name of a new migration', () => {
  test('is a class with the time at its end, behind all that there are', () => {
    assert.deepEqual(migrationName('AddPhone', 1762000000005, 0, 'as given'), {
      className: 'AddPhone1762000000005',
      fileName: '1762000000005-AddPhone',
    });
    assert.deepEqual(migrationName('add-HTTPPhone_number', 5, 1762000000007, 'kebab'), {
      className: 'AddHTTPPhoneNumber1762000000008',
      fileName: '1762000000008-add-http-phone-number',
    });
  });

  for (const name of ['2nd', '../up', 'a b', '', 'é'])
    test(`${JSON.stringify(name)} is none`, () => {
      assert.throws(() => migrationName(name, 1, 0, 'kebab'), /cannot be the name of a migration/);
    });
});

describe('the text of a migration', () => {
  const sent = async (sql: string, parameters?: readonly unknown[]): Promise<readonly unknown[]> => {
    const text = migrationText({
      className: 'A1',
      style: STYLE,
      statements: { up: [{ sql, ...(parameters && { parameters }), notes: ['Loses\ndata'] }], down: [] },
    });
    const module = { exports: undefined as unknown };
    // The file that was written, as Node would load it.
    (runInThisContext(`(function (module) {${text}})`) as (module: object) => void)(module);
    const calls: unknown[] = [];
    const Migration = module.exports as new () => { up(runner: object): Promise<void> };
    await new Migration().up({ query: async (...all: readonly unknown[]) => void calls.push(...all) });
    return calls;
  };

  for (const sql of [
    'ALTER TABLE "a" ADD "b" text',
    'ALTER TABLE `a` ADD `b` text',
    "ALTER TABLE `a` ADD `b` varchar(9) DEFAULT 'it''s \"so\" \\\\ here'",
    'SELECT `a`, \'${b}\' "c"\n\\',
    "CHECK (x <> '${injected}')",
    '`\\`',
  ])
    test(`has the statement as it is: ${JSON.stringify(sql)}`, async () => {
      assert.deepEqual(await sent(sql), [sql]);
    });

  test('and its parameters', async () => {
    assert.deepEqual(await sent('SELECT ?', ["a'b", 1, null]), ['SELECT ?', ["a'b", 1, null]]);
  });

  test('in TypeScript and as a module', () => {
    const text = migrationText({ className: 'A1', style: { ...STYLE, extension: '.ts', module: 'esm' } });
    assert.match(
      text,
      /^import type \{ MigrationInterface, QueryRunner \} from 'typeorm';\n\nexport class A1 implements/,
    );
    assert.match(text, /async up\(queryRunner: QueryRunner\): Promise<void> \{\n {4}\/\/ /);
    assert.match(migrationText({ className: 'A1', style: { ...STYLE, module: 'esm' } }), /^export class A1 \{$/m);
  });
});
