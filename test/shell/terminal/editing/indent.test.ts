import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodeReader } from '../../../../src/shell/terminal/editing/code-reader';
import { withClosing, withNewLine } from '../../../../src/shell/terminal/editing/indent';

const reader = new CodeReader(() => []);

/** What comes of a text with `|` where the cursor is. */
function after(marked: string, typed: '\n' | ')' | ']' | '}'): string {
  const buffer = { text: marked.replace('|', ''), cursor: marked.indexOf('|') };
  const before = reader.read(buffer.text.slice(0, buffer.cursor));
  const { text, cursor } = typed === '\n' ? withNewLine(buffer, before) : withClosing(buffer, typed, before);
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

for (const [name, before, typed, expected] of [
  ['behind an open bracket', 'f(|', '\n', 'f(\n  |'],
  ['behind brackets that one line opens', 'f({|', '\n', 'f({\n  |'],
  ['in a bracket on a line that is further in', 'f({\n  a: [|', '\n', 'f({\n  a: [\n    |'],
  ['on a line that opens none', 'f({\n  a,|', '\n', 'f({\n  a,\n  |'],
  ['between a pair', 'f({|})', '\n', 'f({\n  |\n})'],
  ['before a closing bracket', 'f({\n  a|})', '\n', 'f({\n  a\n|})'],
  ['before more code', 'f({ |a })', '\n', 'f({ \n  |a })'],
  ['where nothing is open', 'const a =|', '\n', 'const a =\n|'],
  ['in a template', '`a {|', '\n', '`a {\n|'],
  ['in a comment', '/* a {|', '\n', '/* a {\n|'],
  ['a bracket that is first on its line', 'f({\n  a,\n  |', '}', 'f({\n  a,\n}|'],
  ['one that is not', 'f({\n  a|', '}', 'f({\n  a}|'],
  ['one that closes nothing', 'a\n  |', '}', 'a\n  }|'],
] as const) {
  test(`the line ${name}`, () => assert.equal(after(before, typed), expected));
}
