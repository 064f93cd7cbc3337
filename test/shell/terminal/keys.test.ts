import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOOP, TestShell } from '../../support/test-shell';

const CTRL_C = '\x03';
const CTRL_D = '\x04';
const CTRL_R = '\x12';
const ESCAPE = '\x1b';
const UP = '\x1b[A';
const DOWN = '\x1b[B';

test('Ctrl-C drops the line, the half-typed input, and on an empty line says how to leave', async () => {
  const shell = await TestShell.start();
  shell.send('1 + broken');
  await shell.sees('broken');
  shell.send(CTRL_C);
  await shell.prompts();
  shell.send('[1,\r');
  await shell.sees('...');
  shell.send(CTRL_C);
  await shell.prompts();
  assert.equal(await shell.enter('1 + 1'), '2');
  shell.send(CTRL_C);
  await shell.prompts();
  assert.doesNotMatch(shell.screen, /To leave/);
  shell.send(CTRL_C);
  await shell.sees('To leave, press Ctrl-D or type .exit.');
  await shell.prompts();
  assert.equal(await shell.leave(), 0);
});

test('Ctrl-C ends a loop that never lets go', async () => {
  const shell = await TestShell.start();
  shell.send(`${LOOP}\r`);
  await shell.sees(/^looping/m);
  shell.send(CTRL_C);
  await shell.sees('Interrupted.');
  await shell.prompts();
  assert.equal(await shell.enter('1 + 1'), '2');
  await shell.leave();
});

test('Ctrl-C stops waiting for a promise that never settles', async () => {
  const shell = await TestShell.start();
  // Logged by a timer: the signal is not to come before the loop turns.
  shell.send("setTimeout(() => console.log('waiting'), 0); new Promise(() => {})\r");
  await shell.sees(/^waiting/m);
  shell.send(CTRL_C);
  await shell.sees('Interrupted.');
  await shell.prompts();
  assert.equal(await shell.enter('1 + 1'), '2');
  await shell.leave();
});

test('what is typed while code runs is not lost', async () => {
  const shell = await TestShell.start();
  // It says that it is busy when it listens: a signal before that would end the shell.
  shell.send("new Promise((done) => { process.once('SIGUSR2', () => done('ready')); console.log('busy') })\r");
  await shell.sees(/^busy/m);
  shell.send('6 * 7\r"half');
  await shell.sees('"half');
  shell.kill('SIGUSR2');
  await shell.sees(/^> "half$/m);
  assert.match(shell.answer, /'ready'\n> 6 \* 7\n42\n> "half/);
  assert.equal(await shell.enter('"'), "'half'");
  await shell.leave();
});

test('a paste is one input; it waits for Enter, and Ctrl-C drops all of it', async () => {
  const shell = await TestShell.start();
  const lines = Array.from({ length: 20 }, (_line, i) => `var line${i} = ${i}`);
  shell.paste(`${lines.join('\n')}\n`);
  await shell.sees(/\.\.\. var line19 = 19$/);
  shell.send(CTRL_C);
  await shell.prompts();
  assert.match(await shell.enter('line0'), /line0 is not defined/);
  shell.paste(['\tvar list = [', '\t\t1,', '', '\t\t2', ']', 'list.length'].join('\n'));
  await shell.sees(/\.\.\. list\.length$/);
  assert.equal(await shell.enter(''), '2');
  await shell.leave();
});

test('twenty lines that come at once, without the brackets of a paste, run in order', async () => {
  const shell = await TestShell.start();
  const lines = Array.from({ length: 20 }, (_line, i) => `${i} * 100`);
  shell.send(lines.map((line) => `${line}\r`).join(''));
  await shell.sees(/^1900\n>$/m);
  const answers = shell.answer.split('\n').filter((line) => /^\d+$/.test(line));
  assert.deepEqual(
    answers,
    lines.map((_line, i) => String(i * 100)),
  );
  await shell.leave();
});

test('Ctrl-R finds older inputs with the match shown; Escape gives the line back, Enter runs the match', async () => {
  const shell = await TestShell.start();
  await shell.enter('"first apple"');
  await shell.enter('"second apple"');
  shell.send('draft');
  await shell.sees('> draft');
  shell.send(CTRL_R);
  await shell.sees("(reverse-i-search)`': draft");
  shell.send('app');
  await shell.sees('(reverse-i-search)`app\': "second apple"');
  shell.send(CTRL_R);
  await shell.sees('(reverse-i-search)`app\': "first apple"');
  shell.send('zzz');
  await shell.sees('(failed reverse-i-search)`appzzz\': "first apple"');
  shell.send(ESCAPE);
  await shell.sees(/^> draft$/m);
  shell.send(`${CTRL_R}second`);
  await shell.sees("`second'");
  assert.match(await shell.enter(''), /'second apple'/);
  await shell.leave();
});

test('the arrows walk through inputs that begin with what was typed, and back to it', async () => {
  const shell = await TestShell.start();
  for (const input of ['10', '20', '11']) await shell.enter(input);
  shell.send('1');
  await shell.sees('> 1');
  shell.send(UP);
  await shell.sees(/> 11$/);
  shell.send(UP);
  await shell.sees(/> 10$/);
  shell.send(`${DOWN}${DOWN}`);
  await shell.sees(/> 1$/);
  shell.send(CTRL_C);
  await shell.prompts();
  await shell.leave();
});

test('Alt-Enter starts a new line without running anything', async () => {
  const shell = await TestShell.start();
  shell.send('var b = 1\x1b\r');
  await shell.sees('...');
  assert.equal(await shell.enter('b + 1'), '2');
  await shell.leave();
});

test('Tab completes names and commands, shows what could follow, and indents an empty line', async () => {
  const shell = await TestShell.start();
  shell.send('Empl\t');
  await shell.sees('> Employee');
  shell.send('\x15.e\t');
  await shell.displays(/^> \.e\n {2}edit .*\n {2}editor .*\n {2}erd .*\n {2}exit .*\n {2}explain .*$/m);
  shell.send('\x15\t1');
  await shell.sees(/> {3}1$/);
  assert.equal(await shell.enter(''), '1');
  await shell.leave();
});

test('Ctrl-D on a line that is not empty deletes, on an empty one leaves', async () => {
  const shell = await TestShell.start();
  shell.send(`12\x1b[D${CTRL_D}`);
  await shell.sees(/> 1$/);
  assert.equal(await shell.enter(''), '1');
  assert.equal(await shell.leave(), 0);
});

test('a line wider than the terminal is edited and shown right, also after a resize', async () => {
  const shell = await TestShell.start({ columns: 30 });
  const long = `"${'x'.repeat(50)}"`;
  shell.send(long);
  await shell.sees(/x"$/);
  shell.resize(40, 24);
  // Keys that come before the shell has heard of the new width are drawn for the old one.
  await shell.sees(/^> "x{37}$/m);
  shell.send('.length');
  await shell.sees('.length');
  assert.equal(await shell.enter(''), '50');
  await shell.leave();
});

for (const [name, text] of [
  ['letters', 'a'.repeat(50) + 'b'.repeat(50) + 'c'.repeat(30)],
  ['wide letters', `x${'漢字'.repeat(60)}`],
  ['letters that fill the last row', 'a'.repeat(38 + 40)],
] as const) {
  test(`a line of ${name} that comes at once, wider than the terminal, stands there once`, async () => {
    const shell = await TestShell.start({ columns: 40 });
    shell.send(`'${text}'.length\r`);
    await shell.prompts();
    const shown = shell.screen.split('\n').slice(1).join('');
    assert.equal(shown, `> '${text}'.length${text.length}>`);
    assert.equal(await shell.enter(`"${text}".length`), String(text.length));
    assert.equal(await shell.leave(), 0);
  });
}
