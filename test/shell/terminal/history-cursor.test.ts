import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HistoryCursor } from '../../../src/shell/terminal/history-cursor';
import { ReverseSearch } from '../../../src/shell/terminal/reverse-search';

test('walks to older entries and back to what was typed', () => {
  const cursor = new HistoryCursor(['one', 'two'], '');
  assert.deepEqual([cursor.older(), cursor.older(), cursor.older()], ['two', 'one', undefined]);
  assert.deepEqual([cursor.newer(), cursor.newer(), cursor.newer()], ['two', '', undefined]);
});

test('shows only what begins like the typed line, and nothing twice in a row', () => {
  const cursor = new HistoryCursor(['ab', 'x', 'ac', 'ac', 'a', 'y'], 'a');
  assert.deepEqual([cursor.older(), cursor.older(), cursor.older()], ['ac', 'ab', undefined]);
  assert.deepEqual([cursor.newer(), cursor.newer(), cursor.newer()], ['ac', 'a', undefined]);
});

test('an empty history has nothing to show', () => {
  const cursor = new HistoryCursor([], 'typed');
  assert.deepEqual([cursor.older(), cursor.newer()], [undefined, undefined]);
});

test('searches backwards as letters come, and shows where the match is', () => {
  const search = new ReverseSearch(['select a', 'find b', 'find c'], 'draft');
  assert.deepEqual(search.view, { prompt: "(reverse-i-search)`': ", text: 'draft', cursor: 5 });
  search.type('f');
  assert.deepEqual(search.view, { prompt: "(reverse-i-search)`f': ", text: 'find c', cursor: 0 });
  search.type('ind b');
  assert.deepEqual(search.view, { prompt: "(reverse-i-search)`find b': ", text: 'find b', cursor: 0 });
});

test('asks for older matches, passes over the same text, and stays on the last one', () => {
  const search = new ReverseSearch(['find a', 'find b', 'x', 'find b'], '');
  search.type('find');
  search.older();
  assert.equal(search.text, 'find a');
  search.older();
  assert.deepEqual([search.text, search.view.prompt], ['find a', "(failed reverse-i-search)`find': "]);
});

test('a letter taken away starts again from the newest entry', () => {
  const search = new ReverseSearch(['ab', 'ac'], '');
  search.type('ab');
  assert.equal(search.text, 'ab');
  search.erase();
  assert.equal(search.text, 'ac');
  search.erase();
  assert.equal(search.text, '');
});
