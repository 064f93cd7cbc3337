import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refined } from '../../../src/shell/completion/refined';
import type { Completion, Suggestion } from '../../../src/shell/completion/suggestion';

function completion(...suggestions: readonly Suggestion[]): Completion {
  return { from: 2, to: 3, suggestions };
}

test('keeps the order and the words of the model, and learns the types of the rest', () => {
  const first = completion(
    { text: 'title', kind: 'column', type: 'string | null', detail: 'column projects.title' },
    { text: 'save', kind: 'method' },
  );
  const answer = completion(
    { text: 'hasId', kind: 'method', type: '(): boolean' },
    { text: 'save', kind: 'method', type: '(): Project' },
    { text: 'title', kind: 'property', type: 'string' },
  );
  assert.deepEqual(refined(first, answer).suggestions, [
    { text: 'title', kind: 'column', type: 'string | null', detail: 'column projects.title' },
    { text: 'save', kind: 'method', type: '(): Project' },
    { text: 'hasId', kind: 'method', type: '(): boolean' },
  ]);
});

test('what TypeScript does not know stays where it is of the model, and goes where it was a guess', () => {
  const first = completion({ text: 'code', kind: 'column' }, { text: 'guess', kind: 'property' });
  assert.deepEqual(refined(first, completion()).suggestions, [{ text: 'code', kind: 'column' }]);
});

test('an answer for another place takes the place of all', () => {
  const answer = { ...completion({ text: 'x', kind: 'variable' }), from: 0 };
  assert.equal(refined(completion({ text: 'code', kind: 'column' }), answer), answer);
});

test('files stay as the folder has them', () => {
  const first = completion({ text: 'data-source.ts', kind: 'file' }, { text: 'entities/', kind: 'file' });
  const answer = completion({ text: 'data-source.js', kind: 'variable' }, { text: 'entities', kind: 'variable' });
  assert.equal(refined(first, answer), first);
});

test('where certain values are asked for and nothing is typed, other names are left out', () => {
  const first = completion({ text: "'ASC'", kind: 'value' }, { text: "'DESC'", kind: 'value' });
  const answer = completion({ text: 'Like', kind: 'operator' });
  assert.deepEqual(refined({ ...first, to: 2 }, { ...answer, to: 2 }).suggestions, first.suggestions);
  assert.equal(refined(first, answer).suggestions.length, 3, 'a name is being typed');
});
