import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { KeyReader, type KeyEvent } from '../../../src/shell/terminal/key-reader';

/** What is decoded of some chunks of input: ids of keys, and pastes as `<text>`. */
function decode(chunks: readonly (string | Buffer)[], asked = false): readonly string[] {
  const input = new PassThrough();
  const owner = createInterface({ input: new PassThrough(), output: new PassThrough(), terminal: true });
  const events: KeyEvent[] = [];
  const reader = new KeyReader(input, owner, (event) => events.push(event));
  if (asked) reader.awaitReport();
  // Emitted and not written: a stream would hand the chunks on later.
  for (const chunk of chunks) input.emit('data', Buffer.from(chunk));
  reader.close();
  owner.close();
  return events.map(described);
}

function described(event: KeyEvent): string {
  if (event.kind === 'key') return event.key.id;
  return event.kind === 'paste' ? `<${event.text}>` : `column ${event.column}`;
}

for (const [name, chunks, events] of [
  ['letters', ['aB1'], ['a', 'b', '1']],
  ['control keys', ['\x03\x04\x12\t\r'], ['ctrl+c', 'ctrl+d', 'ctrl+r', 'tab', 'return']],
  ['an Esc and a Ctrl-C that come together', ['\x1b\x03x'], ['ctrl+c', 'x']],
  ['arrows', ['\x1b[A\x1b[B'], ['up', 'down']],
  ['a sequence in two chunks', ['\x1b[', 'A'], ['up']],
  ['Alt-Enter', ['\x1b\r'], ['meta+return']],
  ['Shift-Tab and Shift with an arrow', ['\x1b[Z\x1b[1;2D'], ['shift+tab', 'shift+left']],
  ['keys that readline has no name for', ['\x1f\x1b\x1f\x1b/'], ['ctrl+_', 'meta+ctrl+_', 'meta+/']],
  ['Alt and Ctrl with what deletes', ['\x1b\x7f\x1b[3;5~\x1bd'], ['meta+backspace', 'ctrl+delete', 'meta+d']],
  ['a letter whose bytes come apart', [Buffer.from([0xc3]), Buffer.from([0xa9])], ['é']],
  ['a paste', ['\x1b[200~a\rb\x1b[201~'], ['<a\nb>']],
  ['a paste between keys, in several chunks', ['x\x1b[20', '0~a\r', '\nb\x1b[201', '~y'], ['x', '<a\nb>', 'y']],
  ['a paste with tabs, colours and trailing newlines', ['\x1b[200~\ta\x1b[31mb\r\r\x1b[201~'], ['<  ab>']],
  ['an empty paste', ['\x1b[200~\x1b[201~'], ['<>']],
  ['Ctrl-C gets out of a paste whose end was lost', ['\x1b[200~lost', '\x03x'], ['ctrl+c', 'x']],
  ['an end without a beginning', ['\x1b[201~x'], ['x']],
] as const) {
  test(`decodes ${name}`, () => assert.deepEqual(decode(chunks), events));
}

for (const [answer, column] of [
  ['\x1b[5;3R', 2],
  ['\x1b[12;39R', 38],
  ['\x1b[5;120R', 119],
  ['\x1b[123;1R', 0],
] as const) {
  test(`the terminal's answer ${JSON.stringify(answer)} is no key where it was asked for`, () =>
    assert.deepEqual(decode([`a${answer}b`], true), ['a', `column ${column}`, 'b']));
}
