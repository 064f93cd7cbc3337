import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { Complete, Completion, CompletionRequest } from '../../../../src/shell/completion/suggestion';
import { Suggesting } from '../../../../src/shell/terminal/editing/suggesting';
import { TextEditing } from '../../../../src/shell/terminal/editing/text-editing';
import { EditorInProcess } from './editor-in-process';

const TAB = '\t';
const ESCAPE = '\x1b';
const CTRL_G = '\x07';

function fromWords(words: readonly string[], { text, cursor }: CompletionRequest, type?: string): Completion {
  const [word] = /\w*$/.exec(text.slice(0, cursor))!;
  const fitting = words.filter((each) => each.startsWith(word));
  return {
    from: cursor - word.length,
    to: cursor,
    suggestions: fitting.map((each) => ({ text: each, kind: 'property', type })),
  };
}

function of(...words: readonly string[]): Complete {
  return (request) => fromWords(words, request);
}

/** Types that answer when the test says so: to the last question. */
class Types {
  readonly asked: string[] = [];
  #answer: ((answer: Completion | undefined) => void) | undefined;
  #request: CompletionRequest = { text: '', cursor: 0 };

  readonly complete = (request: CompletionRequest): Promise<Completion | undefined> => {
    this.asked.push(request.text);
    this.#request = request;
    return new Promise((done) => (this.#answer = done));
  };

  async answer(...words: readonly string[]): Promise<void> {
    this.#answer?.(fromWords(words, this.#request, 'string'));
    await Promise.resolve();
  }
}

test('one suggestion is put in; of several what they have in common, and they are shown', async () => {
  const editor = new EditorInProcess({ complete: of('name', 'nameOf', 'other') });
  assert.equal(await editor.press(`o${TAB}`), '> other');
  assert.equal(await editor.press(` n${TAB}`), '> other name\n  name    property\n  nameOf  property');
  assert.equal(await editor.press('x'), '> other namex');
  assert.equal(await editor.press(TAB), '> other namex', 'nothing fits');
  await editor.close();
});

test('a quote that suggestions have in common is not put in: what is chosen has both of its own', async () => {
  const suggestions = ["'ASC'", "'DESC'"].map((text) => ({ text, kind: 'value' as const }));
  const complete: Complete = ({ cursor }) => ({ from: cursor, to: cursor, suggestions });
  const editor = new EditorInProcess({ complete });
  assert.match(await editor.press(`x${TAB}`), /^> x\n/);
  assert.match(await editor.press(TAB), /^> x'ASC'\n/);
  await editor.close();
});

test('what the types say takes the place of what came at once, and keeps the choice', async () => {
  const types = new Types();
  const editor = new EditorInProcess({ complete: of('na', 'name'), completeFromTypes: types.complete });
  assert.equal(await editor.press(`na${TAB}${TAB}${TAB}`), '> name\n  na    property\n  name  property');
  await types.answer('name', 'nation');
  assert.equal(await editor.text(), '> name\n  name    string  property\n  nation  string  property');
  assert.equal(await editor.press(TAB), '> nation\n  name    string  property\n  nation  string  property');
  assert.equal(
    await editor.press(TAB),
    '> na\n  name    string  property\n  nation  string  property',
    'what was typed',
  );
  await editor.close();
});

test('where nothing came at once, what the types say is shown; one is put in', async () => {
  const types = new Types();
  const editor = new EditorInProcess({ completeFromTypes: types.complete });
  assert.equal(await editor.press(`a.b${TAB}`), '> a.b');
  await types.answer('bar', 'baz');
  assert.equal(await editor.text(), '> a.b\n  bar  string  property\n  baz  string  property');
  assert.equal(await editor.press(`a${TAB}`), '> a.bar\n  bar  string  property\n  baz  string  property');
  await editor.press(ESCAPE);
  await editor.close();
});

test('a suggestion that was put in alone gives way to several of the types, with what was put in chosen', async () => {
  const types = new Types();
  const editor = new EditorInProcess({ complete: of('bar'), completeFromTypes: types.complete });
  assert.equal(await editor.press(`a.b${TAB}`), '> a.bar');
  await types.answer('bar', 'baz');
  assert.equal(await editor.text(), '> a.bar\n  bar  string  property\n  baz  string  property');
  assert.equal(await editor.press(TAB), '> a.baz\n  bar  string  property\n  baz  string  property');
  await editor.close();
});

test('where the only suggestion stood there already, what the types say takes nothing of what was typed away', async () => {
  const types = new Types();
  const editor = new EditorInProcess({ complete: of('bar'), completeFromTypes: types.complete });
  assert.equal(await editor.press(`a.bar${TAB}`), '> a.bar');
  await types.answer('bar', 'bars');
  assert.equal(await editor.text(), '> a.bar\n  bar   string  property\n  bars  string  property');
  assert.equal(await editor.press(CTRL_G), '> a.bar');
  await editor.close();
});

test('an answer for another text is dropped', async () => {
  const types = new Types();
  const editor = new EditorInProcess({ complete: of('bar'), completeFromTypes: types.complete });
  await editor.press(`a.b${TAB}`);
  assert.equal(await editor.press('('), '> a.bar(');
  await types.answer('bar', 'baz');
  assert.equal(await editor.text(), '> a.bar(');
  assert.deepEqual(types.asked, ['a.b']);
  await editor.close();
});

test('an answer that comes too late is dropped', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const types = new Types();
    const editing = new TextEditing({ history: { entries: [], open: [] }, hasGhost: () => false });
    const suggesting = new Suggesting({
      complete: of(),
      completeFromTypes: types.complete,
      editing,
      onChange: () => undefined,
    });
    editing.type('a.b');
    for (const [waited, isShown] of [
      [401, false],
      [399, true],
    ] as const) {
      suggesting.start();
      mock.timers.tick(waited);
      await types.answer('bar', 'baz');
      assert.equal(suggesting.menu !== undefined, isShown);
    }
  } finally {
    mock.timers.reset();
  }
});

test('typing narrows what the types have said, and they are asked again', async () => {
  const types = new Types();
  const editor = new EditorInProcess({ completeFromTypes: types.complete });
  await editor.press(`a.${TAB}`);
  await types.answer('find', 'findOne', 'other');
  assert.match(await editor.press('f'), /^> a\.f\n {2}find {5}string {2}property\n {2}findOne .*$/);
  assert.match(await editor.press('o'), /^> a\.fo\n {2}findOne .*$/, 'loosely, where nothing begins so');
  assert.deepEqual(types.asked, ['a.', 'a.f', 'a.fo']);
  await editor.close();
});

test('what is typed while the types think is drawn at once', async () => {
  const editor = new EditorInProcess({ completeFromTypes: () => new Promise(() => {}) });
  await editor.press(`a.${TAB}`);
  assert.equal(await editor.press('b'), '> a.b');
  await editor.close();
});
