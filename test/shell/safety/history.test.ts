import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { History } from '../../../src/shell/safety/history';
import { HistoryFile, historyPath } from '../../../src/shell/safety/history-file';
import { temporaryHome, TestShell } from '../../support/test-shell';

const ROOT = resolve(__dirname, '../../..');
const never = (message: string): void => assert.fail(message);

test('keeps what was entered, without repetitions, blank lines and lines that begin with a space', () => {
  const written: string[] = [];
  const history = new History(['key = "••••••"', 'old'], {
    written: (entry) => entry.replace('hunter2', '…'),
    append: (entry) => written.push(entry),
  });
  for (const input of ['old', 'one', 'one  ', '', '   ', ' secret', '\tsecret', 'two', 'one']) history.add(input);
  assert.deepEqual(history.entries.slice(2), ['one', 'two', 'one']);
  assert.deepEqual(written, ['one', 'two', 'one']);
  history.add('password = "hunter2"');
  assert.equal(written.at(-1), 'password = "…"');
  assert.equal(history.entries.at(-1), 'password = "hunter2"');
  assert.deepEqual(history.open, ['old', 'one', 'two', 'one'], 'nobody has asked for a secret');
});

test('one file a project, in the state directory', () => {
  assert.match(
    historyPath({ XDG_STATE_HOME: '/state', HOME: '/users/ann' }, '/projects/my shop')!,
    /^\/state\/typeorm-shell\/history-my_shop-[0-9a-f]{8}$/,
  );
  assert.match(
    historyPath({ HOME: '/users/ann' }, '/projects/shop')!,
    /^\/users\/ann\/\.local\/state\/typeorm-shell\/history-shop-/,
  );
  assert.match(
    historyPath({ XDG_STATE_HOME: 'relative', HOME: '/users/ann' }, '/projects/shop')!,
    /^\/users\/ann\/\.local\/state\//,
  );
  assert.equal(historyPath({}, '/projects/shop'), undefined);
  assert.notEqual(historyPath({ HOME: '/h' }, '/a/shop'), historyPath({ HOME: '/h' }, '/b/shop'));
});

test('gives back what was written, newlines and backslashes too', () => {
  const path = join(temporaryHome(), 'state', 'history');
  const entries = ['one', 'for (;;) {\n  break\n}', String.raw`"a\nb\\n"`, '\\', 'ünï 😀'];
  const file = new HistoryFile(path, never);
  assert.deepEqual(file.load(), []);
  entries.forEach((entry) => file.append(entry));
  assert.deepEqual(new HistoryFile(path, never).load(), entries);
});

test('only its owner may read it, also when somebody changed that', () => {
  const path = join(temporaryHome(), 'state', 'history');
  const file = new HistoryFile(path, never);
  file.load();
  file.append('one');
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(statSync(dirname(path)).mode & 0o777, 0o700);
  chmodSync(path, 0o644);
  new HistoryFile(path, never).load();
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('is cut when it has grown long, and stays private', () => {
  const path = join(temporaryHome(), 'history');
  writeFileSync(path, Array.from({ length: 5_000 }, (_line, i) => `${i}\n`).join(''), { mode: 0o600 });
  const loaded = new HistoryFile(path, never).load();
  assert.equal(loaded.length, 2_000);
  assert.equal(loaded.at(-1), '4999');
  assert.equal(readFileSync(path, 'utf8').split('\n').length, 2_001);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(dirname(path)), ['history']);
});

test('a history that cannot be kept is told once and stops nothing', () => {
  const home = temporaryHome();
  mkdirSync(join(home, 'history'));
  const problems: string[] = [];
  const file = new HistoryFile(join(home, 'history'), (problem) => problems.push(problem));
  assert.deepEqual(file.load(), []);
  file.append('one');
  file.append('two');
  assert.equal(problems.length, 1);
  assert.match(problems[0], /^History is not kept: .*history cannot be read \(EISDIR/);
});

test('what a person enters with a secret in it is written without; the arrows still have it', async () => {
  const home = temporaryHome();
  const script = join(ROOT, 'src/repl.ts');
  const shell = await TestShell.start({ script, home, environment: { DATABASE_URL: 'sqlite::memory:' } });
  await shell.enter('const user = { password: "canary-1", key: "sk_live_canary2canary2" }');
  await shell.enter(' "canary-3"');
  await shell.enter('.ls sk_live_canary4canary4');
  shell.send('const');
  await shell.until(() => shell.line.startsWith('> const'), 'what is typed');
  assert.equal(shell.line, '> const', 'nothing is suggested behind it');
  shell.send('\x15\x1b[A\x1b[A');
  await shell.sees('canary-1');
  shell.send('\x03');
  await shell.leave();
  const path = historyPath({ XDG_STATE_HOME: join(home, 'state') }, ROOT)!;
  assert.equal(readFileSync(path, 'utf8'), 'const user = { password: "••••••", key: "••••••" }\n.ls ••••••\n');
});

test('the next session has it; a shell whose home cannot be written says so and goes on', async () => {
  const home = temporaryHome();
  const first = await TestShell.start({ home });
  await first.enter('"kept"');
  await first.enter(' "not kept"');
  await first.leave();
  const second = await TestShell.start({ home });
  second.send('\x1b[A');
  await second.sees('> "kept"');
  await second.enter('');
  await second.leave();

  const blocked = temporaryHome();
  writeFileSync(join(blocked, 'state'), '');
  const third = await TestShell.start({ home: blocked });
  assert.match(third.screen, /History is not kept/);
  assert.equal(await third.enter('1 + 1'), '2');
  assert.equal(await third.leave(), 0);
  assert.ok(!existsSync(join(blocked, '.local')));
});
