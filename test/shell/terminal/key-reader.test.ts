import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { KeyReader, type KeyEvent } from '../../../src/shell/terminal/key-reader';

/** What is decoded of some chunks of input: ids of keys, and pastes as `<text>`. */
function decode(...chunks: readonly (string | Buffer)[]): readonly string[] {
  const input = new PassThrough();
  const owner = createInterface({ input: new PassThrough(), output: new PassThrough(), terminal: true });
  const events: KeyEvent[] = [];
  const reader = new KeyReader(input, owner, (event) => events.push(event));
  // Emitted and not written: a stream would hand the chunks on later.
  for (const chunk of chunks) input.emit('data', Buffer.from(chunk));
  reader.close();
  owner.close();
  return events.map((event) => (event.kind === 'key' ? event.key.id : `<${event.text}>`));
}

for (const [name, chunks, events] of [
  ['letters', ['aB1'], ['a', 'b', '1']],
  ['control keys', ['\x03\x04\x12\t\r'], ['ctrl+c', 'ctrl+d', 'ctrl+r', 'tab', 'return']],
  ['arrows', ['\x1b[A\x1b[B'], ['up', 'down']],
  ['a sequence in two chunks', ['\x1b[', 'A'], ['up']],
  ['Alt-Enter', ['\x1b\r'], ['meta+return']],
  ['a letter whose bytes come apart', [Buffer.from([0xc3]), Buffer.from([0xa9])], ['é']],
  ['a paste', ['\x1b[200~a\rb\x1b[201~'], ['<a\nb>']],
  ['a paste between keys, in several chunks', ['x\x1b[20', '0~a\r', '\nb\x1b[201', '~y'], ['x', '<a\nb>', 'y']],
  ['a paste with tabs, colours and trailing newlines', ['\x1b[200~\ta\x1b[31mb\r\r\x1b[201~'], ['<  ab>']],
  ['an empty paste', ['\x1b[200~\x1b[201~'], ['<>']],
  ['Ctrl-C gets out of a paste whose end was lost', ['\x1b[200~lost', '\x03x'], ['ctrl+c', 'x']],
  ['an end without a beginning', ['\x1b[201~x'], ['x']],
] as const) {
  test(`decodes ${name}`, () => assert.deepEqual(decode(...chunks), events));
}
