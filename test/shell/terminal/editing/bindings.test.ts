import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { actionOf, BINDINGS, isPrefix, keyLabels } from '../../../../src/shell/terminal/editing/bindings';

test('each key means one thing', () => {
  const keys = BINDINGS.flatMap((binding) => binding.keys);
  assert.deepEqual(keys.length, new Set(keys).size);
  for (const { action, keys: own } of BINDINGS) for (const key of own) assert.equal(actionOf(key), action);
});

test('a key with Shift means what it means without, where it has no meaning of its own', () => {
  assert.equal(actionOf('shift+tab'), 'complete backwards');
  assert.equal(actionOf('ctrl+shift+left'), 'word left');
  assert.equal(actionOf('a'), undefined);
});

test('the first of two keys means nothing by itself', () => {
  assert.equal(isPrefix('ctrl+x'), true);
  assert.equal(actionOf('ctrl+x'), undefined);
});

test('the documentation tells of every key, in the words of help', () => {
  const page = readFileSync(resolve(__dirname, '../../../../docs/editing.md'), 'utf8');
  const told = page.split('\n').filter((line) => line.startsWith('| `'));
  const rows = BINDINGS.map((binding) => {
    const keys = keyLabels(binding).map((key) => `\`${key}\``);
    return `| ${keys.join(', ')} | ${binding.help} |`;
  });
  assert.deepEqual(told, rows);
});
