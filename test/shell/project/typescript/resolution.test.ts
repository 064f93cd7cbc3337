import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { resolveAsTypeScript, type Resolution } from '../../../../src/shell/project/typescript/resolution';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'typeorm-shell-resolution-')));
after(() => rmSync(folder, { recursive: true }));
for (const [path, text] of Object.entries({
  'package.json': '{"imports":{"#db/*":{"types":"./t/*.d.ts","default":"./dist/db/*.js"},"#one":"./src/one.ts"}}',
  'src/one.ts': '',
  'src/both.ts': '',
  'src/both.js': '',
  'src/plain.js': '',
  'src/view.tsx': '',
  'src/module.mts': '',
  'src/folder/index.ts': '',
  'src/db/source.ts': '',
  'src/a/deep/x.ts': '',
})) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const resolution: Resolution = {
  pathsBase: folder,
  paths: { '@app/*': ['src/*'], '@app/deep/*': ['nowhere/*', 'src/a/deep/*'], exact: ['src/one'], '*-view': ['src/*'] },
  baseUrl: join(folder, 'src'),
  outDir: join(folder, 'dist'),
  rootDir: join(folder, 'src'),
};

for (const [specifier, expected] of [
  ['./one', 'src/one.ts'],
  ['./one.js', 'src/one.ts'],
  ['./one.ts', 'src/one.ts'],
  ['./both', 'src/both.ts'],
  ['./both.js', 'src/both.js'],
  ['./plain', 'src/plain.js'],
  ['./view.jsx', 'src/view.tsx'],
  ['./module.mjs', 'src/module.mts'],
  ['./folder', 'src/folder/index.ts'],
  ['./folder/', 'src/folder/index.ts'],
  ['.', undefined],
  ['./none', undefined],
  ['@app/one', 'src/one.ts'],
  ['@app/deep/x.js', 'src/a/deep/x.ts'],
  ['exact', 'src/one.ts'],
  ['view-view', 'src/view.tsx'],
  ['a/deep/x', 'src/a/deep/x.ts'],
  ['typeorm', undefined],
  ['#one', 'src/one.ts'],
  ['#db/source', 'src/db/source.ts'],
  ['#none', undefined],
] as const) {
  test(`${specifier} means ${expected ?? 'what Node says'}`, () => {
    const found = resolveAsTypeScript(specifier, join(folder, 'src/main.ts'), resolution);
    assert.equal(found, expected && join(folder, expected));
  });
}

test('a package of the same repository that is not built leads to its sources', () => {
  const at = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const exports = { '.': { types: './src/index.ts', default: './dist/index.js' }, './*': './dist/*.js' };
  at('packages/db/package.json', JSON.stringify({ name: '@acme/db', exports }));
  at('packages/db/src/index.ts', '');
  at('packages/db/src/entities/user.ts', '');
  at('packages/old/package.json', JSON.stringify({ main: 'lib/main.js' }));
  at('packages/old/src/main.ts', '');
  at('packages/built/package.json', JSON.stringify({ main: 'dist/main.js' }));
  at('packages/built/src/main.ts', '');
  at('packages/built/dist/main.js', '');
  at('node_modules/installed/package.json', JSON.stringify({ main: 'dist/main.js' }));
  at('node_modules/installed/src/main.ts', '');
  mkdirSync(join(folder, 'node_modules/@acme'));
  for (const [link, target] of [
    ['@acme/db', '../../packages/db'],
    ['old', '../packages/old'],
    ['built', '../packages/built'],
  ] as const)
    symlinkSync(target, join(folder, 'node_modules', link));
  for (const [specifier, expected] of [
    ['@acme/db', 'packages/db/src/index.ts'],
    ['@acme/db/entities/user', 'packages/db/src/entities/user.ts'],
    ['@acme/db/entities/none', undefined],
    ['@acme/none', undefined],
    ['old', 'packages/old/src/main.ts'],
    ['built', undefined],
    ['installed', undefined],
  ] as const) {
    const found = resolveAsTypeScript(specifier, join(folder, 'src/a/deep/x.ts'), {});
    assert.equal(found, expected && join(folder, expected), specifier);
  }
});
