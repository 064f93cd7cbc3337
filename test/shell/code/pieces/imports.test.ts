import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importLines, movedImport, specifierOf, type ModuleStyle } from '../../../../src/shell/code/imports';

const style = (more: Partial<ModuleStyle> = {}): ModuleStyle => ({
  syntax: 'import',
  ending: '',
  folder: '/project',
  ...more,
});

test('the path of a file as the project writes paths', () => {
  for (const [file, how, expected] of [
    ['/project/src/book.ts', {}, './src/book'],
    ['/project/src/book.ts', { ending: '.js' }, './src/book.js'],
    ['/project/src/book.ts', { ending: '.ts' }, './src/book.ts'],
    ['/project/src/book.mts', { ending: '.js' }, './src/book.mjs'],
    ['/project/src/index.ts', {}, './src'],
    ['/project/src/book.js', { ending: '.js' }, './src/book.js'],
    ['/project/src/book.js', { syntax: 'require' }, './src/book'],
    ['/project/src/book.cjs', { syntax: 'require' }, './src/book.cjs'],
    ['/other/book.ts', {}, '../other/book'],
  ] as const)
    assert.equal(specifierOf(file, style(how)), expected);
});

test('names from one place stand in one line', () => {
  const books = { file: '/project/book.ts', exportName: 'Book' };
  const names = [
    { name: 'Page', from: { file: '/project/book.ts', exportName: 'BookPage' } },
    { name: 'Book', from: books },
    { name: 'Like', from: 'typeorm' },
    { name: 'DataSource', from: 'typeorm', isType: true },
    { name: 'dataSource', from: { file: '/project/data-source.ts', exportName: 'default' } },
  ] as const;
  assert.deepEqual(importLines(names, style()), [
    "import { type DataSource, Like } from 'typeorm';",
    "import { Book, BookPage as Page } from './book';",
    "import dataSource from './data-source';",
  ]);
  assert.deepEqual(importLines([names[3]], style()), ["import type { DataSource } from 'typeorm';"]);
});

test('in CommonJS they are required', () => {
  const names = [
    { name: 'dataSource', from: { file: '/project/data-source.js', exportName: 'module.exports' } },
    { name: 'Page', from: { file: '/project/book.js', exportName: 'BookPage' } },
  ];
  assert.deepEqual(importLines(names, style({ syntax: 'require' })), [
    "const { BookPage: Page } = require('./book');",
    "const dataSource = require('./data-source');",
  ]);
});

test('an import that was typed leads where it led', () => {
  assert.equal(movedImport("import a from './a'", '/project/src', '/project'), "import a from './src/a'");
  assert.equal(movedImport("import a from 'a'", '/project/src', '/project'), "import a from 'a'");
  assert.equal(movedImport("import a from './a'", '/project', '/project'), "import a from './a'");
});
