import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { FixtureProject } from './support/fixture-project';
import { runShell, temporaryHome } from './support/test-shell';

const CLI = join(__dirname, '../src/cli.ts');

/** `typeorm-shell erd`, and the same of the lesson. */
describe('erd from the command line', () => {
  test('without a file it draws', async () => {
    const environment = { DATABASE_URL: 'sqlite::memory:' };
    const { stdout, stderr, code } = await runShell({ script: CLI, environment, arguments: ['erd', 'Meeting'] });
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /│ employees\[\] +│╫─+/);
    assert.ok(!stdout.includes('Assignment') && !stdout.includes('\x1b'));
  });

  test('npm start -- erd does too', async () => {
    const home = temporaryHome();
    const environment = { DATABASE_URL: `sqlite:${join(home, 'lesson.db')}` };
    const script = join(__dirname, '../src/repl.ts');
    const { stdout, code } = await runShell({ script, home, environment, arguments: ['erd'] });
    assert.equal(code, 0);
    for (const name of ['Employee', 'Meeting', 'Project', 'Assignment', 'employee_meetings'])
      assert.match(stdout, new RegExp(`[│╎] ${name} `));
  });

  test('-o writes where the person is, also when the project is above', async () => {
    const project = FixtureProject.of('commonjs-ts5');
    mkdirSync(join(project.folder, 'docs'));
    const ask = (...words: readonly string[]) =>
      runShell({
        script: CLI,
        home: project.home,
        folder: join(project.folder, 'docs'),
        arguments: ['erd', ...words],
      });
    const { stdout, stderr, code } = await ask('-o', 'model.html');
    assert.deepEqual([stdout, code], ['Wrote 2 tables and 1 relation to model.html.\n', 0], stderr);
    assert.match(readFileSync(join(project.folder, 'docs/model.html'), 'utf8'), /data-entity="Author"/);
    const again = await ask('-o', 'model.html');
    assert.equal(again.code, 1);
    assert.match(again.stderr, /^model\.html is already there\.\n/m);
    assert.equal((await ask('-o', 'model.html', '--force')).code, 0);
    const wrong = await ask('Autor');
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /^There is no entity Autor\.\nDid you mean Author\?$/m);
    assert.ok(!existsSync(join(project.folder, 'model.html')));
    // As at the prompt, `Author.books` is what the relation leads to.
    const along = await ask('Author.books', '--depth', '0');
    assert.match(along.stdout, /│ Book/);
    assert.doesNotMatch(along.stdout, /│ Author/);
    assert.match((await ask('Author.boks')).stderr, /^Author has no relation boks\.\nDid you mean books\?$/m);
    assert.match((await ask('model.pdf')).stderr, /^There is no diagram of the kind \.pdf\./m);
  });

  test('of several data sources the one in use is drawn: the first', async () => {
    const project = FixtureProject.of('several');
    const { stdout, code } = await project.run({ arguments: ['erd'] });
    assert.equal(code, 0);
    assert.match(stdout, /│ Book/);
    assert.doesNotMatch(stdout, /royalties/);
    const shell = await project.open({ columns: 130 });
    await shell.until(() => shell.screen.includes('Without a table'), 'the look into the catalogue');
    await shell.enter('.use shop');
    const drawn = await shell.enter('.erd');
    assert.match(drawn, /royalties/);
    assert.doesNotMatch(drawn, /Book/);
    assert.match(
      await shell.enter('.erd library.Author'),
      /library\.Author is of another data source than the one in use\./,
    );
    await shell.leave();
  });

  for (const [words, message] of [
    [['-o', 'model.pdf'], /^There is no diagram of the kind \.pdf\.\nThere are \.mmd/],
    [['--dept', '2'], /^There is no option --dept: did you mean --depth\?\n/],
    [['Employee', '--depth', 'far'], /^--depth takes a number of relations, not far\.\n/],
    [['-e', '1'], /^There is no option -e\.\n/],
  ] as const) {
    test(`erd ${words.join(' ')} is wrong usage, and opens nothing`, async () => {
      const { stdout, stderr, code } = await runShell({
        script: CLI,
        folder: temporaryHome(),
        arguments: ['erd', ...words],
      });
      assert.deepEqual([stdout, code], ['', 2]);
      assert.match(stderr, message);
      assert.ok(stderr.trimEnd().split('\n').length <= 2, stderr);
    });
  }

  test('erd --help names its options and those of projects', async () => {
    const { stdout, code } = await runShell({ script: CLI, folder: temporaryHome(), arguments: ['erd', '--help'] });
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: typeorm-shell erd \[ENTITY/);
    for (const option of ['-o, --output FILE', '--depth N', '--force', '-d, --data-source FILE'])
      assert.ok(stdout.includes(option), option);
    const lines = stdout.trimEnd().split('\n');
    assert.ok(lines.length <= 24 && lines.every((line) => line.length <= 80), stdout);
  });
});
