import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { TestShell, temporaryHome } from '../../support/test-shell';

const CTRL_C = '\x03';
const CTRL_R = '\x12';
const ENTER = '\r';
const ESCAPE = '\x1b';
const UP = '\x1b[A';
const DOWN = '\x1b[B';
const LEFT = '\x1b[D';
const RIGHT = '\x1b[C';
const TAB = '\t';
const COLORED = { environment: { COLORED: '1' } };
const CYAN = 6;
const GREEN = 2;
const RED = 1;

/** Sends keys one by one, each as if it were pressed: the next one goes when the text is seen that the one before makes. */
async function press(
  shell: TestShell,
  ...keys: readonly (readonly [key: string, seen: string | RegExp])[]
): Promise<void> {
  for (const [key, seen] of keys) {
    shell.send(key);
    await shell.displays(seen);
  }
}

test('what is typed has its colours, and brackets show their partners', async () => {
  const shell = await TestShell.start(COLORED);
  shell.send('Employee.find("open (');
  await shell.displays('open (');
  assert.equal(shell.lookOf('Employee').color, CYAN);
  assert.equal(shell.lookOf('find').color, undefined);
  assert.equal(shell.lookOf('"open').color, GREEN);
  assert.equal(shell.lookOf('("').underline, false);
  shell.send('") ]');
  await shell.displays('") ]');
  assert.equal(shell.lookOf(']').color, RED, 'it closes nothing');
  shell.send(`${LEFT}${LEFT}`);
  await shell.until(() => shell.lookOf('("open').underline, 'the partner of the bracket at the cursor');
  assert.equal(shell.lookOf(') ]').underline, true);
  shell.send(CTRL_C);
  await shell.prompts();
  assert.equal(shell.lookOf('("open').underline, false, 'only while it is edited');
  await press(shell, ['.help', '.help']);
  assert.equal(shell.lookOf('.help').color, CYAN);
  shell.send(CTRL_C);
  await shell.prompts();
  await shell.leave();
});

test('without colours the text is plain', async () => {
  const shell = await TestShell.start();
  await shell.enter('"twice"');
  shell.send('"twi');
  await shell.sees('"twi');
  assert.doesNotMatch(shell.display, /"twice"$/, 'what the history suggests could not be told apart');
  assert.equal(shell.lookOf('"twi').color, undefined);
  shell.send(CTRL_C);
  await shell.prompts();
  await shell.leave();
});

test('Enter goes on while the input is unfinished, one step in, and a closing bracket goes out again', async () => {
  const shell = await TestShell.start();
  await press(
    shell,
    ['[1, {', '[1, {'],
    [ENTER, /> \[1, \{\n\.\.\.$/],
    ['a: 2', /\.\.\. {3}a: 2$/],
    [ENTER, /a: 2\n\.\.\.$/],
  );
  await press(shell, ['}', /\n\.\.\. }$/], [']', /\n\.\.\. }]$/]);
  assert.equal(await shell.enter(''), '[ 1, { a: 2 } ]');
  await shell.leave();
});

test('the arrows go through the lines of an input, and any of them can be changed before Enter runs it all', async () => {
  const shell = await TestShell.start();
  shell.send('[\r"one",\r"two"\r].length');
  await shell.sees(/\.\.\. ]\.length$/);
  await press(shell, [UP, '"two"'], [UP, '"one"'], [`${LEFT}`, '"one"']);
  shell.send('\x05 "more",');
  await shell.displays(/\.\.\. "one", "more",\n\.\.\. "two"$/m);
  shell.send(ENTER);
  await shell.displays(/\.\.\. ]\.length\n3\n>$/);
  assert.match(shell.screen, /> \[\n\.\.\. "one", "more",\n\.\.\. "two"\n\.\.\. ]\.length\n3\n>$/);
  await shell.leave();
});

test('the history brings back whole inputs; the arrows go through them, and on to older ones', async () => {
  const shell = await TestShell.start();
  await shell.enter('"older"');
  shell.send('[\r1,\r2\r]\r');
  await shell.prompts();
  shell.send(UP);
  await shell.sees(/> \[\n\.\.\. 1,\n\.\.\. 2\n\.\.\. ]$/);
  shell.send(UP);
  await shell.until(() => shell.line === '... 2', 'the line above');
  shell.send(`${UP}${UP}`);
  await shell.until(() => shell.line.startsWith('> ['), 'the first line');
  shell.send(UP);
  await shell.displays(/> "older"$/);
  shell.send(DOWN);
  await shell.displays(/> \[\n\.\.\. 1,\n\.\.\. 2\n\.\.\. ]$/);
  assert.match(await shell.enter(''), /\[ 1, 2 ]$/);
  await shell.leave();
});

test('the menu: Tab opens it, typing narrows it, Esc gives back what was typed, Enter takes what is chosen', async () => {
  const shell = await TestShell.start(COLORED);
  await press(shell, ['.e', '> .e'], [TAB, /^> \.e\n {2}edit +.*\n {2}editor +.*\n/m], [TAB, /^> \.edit$/m]);
  assert.equal(shell.lookOf('  edit').inverse, true);
  await press(shell, [DOWN, /^> \.editor$/m], ['\x1b[Z', /^> \.edit$/m], [ESCAPE, /^> \.e$/m]);
  assert.doesNotMatch(shell.display, /explain/);
  await press(shell, [TAB, /explain/], ['x', /^> \.ex\n {2}exit +.*\n {2}explain +.*$/m]);
  assert.doesNotMatch(shell.display, /editor/);
  await press(shell, ['\x7f', /editor/], [UP, /^> \.explain$/m], [ENTER, /^> \.explain$/m]);
  shell.send('\x15');
  await shell.displays(/^>$/m);
  assert.equal(await shell.enter('1 + 1'), '2', 'nothing of it has run');
  await shell.leave();
});

test('a menu that does not fit says how many there are, and follows what is chosen', async () => {
  const shell = await TestShell.start({ ...COLORED, rows: 8, columns: 40 });
  await press(shell, ['.', /> \.$/], [TAB, /^> \.\n {2}\w+/m]);
  const [, all = ''] = /^ {2}(\d+) in all$/m.exec(shell.display) ?? [];
  assert.ok(Number(all) > 8, shell.display);
  await press(shell, ['\x1b[Z', new RegExp(`^ {2}${all}/${all}$`, 'm')]);
  assert.ok(shell.display.split('\n').length <= 8);
  shell.send(CTRL_C);
  await shell.prompts();
  await shell.leave();
});

test('the rest of what was entered before is suggested; the right arrow takes it, Alt-F a word of it', async () => {
  const shell = await TestShell.start(COLORED);
  await shell.enter('"one two three"');
  shell.send('"on');
  await shell.until(() => shell.line === '> "one two three"', 'the rest of it');
  assert.equal(shell.lookOf('e two').dim, true);
  assert.equal(shell.column, '> "on'.length);
  shell.send('\x1bf');
  await shell.until(() => shell.column === '> "one'.length, 'a word of it');
  shell.send(RIGHT);
  await shell.until(() => shell.column === '> "one two three"'.length, 'all of it');
  assert.equal(await shell.enter('.length'), '13');
  shell.send('"one');
  await shell.displays(/> "one two three".length$/);
  shell.send('"\r');
  await shell.displays(/> "one"\n'one'\n>$/);
  await shell.leave();
});

test('Ctrl-R shows where in an input of several lines the match is', async () => {
  const shell = await TestShell.start(COLORED);
  shell.send('[\r"needle",\r]\r');
  await shell.prompts();
  shell.send(`${CTRL_R}need`);
  await shell.displays(/^\(reverse-i-search\)`need': \[\n\.\.\. "needle",\n\.\.\. ]$/m);
  assert.equal(shell.lookOf('needle').underline, true);
  assert.equal(shell.line, '... "needle",');
  shell.send(ENTER);
  await shell.displays(/\.\.\. ]\n\[ 'needle' ]\n>$/);
  await shell.leave();
});

test('wide characters, emoji and marks: what is typed among them stands where it belongs', async () => {
  const shell = await TestShell.start({ columns: 40 });
  const text = '"漢字👨‍👩‍👧e\u0301😀x"';
  const columns = 2 + 1 + 4 + 2 + 1 + 2 + 1 + 1;
  shell.send(text);
  await shell.until(() => shell.column === columns, 'the cursor behind all');
  // Over `"`, `x`, the face, the letter with its mark, the family: each is one step.
  shell.send(LEFT.repeat(5));
  await shell.until(() => shell.column === 2 + 1 + 4, 'the cursor before the family');
  shell.send('!');
  await shell.until(() => shell.column === 2 + 1 + 4 + 1, 'the cursor behind what was typed');
  shell.send('\x7f\x7f');
  await shell.until(() => shell.column === 2 + 1 + 2, 'one wide character less');
  shell.send('\x05.normalize().length\r');
  await shell.prompts();
  assert.match(shell.screen, new RegExp(`^${'漢👨‍👩‍👧é😀x'.normalize('NFC').length}$`, 'm'));
  await shell.leave();
});

test('ten thousand characters that are pasted are one input, seen around the cursor', async () => {
  const shell = await TestShell.start();
  const line = `  'twenty characters', // and a comment\n`;
  const text = `[\n${line.repeat(Math.ceil(10_000 / line.length))}].length`;
  shell.paste(text);
  await shell.displays(/\.\.\. ]\.length$/);
  assert.equal(shell.display.split('\n').length, 24);
  shell.send('\x1b[1;5H');
  await shell.displays(/^> \[$/m);
  shell.send(`\x1b[1;5F${ENTER}`);
  await shell.displays(/\.\.\. ]\.length\n\d+\n>$/);
  assert.equal(Number(/\n(\d+)\n>$/.exec(shell.display)?.[1]), Math.ceil(10_000 / line.length));
  assert.equal(shell.screen.split(/^\.\.\./m).length - 1, text.split('\n').length - 1, 'all of it is left above');
  await shell.leave();
});

test('code that comes at once, without the brackets of a paste, keeps its own indentation', async () => {
  const shell = await TestShell.start();
  shell.send('[\r    1,\r\t{\r      a: 2\r  }\r]');
  await shell.sees(/> \[\n\.\.\. {5}1,\n\.\.\. {3}\{\n\.\.\. {7}a: 2\n\.\.\. {3}}\n\.\.\. ]$/);
  assert.match(await shell.enter(''), /\[ 1, \{ a: 2 } ]$/);
  await shell.leave();
});

test('a terminal that takes nothing for a while loses no key, and shows what came of them in the end', async () => {
  const shell = await TestShell.start({ ...COLORED, columns: 100 });
  const letters = Array.from({ length: 1500 }, (_, at) => String.fromCharCode(97 + (at % 26)));
  shell.send('"');
  await shell.displays('> "');
  shell.stall();
  for (const letter of letters) shell.send(letter);
  shell.send('".length');
  shell.goOn();
  await shell.displays(/".length$/);
  assert.equal(shell.display.replaceAll('\n', '').split('> ').at(-1), `"${letters.join('')}".length`);
  assert.equal(await shell.enter(''), '1500');
  await shell.leave();
});

for (const [where, keys] of [
  ['at its end', ''],
  ['in a line that is too wide', `${UP}\x05`],
] as const) {
  test(`a terminal that gets narrower and wider while the cursor is ${where} shows an input once`, async () => {
    const shell = await TestShell.start({ columns: 80 });
    await shell.enter('"above"');
    shell.send(`["${'x'.repeat(60)}",\r2]${keys}`);
    await shell.displays(/^\.\.\. 2]$/m);
    for (const [columns, shown] of [
      [40, /'above'\n> \["x{36}\nx{24}",\n\.\.\. 2]$/],
      [30, /'above'\n> \["x{26}\nx{30}\nx{4}",\n\.\.\. 2]$/],
      [70, /'above'\n> \["x{60}",\n\.\.\. 2]$/],
    ] as const) {
      shell.resize(columns, 24);
      await shell.displays(shown);
    }
    shell.send(ENTER);
    await shell.displays(/, 2 ]\n>$/);
    await shell.leave();
  });
}

test('what is logged while several lines are typed goes above them, and a menu stays', async () => {
  const shell = await TestShell.start();
  await shell.enter("process.once('SIGUSR2', () => console.log('late')).pid");
  await press(shell, ['[1,', '[1,'], [ENTER, /> \[1,\n\.\.\.$/], ['Empl', /\.\.\. {3}Empl$/]);
  shell.kill('SIGUSR2');
  await shell.displays(/late\n> \[1,\n\.\.\. {3}Empl$/);
  await press(shell, [TAB, /\.\.\. {3}Employee$/], [UP, /Employee$/]);
  shell.send(CTRL_C);
  await shell.prompts();
  await shell.leave();
});

test('.editor takes a paste line by line, and runs it with Ctrl-D', async () => {
  const shell = await TestShell.start();
  shell.send('.editor\r');
  await shell.sees('Ctrl-D runs it');
  shell.paste('var list = [\n  1,\n  2\n]\nlist.length');
  await shell.sees(/^list\.length$/m);
  shell.send(ENTER);
  await shell.until(() => shell.line === '', 'the next line');
  shell.send('\x04');
  await shell.displays(/\n2\n>$/);
  await shell.leave();
});

test('Ctrl-D that is typed while code runs leaves when it is over', async () => {
  const shell = await TestShell.start();
  shell.send("new Promise((done) => { process.once('SIGUSR2', () => done('ready')); console.log('busy') })\r");
  await shell.sees(/^busy/m);
  shell.send('\x04');
  shell.kill('SIGUSR2');
  assert.equal(await shell.exited, 0);
  assert.match(shell.screen, /'ready'/);
});

/** A program that edits by itself: it notes what it was given, and runs some lines of sh with the file as `$1`. */
function fakeEditor(lines: string): { readonly path: string; readonly given: () => string } {
  const folder = temporaryHome();
  const path = join(folder, 'editor.sh');
  writeFileSync(path, `#!/bin/sh\ncp "$1" '${folder}/given'\nstat -c %a "$1" > '${folder}/mode'\n${lines}\n`);
  chmodSync(path, 0o755);
  return {
    path,
    given: () => `${readFileSync(join(folder, 'given'), 'utf8')}${readFileSync(join(folder, 'mode'), 'utf8')}`,
  };
}

test('.edit gives the last input to the editor, and what is saved back to the prompt', async () => {
  const editor = fakeEditor(`printf '[\\n  1,\\n\\t2\\n].length\\n' > "$1"`);
  const TMPDIR = temporaryHome();
  const shell = await TestShell.start({ environment: { EDITOR: editor.path, TMPDIR } });
  await shell.enter('"the last"');
  shell.send('.edit\r');
  await shell.displays(/> \[\n\.\.\. {3}1,\n\.\.\. {3}2\n\.\.\. ]\.length$/);
  assert.equal(editor.given(), '"the last"\n600\n');
  assert.deepEqual(readdirSync(TMPDIR), [], 'nothing is left');
  assert.match(await shell.enter(''), /^2$/m);
  await shell.leave();
});

test('Ctrl-X Ctrl-E gives what is being typed; VISUAL goes before EDITOR, and may have arguments', async () => {
  const editor = fakeEditor(`[ "$2" = more ] || exit 3\necho '"edited"' > "$1"`);
  // The file comes last: here it is the second argument's place that is asked for.
  const swapped = `sh -c '${editor.path} "$1" more' sh`;
  const shell = await TestShell.start({ environment: { EDITOR: '/nowhere', VISUAL: swapped } });
  await press(shell, ['"half', '"half'], ['\x18\x05', /^> "edited"$/m]);
  assert.equal(editor.given(), '"half\n600\n');
  shell.send('\x1f');
  await shell.displays(/^> "half$/m);
  shell.send(CTRL_C);
  await shell.prompts();
  await shell.leave();
});

test('an editor that is not there, or fails, is one clear line; the input is as it was', async () => {
  const failing = fakeEditor('exit 1');
  for (const [EDITOR, problem] of [
    ['no-such-editor', 'There is no editor no-such-editor.'],
    [failing.path, `The editor ${failing.path} failed (exit code 1): the input is as it was.`],
  ] as const) {
    const shell = await TestShell.start({ columns: 200, environment: { EDITOR } });
    await shell.enter('1 + 1');
    assert.equal(await shell.enter('.edit'), `UserError: ${problem}`);
    await press(shell, ['"half', '"half'], ['\x18\x05', `${problem}\nEDITOR names another.\n> "half`]);
    assert.equal(await shell.enter('"'), "'half'");
    await shell.leave();
  }
});

test('the file is removed when the shell is ended while the editor has it', async () => {
  const folder = temporaryHome();
  const editor = fakeEditor(`echo "$1" > '${folder}/path'\necho opened\nexec sleep 60`);
  const shell = await TestShell.start({ environment: { EDITOR: editor.path } });
  shell.send('.edit\r');
  await shell.sees('opened');
  const path = readFileSync(join(folder, 'path'), 'utf8').trim();
  assert.equal(statSync(path).isFile(), true);
  shell.kill('SIGTERM');
  assert.equal(await shell.exited, 143);
  assert.equal(existsSync(path), false);
});

test('Ctrl-Z where nobody could bring the shell back changes nothing', async () => {
  const shell = await TestShell.start();
  await press(shell, ['[1,', '[1,'], [ENTER, /> \[1,\n\.\.\.$/]);
  shell.send('\x1a2]');
  await shell.displays(/> \[1,\n\.\.\.\n> \[1,\n\.\.\. {3}2]$/);
  assert.match(await shell.enter(''), /\[ 1, 2 ]$/);
  await shell.leave();
});

test('.edit says what to do where there are no keys', async () => {
  const shell = await TestShell.start({ environment: { TERM: 'dumb' } });
  assert.match(await shell.enter('.edit'), /\.edit needs a terminal that knows keys\.$/m);
  await shell.leave();
});
