import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileView } from '../../../../src/shell/project/file-view';
import { findDataSources, type FindRequest } from '../../../../src/shell/project/find/find';

/** A file system made of a list: path below /p to text. */
function view(files: Readonly<Record<string, string>>): FileView {
  const paths = new Map(Object.entries(files).map(([path, text]) => [`/p/${path}`, text]));
  return {
    isFile: (path) => paths.has(path),
    list: (folder) => {
      const inside = [...paths.keys()].filter((path) => path.startsWith(`${folder.replace(/\/$/, '')}/`));
      return [...new Set(inside.map((path) => path.slice(folder.replace(/\/$/, '').length + 1).split('/')[0] ?? ''))];
    },
    read: (path) => {
      const text = paths.get(path);
      if (text === undefined) throw new Error(`no ${path}`);
      return text;
    },
  };
}

function find(files: Readonly<Record<string, string>>, more: Partial<FindRequest> = {}) {
  return findDataSources({ files: view({ 'package.json': '{}', ...files }), currentFolder: '/p', given: [], ...more });
}

/** The one file that is found, below /p. */
function found(files: Readonly<Record<string, string>>, more: Partial<FindRequest> = {}): string {
  return find(files, more)
    .dataSources.map((file) => file.slice('/p/'.length))
    .join(' ');
}

const scripts = (command: string, more = {}) => JSON.stringify({ scripts: { 'migration:run': command }, ...more });

for (const [command, file] of [
  ['typeorm migration:run -d src/db/source.ts', 'src/db/source.ts'],
  ['typeorm-ts-node-commonjs migration:run -d ./src/db/source.ts', 'src/db/source.ts'],
  ['typeorm-ts-node-esm migration:run --dataSource=src/db/source.ts', 'src/db/source.ts'],
  ['npm run typeorm -- -d src/db/source.ts migration:run', 'src/db/source.ts'],
  ['yarn build && typeorm migration:run --dataSource "src/db/source.ts" --transaction all', 'src/db/source.ts'],
  [
    "ts-node -r tsconfig-paths/register ./node_modules/typeorm/cli.js -d 'src/db/source.ts' migration:run",
    'src/db/source.ts',
  ],
  ['typeorm migration:run -d $npm_package_config_source', 'src/db/source.ts'],
  ['typeorm migration:run -d dist/db/source.js', 'src/db/source.ts'],
  ['typeorm migration:run -d src/db/source', 'src/db/source.ts'],
  ['docker compose up -d postgres && typeorm migration:run -d src/db/source.ts', 'src/db/source.ts'],
  ['typeorm migration:run -d $npm_config_source', ''],
  ['typeorm migration:run -d src/gone.ts', ''],
  ['docker compose up -d src/db/source.ts', ''],
  ['typeorm migration:run -d src\\db\\source.ts', 'src/db/source.ts'],
] as const) {
  test(`npm script: ${command}`, () => {
    const packageFile = scripts(command, { config: { source: 'src/db/source.ts' } }).replace(
      command.startsWith('docker compose up -d src') ? 'migration:run' : '',
      command.startsWith('docker compose up -d src') ? 'services' : '',
    );
    assert.equal(found({ 'package.json': packageFile, 'src/db/source.ts': '' }), file);
  });
}

for (const [files, file] of [
  [['src/data-source.ts'], 'src/data-source.ts'],
  [['src/data-source.js', 'src/data-source.ts'], 'src/data-source.ts'],
  [['src/database/data-source.ts', 'src/entities/data-source.ts'], 'src/database/data-source.ts'],
  [['src/db/AppDataSource.ts'], 'src/db/AppDataSource.ts'],
  [['src/app-data-source.mts'], 'src/app-data-source.mts'],
  [['src/config/typeorm.config.ts'], 'src/config/typeorm.config.ts'],
  [['typeOrm.config.ts'], 'typeOrm.config.ts'],
  [['ormconfig.json'], 'ormconfig.json'],
  [['ormconfig.js'], 'ormconfig.js'],
  [['data-source.cjs'], 'data-source.cjs'],
  [['src/data-source.spec.ts', 'src/data-source.d.ts'], ''],
  [['src/order.ts', 'src/norm.config.ts'], ''],
] as const) {
  test(`usual places: ${files.join(', ')}`, () => {
    assert.equal(found(Object.fromEntries(files.map((name) => [name, '']))), file);
  });
}

test('a name that says little is taken when the file makes a data source', () => {
  assert.equal(found({ 'src/database.ts': 'export const pool = 1' }), '');
  assert.equal(found({ 'src/database.ts': 'export const source = new DataSource({})' }), 'src/database.ts');
});

test('failing all that, what is written in the files', () => {
  const makes = 'export const x = new DataSource({})';
  assert.equal(found({ 'src/a/b/c.ts': makes, 'src/other.ts': '', 'node_modules/n/i.js': makes }), 'src/a/b/c.ts');
  assert.equal(found({ 'src/main.module.ts': 'TypeOrmModule.forRoot({})' }), 'src/main.module.ts');
  const parts = { 'src/db/db.module.ts': 'TypeOrmModule.forRootAsync({})', 'src/app.module.ts': 'imports: [DbModule]' };
  assert.equal(found(parts), 'src/app.module.ts');
  const two = find({ 'src/a/one.ts': makes, 'src/a/two.ts': makes });
  assert.deepEqual(two.dataSources, []);
  assert.match(String(two.decisions.at(-2)?.why ?? two.decisions.at(-1)?.why), /more than one, choose with -d/);
});

test('of several files that make a data source, the one that exports it', () => {
  const seed = 'export {};\nconst source = new DataSource({});\nsource.initialize();';
  assert.equal(
    found({ 'src/infra/orm/source.ts': 'export const db: DataSource = new DataSource({})', 'src/seed.ts': seed }),
    'src/infra/orm/source.ts',
  );
});

test('a project that is only there as it was built', () => {
  const built = { 'dist/src/data-source.js': 'exports.x = new DataSource({})', 'dist/src/index.js': '' };
  assert.equal(found(built), 'dist/src/data-source.js');
  assert.equal(found({ ...built, 'src/a/b.ts': 'export const x = new DataSource({})' }), 'src/a/b.ts');
});

test('where a guess turns out to export none, there are others, of the same package', () => {
  const files = {
    'src/config/typeorm.config.ts': 'export const config = (service) => ({})',
    'src/config/database.config.ts': '',
    'typeorm.config.ts': '',
    'src/app.module.ts': '@Module({ imports: [TypeOrmModule.forRootAsync({})] })',
    'packages/other/package.json': '{}',
    'packages/other/app.module.ts': 'TypeOrmModule.forRoot({})',
  };
  const { dataSources, alternatives } = find({ ...files, 'packages/other/app.module.ts': '' });
  assert.deepEqual(dataSources, ['/p/src/config/typeorm.config.ts']);
  assert.deepEqual(alternatives(), ['/p/typeorm.config.ts', '/p/src/app.module.ts']);
  assert.deepEqual(find({ 'src/a.ts': '' }, { given: ['src/a.ts'] }).alternatives(), []);
});

test('in a repository of several packages, the package of the file is opened', () => {
  const files = { 'packages/api/package.json': '{}', 'packages/api/src/db.ts': 'export const x = new DataSource({})' };
  const { root, dataSources } = find(files);
  assert.deepEqual([root, dataSources], ['/p/packages/api', ['/p/packages/api/src/db.ts']]);
  assert.equal(find({ 'server/package.json': '{}', 'server/ormconfig.ts': '' }).root, '/p/server');
});

test('the order: -d, settings, scripts, places', () => {
  const files = {
    'package.json': scripts('typeorm migration:run -d src/scripted.ts'),
    'src/given.ts': '',
    'src/configured.ts': '',
    'src/scripted.ts': '',
    'src/data-source.ts': '',
  };
  const config = {
    place: { kind: 'data' as const, path: '/p/typeorm-shell.config.json', config: {} },
    value: { dataSources: ['src/configured.ts'] },
  };
  assert.equal(found(files, { given: ['src/given.ts', 'src/scripted'], config }), 'src/given.ts src/scripted.ts');
  assert.equal(found(files, { config }), 'src/configured.ts');
  assert.equal(found(files), 'src/scripted.ts');
  assert.equal(found({ ...files, 'package.json': '{}' }), 'src/data-source.ts');
});

test('from a folder of the project the package is searched; what -d names is relative to where the person is', () => {
  const files = { 'src/data-source.ts': '', 'src/deep/x.ts': '' };
  assert.deepEqual(find(files, { currentFolder: '/p/src/deep' }).dataSources, ['/p/src/data-source.ts']);
  assert.deepEqual(find(files, { currentFolder: '/p/src/deep', given: ['../data-source.ts'] }).dataSources, [
    '/p/src/data-source.ts',
  ]);
  assert.deepEqual(find(files, { given: ['none.ts'] }).missing, ['none.ts']);
});

test('every step leaves a decision', () => {
  assert.deepEqual(
    find({}).decisions.map(({ looked }) => looked),
    [
      'typeorm-shell.config.*, or the key typeorm-shell in package.json',
      'the -d argument in npm scripts',
      'the usual places',
      'files with new DataSource(…) or TypeOrmModule.forRoot(…)',
      'the usual places among built files',
    ],
  );
});
