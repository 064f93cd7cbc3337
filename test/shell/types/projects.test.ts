import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FixtureProject } from '../../support/fixture-project';

const PROJECTS = [
  'commonjs-ts5',
  'commonjs-ts6',
  'commonjs-ts7',
  'esm-ts5',
  'esm-ts6',
  'esm-ts7',
  'bundler',
  'tsconfig-paths',
  'typeorm-0.3',
  'plain-js-entity-schema',
  'plain-esm-js',
];

describe('types of projects of every kind', { concurrency: 2 }, () => {
  for (const name of PROJECTS) {
    test(name, async () => {
      const project = FixtureProject.of(name);
      const { stdout, stderr } = await project.run({
        arguments: [
          ...['-e', '.type Book.find()', '-e', '.type Book.find().map(book => book.author.books.map(b => b.title))'],
          ...['-e', '.type Author.findOneBy({ id: 1 }).save()', '-e', '.doc Author.name', '-e', '.source Author'],
        ],
      });
      assert.equal(stderr, '');
      console.log(name, stdout);
      assert.match(stdout, /^Book\[\]\nstring\[\]\[\]\nAuthor\n/);
    });
  }
});
