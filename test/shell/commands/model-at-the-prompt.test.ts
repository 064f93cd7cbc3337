import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { FixtureProject } from '../../support/fixture-project';
import { runShell, TestShell } from '../../support/test-shell';

const SHELL = resolve(__dirname, '../../../src/repl.ts');

describe('the model, looked at in a terminal', () => {
  let folder: string;
  let environment: Readonly<Record<string, string>>;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-model-'));
    environment = { DATABASE_URL: `sqlite:${join(folder, 'lesson.db')}`, NO_COLOR: '1' };
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('the queries of a command are counted below what it shows; where it sends none nothing is said', async () => {
    const shell = await TestShell.start({ script: SHELL, environment });
    assert.match(
      await shell.enterAll('.models --count emp'),
      /^entity +table +rows [^]*\n1 entity, 1 junction table\n1 query · [\d.]+ ms · 2 rows$/,
    );
    assert.match(await shell.enterAll('.schema Meeting'), /\n\nThe database agrees with the entity\.$/);
    assert.match(
      await shell.enterAll('.relations Employee.findOneBy({ id: 1 })'),
      /^Employee 1\n[^]*\n3 queries · [\d.]+ ms · 3 rows$/,
    );
    assert.match(await shell.enterAll('.relations Employee.findOneBy({ id: 1 }'), /SyntaxError/);
    assert.equal(
      await shell.enterAll('.path Employee'),
      '.path needs two entities.\nFor example: .path Employee Project',
    );
    assert.equal(await shell.leave(), 0);
  });

  test('Ctrl-C ends what a command waits for, and the session goes on', async () => {
    const shell = await TestShell.start({ script: SHELL, environment });
    await shell.enter("const waits = () => { process.stdout.write('waiting\\n'); return new Promise(() => {}); }");
    shell.send('.relations waits()\r');
    await shell.sees('waiting');
    shell.send('\x03');
    await shell.sees('Interrupted.');
    await shell.prompts();
    assert.match(await shell.enter('.models meet'), /^entity /);
    assert.equal(await shell.leave(), 0);
  });

  test('colours are there where they are wanted', async () => {
    const { DATABASE_URL } = environment;
    const shell = await TestShell.start({ script: SHELL, environment: { DATABASE_URL, FORCE_COLOR: '1' } });
    await shell.enter('.models');
    assert.ok(shell.raw.includes('\x1b[36mEmployee\x1b[39m'), shell.raw);
    assert.equal(await shell.leave(), 0);
  });

  test('without a terminal only what was asked for is said', async () => {
    const { stdout, stderr, code } = await runShell({
      script: SHELL,
      environment,
      input: '.models --count meet\n.schema Nothing\n',
    });
    assert.match(stdout, /^entity +table +rows [^]*\n1 entity, 1 junction table\n$/);
    assert.match(stderr, /^There is no entity Nothing\.\n\.models lists the entities\.\n/m);
    assert.equal(code, 1);
  });
});

test('several data sources: each entity in its own, and no way from one to the other', async () => {
  const shell = await FixtureProject.of('several').open();
  await shell.until(() => shell.screen.includes('Without a table'), 'the look into the catalogue');
  await shell.enter('library.dataSource.synchronize()');
  const models = await shell.enter('.models --count');
  assert.match(models, /^Author +author +0 /m);
  assert.match(models, /^Book +book +0 /m);
  assert.match(models, /^shop\.Author +author +no table /m);
  assert.match(
    await shell.enter('.schema shop.Author'),
    /^shop\.Author, table author\n[^]*- author is not in the database$/,
  );
  assert.equal(
    (await shell.enter('.path Book shop.Author')).replace(/\s+/g, ' '),
    'Book and shop.Author are in different databases: no relation leads from one to the other.',
  );
  assert.match(await shell.enter('.path Book Author'), /^Book\.author, 1 step\n/);
  assert.equal(await shell.leave(), 0);
});
