import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DataSource } from 'typeorm';
import { Model } from '../../../src/shell/model';
import { noRooms } from '../../support/no-rooms';
import { plainSession } from '../../support/plain-shell';
import { runCommand } from '../../support/run-command';
import { temporaryHome } from '../../support/test-shell';
import { SHAPES } from '../shapes/models';
import { copyOf } from '../shapes/support/copies';

interface Shell {
  readonly folder: string;
  /** Enters a command. @returns what it prints. */
  enter(input: string): Promise<string>;
  close(): Promise<void>;
}

async function shellOn(name: string, width = 130): Promise<Shell> {
  const { entities, options } = SHAPES[name](copyOf('1.1'), 'sqlite');
  const dataSource = new DataSource({ type: 'better-sqlite3', database: ':memory:', ...options, entities } as never);
  await dataSource.initialize();
  const folder = temporaryHome();
  return {
    folder,
    enter: (input) =>
      runCommand(
        {
          ...noRooms(),
          model: new Model(dataSource),
          session: plainSession(),
          names: { entities: [], helpers: [], operators: [] },
        },
        input,
        { width, resolvePath: (path) => join(folder, path) },
      ),
    close: () => dataSource.destroy(),
  };
}

test('.erd draws everything, .erd ENTITY what is around it', async () => {
  const shell = await shellOn('trees');
  const all = await shell.enter('.erd');
  for (const name of ['Category', 'Article', 'Folder', 'category_closure'])
    assert.match(all, new RegExp(`[│╎] ${name}`));
  const near = await shell.enter('.erd Article');
  assert.match(near, /│ Category/);
  assert.doesNotMatch(near, /Folder|category_closure/);
  assert.match(await shell.enter('.erd Article --depth 2'), /╎ category_closure/);
  await shell.close();
});

test('.erd FILE writes each kind, whole, and replaces nothing unasked', async () => {
  const shell = await shellOn('views');
  for (const [name, begins] of [
    ['model.mmd', 'erDiagram\n'],
    ['model.mermaid', 'erDiagram\n'],
    ['model.md', '# The model\n\n```mermaid\n'],
    ['model.dot', 'digraph model {\n'],
    ['model.gv', 'digraph model {\n'],
    ['model.svg', '<svg xmlns="http://www.w3.org/2000/svg"'],
    ['model.html', '<!doctype html>\n'],
    ['My model.HTML', '<!doctype html>\n'],
  ] as const) {
    assert.equal(await shell.enter(`.erd "${name}"`), `Wrote 4 tables and 3 relations to ${name}.`);
    const text = readFileSync(join(shell.folder, name), 'utf8');
    assert.ok(text.startsWith(begins), text.slice(0, 80));
    assert.ok(text.endsWith('\n') && text.includes('WriterStats'));
  }
  await assert.rejects(shell.enter('.erd model.svg'), {
    message: 'model.svg is already there.',
    hint: 'To replace it: .erd --force model.svg',
  });
  assert.equal(await shell.enter('.erd Post model.svg --force'), 'Wrote 2 tables and 1 relation to model.svg.');
  await assert.rejects(shell.enter('.erd no/where.svg'), {
    message: /^no\/where\.svg cannot be written: its folder is not there/,
  });
  assert.equal(readdirSync(shell.folder).length, 8);
  await shell.close();
});

test('an entity that is none', async () => {
  const shell = await shellOn('trees');
  await assert.rejects(shell.enter('.erd Articel'), {
    name: 'UserError',
    message: 'There is no entity Articel.',
    hint: 'Did you mean Article?',
  });
  await assert.rejects(shell.enter('.erd Zzzzz'), {
    hint: '.models lists the entities.',
  });
  await shell.close();
});
