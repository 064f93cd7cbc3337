import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { FixtureProject } from '../../support/fixture-project';

/** Each with where its Author is declared. */
const PROJECTS = {
  'commonjs-ts5': 'src/entities/author.ts:5',
  'commonjs-ts6': 'src/entities/author.ts:4',
  'commonjs-ts7': 'src/entities/author.ts:4',
  'esm-ts5': 'src/entities/author.ts:4',
  'esm-ts6': 'src/entities/author.ts:4',
  'esm-ts7': 'src/entities/author.ts:4',
  bundler: 'src/entities/author.ts:4',
  'tsconfig-paths': 'src/entities/author.ts:4',
  'typeorm-0.3': 'src/entities/author.ts:4',
  'plain-js-entity-schema': 'src/entities/author.js:3',
  'plain-esm-js': 'database/author.js:3',
};

describe('types of projects of every kind', { concurrency: 2 }, () => {
  for (const [name, place] of Object.entries(PROJECTS)) {
    test(name, async () => {
      const project = FixtureProject.of(name);
      const inputs = [
        '.type Book.find()',
        '.type Book.find().map(book => book.author.books.map(each => each.title))',
        '.type Author.findOneBy({ id: 1 }).save()',
        '.doc Author.name',
        '.source Author',
      ];
      const { stdout } = await project.run({ arguments: inputs.flatMap((input) => ['-e', input]) });
      const [books, titles, saved, ...rest] = stdout.split('\n');
      assert.deepEqual([books, titles, saved], ['Book[]', 'string[][]', 'Author']);
      const [file = '', line] = place.split(':');
      assert.ok(rest.includes('column author.name: varchar'), stdout);
      assert.ok(rest.includes(`${file}:${line}`), stdout);
      const declared = readFileSync(join(project.folder, file), 'utf8')
        .split('\n')
        .slice(Number(line) - 1)
        .join('\n');
      assert.ok(stdout.includes(declared.trimEnd()), stdout);
    });
  }

  test('the thread runs nothing of the project, and nothing that Node is told to load first', async () => {
    const project = FixtureProject.of('commonjs-ts5');
    const mark = (name: string): string => `require('node:fs').appendFileSync('${name}.log', 'ran\\n');`;
    project.write('preload.js', mark('preload'));
    project.edit('src/entities/author.ts', (text) => `${text}\n${mark('entity')}\n`);
    project.edit('src/data-source.ts', (text) => `${text}\n${mark('source')}\n`);
    const { stdout } = await project.run({
      arguments: ['-e', '.type Author.find()', '-e', '.source Author'],
      environment: { NODE_OPTIONS: `--require=${join(project.folder, 'preload.js')}` },
    });
    assert.match(stdout, /^Author\[\]\n/);
    for (const name of ['preload', 'entity', 'source'])
      assert.equal(readFileSync(join(project.folder, `${name}.log`), 'utf8'), 'ran\n', name);
  });
});
