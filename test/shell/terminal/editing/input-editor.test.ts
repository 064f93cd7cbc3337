import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Completion } from '../../../../src/shell/completion/suggestion';
import { EditorInProcess } from './editor-in-process';

test('keys that come in one piece are drawn once', async () => {
  const editor = new EditorInProcess();
  await editor.text();
  const before = editor.writes;
  assert.equal(await editor.press('abc\x1b[D\x1b[Dx'), '> axbc');
  assert.equal(editor.writes, before + 1);
  await editor.close();
});

const NAMES: Completion = {
  from: 3,
  to: 4,
  suggestions: ['name', 'nation'].map((text) => ({ text, kind: 'property' })),
};

test('somebody who stops typing is told of, with what stands there', async () => {
  let heard = (_text: string): void => {};
  const rest = (): Promise<string> => new Promise((done) => (heard = done));
  const editor = new EditorInProcess({ complete: () => NAMES, onRest: (text) => heard(text) });
  await editor.press('a');
  await editor.press('b');
  assert.equal(await rest(), 'ab');
  await editor.press(' n\t\t');
  assert.equal(await rest(), 'ab name', 'with what is chosen');
  await editor.close();
});

test('Ctrl-C drops what is typed, also behind the first of two keys', async () => {
  const editor = new EditorInProcess();
  await editor.press('abc\x18\x03');
  assert.deepEqual(await editor.reading, { kind: 'interrupt', text: 'abc' });
  await editor.close();
});

test('Ctrl-Z leaves what was typed, without what is suggested; fg brings both back', async () => {
  const editor = new EditorInProcess({ history: ['[1, 2]'] });
  assert.equal(await editor.press('[1,'), '> [1, 2]');
  assert.equal(await editor.press('\x1a'), '> [1,');
  editor.resume();
  assert.equal(await editor.text(), '> [1,\n> [1, 2]');
  await editor.close();
});

test('a terminal that takes nothing more gets only what is to be seen in the end', async () => {
  const editor = new EditorInProcess();
  editor.stall();
  await editor.press('a');
  const before = editor.writes;
  for (const key of 'bcdef') await editor.press(key);
  assert.equal(editor.writes, before);
  editor.goOn();
  assert.equal(await editor.text(), '> abcdef');
  assert.equal(editor.writes, before + 1);
  await editor.press('\r');
  assert.deepEqual(await editor.reading, { kind: 'line', text: 'abcdef' });
  await editor.close();
});

for (const [name, keys, shown] of [
  ['Ctrl-A and Ctrl-E', 'bc\x01a\x05d', 'abcd'],
  ['Ctrl-K, and Ctrl-Y', 'ab cd\x1bb\x0b\x01\x19', 'cdab '],
  ['Ctrl-U at the beginning of a line joins it with the one before', 'a\x1b\rb\x01\x15', 'ab'],
  ['cuts in a row are one', 'one two three\x17\x17\x01\x19\x05', 'two threeone '],
  ['Alt-Y goes on to what was cut before', 'one\x17two\x17\x19\x1by', 'one'],
  ['Alt-D and Alt-Backspace', 'one two\x01\x1bd\x05\x1b\x7f', ''],
  ['Ctrl-T', 'ab\x14', 'ba'],
  ['Ctrl-H and Backspace', 'abc\x08\x7f', 'a'],
  ['Delete', 'abc\x01\x1b[3~', 'bc'],
  ['Ctrl-_ takes a word back, Alt-/ brings it again', 'one two\x1f\x1f\x1b/', 'one'],
  ['undo behind a cut', 'one two\x17\x1f', 'one two'],
  ['Home, End and Ctrl with an arrow', 'b c\x1b[Ha\x1b[Fd\x1b[1;5DX', 'ab Xcd'],
] as const) {
  test(`keys: ${name}`, async () => {
    const editor = new EditorInProcess();
    assert.equal(await editor.press(keys), `> ${shown}`.trimEnd());
    await editor.close();
  });
}
