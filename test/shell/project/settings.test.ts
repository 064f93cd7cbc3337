import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { FixtureProject } from '../../support/fixture-project';
import type { TestShell } from '../../support/test-shell';

const CONFIG = 'typeorm-shell.config.ts';
const QUESTION = `${CONFIG} is code of this project that the shell would run. Trust it? (always/once/never)`;
const TRUSTED = ['--trust'];

const SETTINGS = `
import type { DataSource } from 'typeorm';
import { Book } from './src/entities/book';

console.log('settings run');
export default {
  context: async ({ dataSource }: { dataSource: DataSource }) => ({
    secret: process.env.SECRET,
    longBooks: () => dataSource.getRepository(Book).findBy({ pages: 500 }),
  }),
  commands: [{ name: 'shelf', summary: 'what there is', run: () => 'nothing yet' }],
  print: { Book: ({ title, author }: Book) => \`"\${title}" by \${author.name}\` },
};
`;

/** The prompt is there, and the last thing that the shell says by itself: the database, in memory, is empty. */
async function begins(shell: TestShell): Promise<void> {
  await shell.sees(/Without a table in the database: .*\n>$/);
}

/** The fixture with settings in code. */
function withSettings(text = SETTINGS): FixtureProject {
  const project = FixtureProject.of('commonjs-ts5');
  project.write(CONFIG, text);
  return project;
}

describe('settings in code', () => {
  test('are asked about once, in a terminal, and then run', async () => {
    const project = withSettings();
    const shell = project.launch();
    await shell.sees(QUESTION);
    shell.send('perhaps\r');
    await shell.until(() => shell.screen.split(QUESTION).length === 3, 'the question again');
    shell.send('a\r');
    await begins(shell);
    await shell.enter('dataSource.synchronize()');
    await shell.enter(
      "void Book.save({ title: 'Sea', kind: 'novel', pages: 500, author: Author.save({ name: 'Ann' }) })",
    );
    assert.equal(await shell.enter('longBooks()'), '["Sea" by Ann]');
    assert.equal(await shell.enter('.shelf'), 'nothing yet');
    assert.match(await shell.enter('.ls'), /^project +secret +longBooks$/m);
    await shell.leave();

    const again = project.launch();
    await begins(again);
    assert.doesNotMatch(again.screen, /Trust/);
    assert.match(again.screen, /^settings run$/m);
    await again.leave();
  });

  test('run for this time only, when that is the answer', async () => {
    const project = withSettings();
    for (let time = 0; time < 2; time++) {
      const shell = project.launch();
      await shell.sees(QUESTION);
      shell.send('once\r');
      await begins(shell);
      assert.match(shell.screen, /^settings run$/m);
      await shell.leave();
    }
  });

  test('run after "always", and the person hears of it when that cannot be kept', async () => {
    const project = withSettings();
    // A file where the folder of the state should be.
    writeFileSync(join(project.home, 'state'), '');
    const shell = project.launch();
    await shell.sees(QUESTION);
    shell.send('always\r');
    await begins(shell);
    assert.match(shell.screen, /^settings run$/m);
    assert.match(shell.screen, /^Your answer could not be kept: /m);
    await shell.leave();
  });

  for (const [answer, keys] of [
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
    ['an empty line', '\r'],
  ] as const)
    test(`do not run after ${answer}, and are asked about the next time`, async () => {
      const project = withSettings();
      for (let time = 0; time < 2; time++) {
        const shell = project.launch();
        await shell.sees(QUESTION);
        shell.send(keys);
        await begins(shell);
        assert.doesNotMatch(shell.screen, /settings run/);
        assert.match(await shell.enter('longBooks'), /longBooks is not defined/);
        await shell.leave();
      }
    });

  test('never run after "never", until --trust says so', async () => {
    const project = withSettings();
    const shell = project.launch();
    await shell.sees(QUESTION);
    shell.send('never\r');
    await begins(shell);
    await shell.leave();
    const { stdout, stderr } = await project.run({ arguments: ['-e', '1'] });
    assert.equal(stdout, '1\n');
    assert.match(stderr, /^typeorm-shell\.config\.ts is not run: you said never\. --trust runs it\.$/m);
    const trusted = await project.run({ arguments: [...TRUSTED, '-e', 'typeof longBooks'] });
    assert.match(trusted.stdout, /^'function'$/m);
  });

  test('are never asked about without a terminal: there --trust or nothing', async () => {
    const project = withSettings();
    const left = await project.run({ arguments: ['-e', '1'] });
    assert.equal(left.stdout, '1\n');
    assert.match(left.stderr, /^typeorm-shell\.config\.ts was not run: it is code\. --trust runs it\.$/m);
    project.write('.env', 'SECRET=from-env\n');
    const trusted = await project.run({ arguments: [...TRUSTED, '--env-file', '.env', '-e', 'secret'] });
    assert.match(trusted.stdout, /^'from-env'$/m);
  });

  test('an answer that was kept and is damaged is no answer', async () => {
    const project = withSettings();
    const shell = project.launch();
    await shell.sees(QUESTION);
    shell.send('always\r');
    await begins(shell);
    await shell.leave();
    const kept = join(project.home, 'state/typeorm-shell/trust.json');
    assert.deepEqual(JSON.parse(readFileSync(kept, 'utf8')), { [join(project.folder, CONFIG)]: 'always' });
    writeFileSync(kept, '{ "half');
    assert.match((await project.run({ arguments: ['-e', '1'] })).stderr, /was not run/);
  });

  for (const [text, message] of [
    ['export default 5', 'typeorm-shell.config.ts gives no settings.\n'],
    [
      'export default { contxt: {} }',
      'typeorm-shell.config.ts: there is no setting "contxt": did you mean "context"?\n',
    ],
    ["throw new Error('no coffee')", 'typeorm-shell.config.ts:1:7 cannot be loaded: no coffee'],
    ["export const dataSource = 'src/nowhere.ts'", 'src/nowhere.ts'],
  ] as const)
    test(`that are none are one clear line: ${text}`, async () => {
      const { code, stderr } = await withSettings(text).run({ arguments: [...TRUSTED, '-e', '1'] });
      assert.equal(code, 1, stderr);
      assert.ok(stderr.includes(message), stderr);
      assert.doesNotMatch(stderr, /^\s+at /m);
    });
});

describe('settings that are data', () => {
  test('are read unasked: typeorm-shell.config.json', async () => {
    const project = FixtureProject.of('commonjs-ts5');
    project.write('typeorm-shell.config.json', '{ "dataSource": "src/data-source.ts", "context": { "answer": 42 } }');
    assert.equal((await project.run({ arguments: ['-e', 'answer'] })).stdout, '42\n');
  });

  test('are read unasked: the key typeorm-shell in package.json', async () => {
    const project = FixtureProject.of('commonjs-ts5');
    project.edit('package.json', (text) =>
      JSON.stringify({ ...JSON.parse(text), 'typeorm-shell': { dataSource: 'src/nowhere' } }),
    );
    const { code, stderr } = await project.run({ arguments: ['-e', '1'] });
    assert.equal(code, 1);
    assert.match(stderr, /src\/nowhere/);
  });
});
