import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { runShell, temporaryHome } from '../../support/test-shell';

const LESSON = resolve(__dirname, '../../../src/repl.ts');

test('piped lines are run one by one, each value printed, no prompt and no banner', async () => {
  const { stdout, stderr, code } = await runShell({ input: 'var a = 20\na + 1\n\n[1,\n2]\n_.length\n' });
  assert.equal(stdout, '21\n[ 1, 2 ]\n2\n');
  assert.equal(stderr, '');
  assert.equal(code, 0);
});

test('it stops at the first error, with the line number in the input and exit code 1', async () => {
  const { stdout, stderr, code } = await runShell({ input: '1\n[2,\nnothing]\n3\n' });
  assert.equal(stdout, '1\n');
  assert.match(stderr, /^<stdin>:3\nnothing\]\nReferenceError: nothing is not defined\n$/);
  assert.equal(code, 1);
});

test('--keep-going goes on, and the exit code is still 1', async () => {
  const { stdout, code } = await runShell({ arguments: ['--keep-going'], input: 'nothing\n.nothing\n3\n' });
  assert.equal(stdout, '3\n');
  assert.equal(code, 1);
});

test('an input that ends in the middle of a statement is an error', async () => {
  const { stderr, code } = await runShell({ input: '[1,\n' });
  assert.match(stderr, /SyntaxError/);
  assert.equal(code, 1);
});

test('dot-commands work, a misspelt one names the near one and its line', async () => {
  const good = await runShell({ input: '.await off\n.exit\nnothing\n' });
  assert.deepEqual(good, { stdout: 'Implicit await is off.\n', stderr: '', code: 0 });
  const bad = await runShell({ input: '1\n.exti\n2\n' });
  assert.match(bad.stderr, /<stdin>:2[^]*There is no command \.exti: did you mean \.exit\?/);
  assert.equal(bad.code, 1);
});

test('a number that begins with a dot is no command', async () => {
  assert.equal((await runShell({ input: '.5 + 1\n' })).stdout, '1.5\n');
});

test('a line that only goes on with the statement before belongs to it', async () => {
  const chained = '[1, 2, 3]\n  .map((x) => x * 2)\n  ?.filter((x) => x > 2)\n  .length\n\n7\n';
  assert.equal((await runShell({ input: chained })).stdout, '2\n7\n');
  const branches = 'if (false) {\n  1\n}\nelse {\n  2\n}\ntry { nothing }\ncatch { 3 }\nfinally {}\n';
  assert.equal((await runShell({ input: branches })).stdout, '2\n3\n');
});

test('-e prints the value of the last expression, several in order', async () => {
  const { stdout, code } = await runShell({
    arguments: ['-e', 'var a = 1; a + 1', '--eval', 'a + 2', '-e', 'var b = 1'],
  });
  assert.equal(stdout, '2\n3\n');
  assert.equal(code, 0);
  const failed = await runShell({ arguments: ['-e', 'nothing', '-e', '1'] });
  assert.deepEqual([failed.stdout, failed.code], ['', 1]);
});

test('-e runs a dot-command, which may go over several lines', async () => {
  const { stdout, code } = await runShell({ arguments: ['-e', '.await off', '-e', '.json [1,\n2]', '-e', '.5 + 1'] });
  assert.equal(stdout, 'Implicit await is off.\n[ 1, 2 ]\n1.5\n');
  assert.equal(code, 0);
  const failed = await runShell({ arguments: ['-e', '\n.exti\n2', '-e', '1'] });
  assert.match(failed.stderr, /^<eval>:2\n[^]*There is no command \.exti: did you mean \.exit\?/);
  assert.deepEqual([failed.stdout, failed.code], ['', 1]);
  const left = await runShell({ arguments: ['-e', '1', '-e', '.exit', '-e', '2'] });
  assert.deepEqual([left.stdout, left.code], ['1\n', 0]);
});

test('with --json what commands print goes to standard error, and what is for people refuses', async () => {
  const { stdout, stderr, code } = await runShell({
    script: LESSON,
    environment: { DATABASE_URL: `sqlite:${join(temporaryHome(), 'lesson.db')}` },
    arguments: ['--json', '--keep-going'],
    input: '.sql on\n.await\n[1]\n.table [1]\n.format csv\n.json [{ a: 1 }]\n.json\n',
  });
  assert.equal(
    stderr.replace('The database is new: it was migrated and seeded.\n', ''),
    'Under each value: the SQL behind it.\nImplicit await is on.\n',
  );
  const printed = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  const refused = (command: string, line: number): object => ({
    error: {
      name: 'Error',
      message: `.${command} is for people to read: with --json values are JSON.`,
      position: { fileName: '<stdin>', line, column: 1 },
    },
  });
  assert.deepEqual(printed, [[1], refused('table', 4), refused('format', 5), printed[3], printed[3]]);
  assert.match(JSON.stringify(printed[3]), /"a":1/);
  assert.equal(code, 1);
});

test('a file is run and prints only what it prints itself', async () => {
  const home = temporaryHome();
  const path = join(home, 'program.ts');
  writeFileSync(path, "#!/usr/bin/env typeorm-shell\n1 + 1\nconsole.log('printed')\n");
  assert.deepEqual(await runShell({ arguments: [path], home }), { stdout: 'printed\n', stderr: '', code: 0 });
  writeFileSync(path, '1 + 1\n\nnothing\n');
  const failed = await runShell({ arguments: [path], home });
  assert.match(failed.stderr, /program\.ts:3\n/);
  assert.equal(failed.code, 1);
});

test('a file that is not there is wrong usage', async () => {
  const { stdout, stderr, code } = await runShell({ arguments: ['nowhere/program.ts'] });
  assert.equal(stdout, '');
  assert.equal(stderr, 'nowhere/program.ts cannot be read: there is no such file or directory.\n');
  assert.equal(code, 2);
});

test('an unhandled rejection is an error', async () => {
  const { stdout, stderr, code } = await runShell({ input: "void Promise.reject(new Error('nobody waits'))\n1\n" });
  assert.match(stderr, /Error: nobody waits/);
  assert.equal(stdout, '');
  assert.equal(code, 1);
});

test('a promise that nothing can settle any more ends with an error instead of silence', async () => {
  const { stderr, code } = await runShell({ input: 'new Promise(() => {})\n1\n' });
  assert.match(stderr, /waits for a promise that nothing can settle/);
  assert.equal(code, 1);
});

test('a reader that has seen enough ends it quietly', async () => {
  const { stderr, code } = await runShell({
    arguments: [
      '-e',
      "process.stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })); new Promise(() => {})",
    ],
  });
  assert.equal(stderr, '');
  assert.equal(code, 0);
});

test('--json keeps what the code logs away from the values', async () => {
  const { stdout, stderr } = await runShell({ arguments: ['--json', '-e', "console.log('a log'); 1 + 1"] });
  assert.equal(stdout, '2\n');
  assert.equal(stderr, 'a log\n');
});

test('--json prints errors among the values', async () => {
  const { stdout, stderr, code } = await runShell({ arguments: ['--json'], input: '1\nnothing\n' });
  assert.match(stdout, /^1\n.*ReferenceError/s);
  assert.equal(stderr, '');
  assert.equal(code, 1);
});

test('a file finds its own arguments in process.argv', async () => {
  const program = join(temporaryHome(), 'program.ts');
  writeFileSync(program, 'console.log(JSON.stringify(process.argv.slice(1)))');
  const { stdout, code } = await runShell({ arguments: [program, 'a', '--json', '-x'] });
  assert.deepEqual(JSON.parse(stdout), [program, 'a', '--json', '-x']);
  assert.equal(code, 0);
});
