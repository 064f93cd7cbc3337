import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextBoundary, previousBoundary } from '../../../../src/shell/terminal/editing/graphemes';
import * as edit from '../../../../src/shell/terminal/editing/text-buffer';
import type { TextBuffer } from '../../../../src/shell/terminal/editing/text-buffer';

/** A text with `|` where the cursor is. */
function buffer(marked: string): TextBuffer {
  return { text: marked.replace('|', ''), cursor: marked.indexOf('|') };
}

function marked({ text, cursor }: TextBuffer): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

for (const [name, move, before, after] of [
  ['left', edit.left, 'ab|c', 'a|bc'],
  ['left over a family', edit.left, 'a👨‍👩‍👧|c', 'a|👨‍👩‍👧c'],
  ['left over a letter with its mark', edit.left, 'e\u0301|', '|e\u0301'],
  ['left over a newline', edit.left, 'a\n|b', 'a|\nb'],
  ['left at the beginning', edit.left, '|a', '|a'],
  ['right over a flag', edit.right, '|🇮🇱a', '🇮🇱|a'],
  ['right at the end', edit.right, 'a|', 'a|'],
  ['a word left', edit.wordLeft, 'Employee.findOne|', 'Employee.|findOne'],
  ['a word left over blanks', edit.wordLeft, 'const  name  |= 1', 'const  |name  = 1'],
  ['a word left over signs', edit.wordLeft, 'a => |b', 'a |=> b'],
  ['a word left over another script', edit.wordLeft, 'größe = 漢字|', 'größe = |漢字'],
  ['a word right', edit.wordRight, 'a| employees.map', 'a employees|.map'],
  ['a word right at the end', edit.wordRight, 'a  |', 'a  |'],
  ['to the beginning of the line', edit.lineStart, 'a\nbc|d\ne', 'a\n|bcd\ne'],
  ['to the beginning of an empty line', edit.lineStart, 'a\n|', 'a\n|'],
  ['to the end of the line', edit.lineEnd, 'a\n|bcd\ne', 'a\nbcd|\ne'],
] as const) {
  test(`moves ${name}`, () => {
    const from = buffer(before);
    assert.equal(marked(edit.at(from, move(from))), after);
  });
}

for (const [name, before, after] of [
  ['in the middle', 'ab|cd', 'acb|d'],
  ['at the end', 'abc|', 'acb|'],
  ['at the end of a line', 'abc|\nd', 'acb|\nd'],
  ['at the beginning of a line', 'a\n|bc', 'a\n|bc'],
  ['of two columns', '漢|字', '字漢|'],
] as const) {
  test(`swaps characters ${name}`, () => assert.equal(marked(edit.transposed(buffer(before))), after));
}

test('goes up and down to the nearest column, wide characters counted as two', () => {
  const from = buffer('漢字x\nab|cd\n漢漢漢');
  assert.equal(edit.column(from), 2);
  assert.equal(marked(edit.at(from, edit.lineAbove(from, 2)!)), '漢|字x\nabcd\n漢漢漢');
  assert.equal(marked(edit.at(from, edit.lineBelow(from, 3)!)), '漢字x\nabcd\n漢|漢漢');
  assert.equal(edit.lineAbove(buffer('a|\nb'), 0), undefined);
  assert.equal(edit.lineBelow(buffer('a\nb|'), 0), undefined);
});

test('steps through any text are those of the segmenter', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const pieces = fc.constantFrom(
    'a',
    ' ',
    '\n',
    'é',
    'e\u0301',
    '漢',
    '가',
    'ᄀ',
    '👨‍👩‍👧',
    '❤️',
    '🇮🇱',
    '\u200d',
    '\ufe0f',
    '\u0301',
    'ก็',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const ends = [...segmenter.segment(text)].map(({ index, segment }) => index + segment.length);
      const forth: number[] = [];
      for (let at = 0; at < text.length;) forth.push((at = nextBoundary(text, at)));
      assert.deepEqual(forth, ends);
      const back: number[] = [];
      for (let at = text.length; at > 0;) {
        back.unshift(at);
        at = previousBoundary(text, at);
      }
      assert.deepEqual(back, ends);
    }),
  );
});
