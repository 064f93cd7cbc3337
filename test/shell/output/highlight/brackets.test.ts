import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bracketsOf } from '../../../../src/shell/output/highlight/brackets';
import { codeTokens } from '../../../../src/shell/output/highlight/code-tokens';

/** Which brackets of a text belong together, as `open-close`, and which are left. */
function brackets(text: string): {
  readonly pairs: readonly string[];
  readonly stray: readonly number[];
  readonly open: readonly number[];
} {
  const { partners, stray, open } = bracketsOf(codeTokens(text));
  const pairs = [...partners].filter(([one, other]) => one < other).map(([one, other]) => `${one}-${other}`);
  return { pairs: pairs.sort(), stray, open };
}

for (const [name, text, pairs, stray, open] of [
  ['in each other', '([{}])', ['0-5', '1-4', '2-3'], [], []],
  ['in texts and comments are none', '("(" /* [ */ // {', [], [], [0]],
  ['in regular expressions are none', 'a(/[(]/)', ['1-7'], [], []],
  ['that close nothing', '(])', ['0-2'], [1], []],
  ['of a template', '`a${b}c${{}}`', ['3-5', '8-11', '9-10'], [], []],
  ['of a template that goes on', '`a${b', [], [], [3]],
] as const) {
  test(`brackets ${name}`, () => assert.deepEqual(brackets(text), { pairs, stray, open }));
}
