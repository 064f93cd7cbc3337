import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { graphemes, graphemeWidth } from '../../../../src/shell/terminal/editing/graphemes';
import { layout, type Layout } from '../../../../src/shell/terminal/editing/layout';

const STARTS = { prompt: 2, continuation: 4 };

/** The rows as they are seen. */
function rows(text: string, columns: number): readonly string[] {
  return layout(text, 0, { columns, ...STARTS }).rows.map(
    ({ from, to, begins }) => ({ text: '> ', line: '... ', nothing: '' })[begins] + text.slice(from, to),
  );
}

function cursorIn(marked: string, columns: number): Layout {
  return layout(marked.replace('|', ''), marked.indexOf('|'), { columns, ...STARTS });
}

test('a line is a row, and goes on in the next where it is too long', () => {
  assert.deepEqual(rows('', 10), ['> ']);
  assert.deepEqual(rows('ab\n\nc', 10), ['> ab', '... ', '... c']);
  assert.deepEqual(rows('12345678', 10), ['> 12345678']);
  assert.deepEqual(rows('123456789', 10), ['> 12345678', '9']);
  assert.deepEqual(rows('a\n1234567890', 10), ['> a', '... 123456', '7890']);
});

test('no character is cut in two', () => {
  assert.deepEqual(rows('1漢字漢字', 10), ['> 1漢字漢', '字']);
  assert.deepEqual(rows('漢字漢字', 9), ['> 漢字漢', '字']);
  assert.deepEqual(rows('1234567👨‍👩‍👧8', 10), ['> 1234567', '👨‍👩‍👧8']);
});

test('the cursor is where the next letter goes', () => {
  assert.deepEqual(cursorIn('ab|c', 10).cursor, { row: 0, column: 4 });
  assert.deepEqual(cursorIn('a\nb|', 10).cursor, { row: 1, column: 5 });
  assert.deepEqual(cursorIn('漢|字', 10).cursor, { row: 0, column: 4 });
  assert.deepEqual(cursorIn('12345678|9', 10).cursor, { row: 1, column: 0 });
});

test('behind a row that is full there is another one for the cursor', () => {
  const { rows: all, cursor } = cursorIn('12345678|\nx', 10);
  assert.deepEqual(cursor, { row: 1, column: 0 });
  assert.deepEqual(
    all.map(({ begins }) => begins),
    ['text', 'nothing', 'line'],
  );
});

test('whatever the text, all of it is on the rows, none is too wide, and the cursor is inside', () => {
  const pieces = fc.constantFrom('a', 'bc ', '\n', 'é', '漢', '👨‍👩‍👧', '\t', '\x1b', 'e\u0301', 'x'.repeat(9));
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 40 }),
      fc.integer({ min: 6, max: 20 }),
      fc.nat(),
      (parts, columns, where) => {
        const text = parts.join('');
        const boundaries = [0, ...[...graphemes(text)].map(({ text: grapheme, at }) => at + grapheme.length)];
        const cursor = boundaries[where % boundaries.length];
        const { rows: all, cursor: place } = layout(text, cursor, { columns, ...STARTS });
        assert.equal(
          all.map(({ from, to, begins }) => (begins === 'line' ? '\n' : '') + text.slice(from, to)).join(''),
          text,
        );
        for (const { from, to, begins, width } of all) {
          const start = { text: 2, line: 4, nothing: 0 }[begins];
          const own = [...graphemes(text.slice(from, to))].reduce(
            (sum, { text: each }) => sum + graphemeWidth(each),
            start,
          );
          assert.equal(width, own);
          assert.ok(width <= columns);
        }
        assert.ok(place.column < columns && place.row < all.length);
        const { from, to } = all[place.row];
        assert.ok(cursor >= from && cursor <= to);
      },
    ),
  );
});
