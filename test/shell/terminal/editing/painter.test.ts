import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Painter, type Frame } from '../../../../src/shell/terminal/editing/painter';
import { Emulator } from '../../../support/emulator';

function frame(texts: readonly string[], row: number, column: number, columns = 10): Frame {
  return { rows: texts.map((text) => ({ text, width: text.length })), cursor: { row, column }, columns };
}

test('whatever frames come after each other, the terminal shows the last one below what was there', async () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 10 }), {
    minLength: 1,
    maxLength: 6,
  });
  const frames = texts.chain((rows) =>
    fc.record({ row: fc.nat(rows.length - 1), column: fc.nat(9) }).map(({ row, column }) => frame(rows, row, column)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(frames, { minLength: 1, maxLength: 8 }), async (all) => {
      const emulator = new Emulator(10, 8);
      await emulator.write('above\r\n');
      const painter = new Painter();
      for (const each of all) await emulator.write(painter.paint(each));
      const { rows, cursor } = all.at(-1)!;
      assert.equal(emulator.text, ['above', ...rows.map(({ text }) => text)].join('\n').trimEnd());
      assert.deepEqual(emulator.cursor, { row: cursor.row + 1, column: cursor.column });
      await emulator.write(painter.erase(10));
      assert.equal(emulator.text, 'above');
    }),
    { numRuns: 60 },
  );
});

test('only rows that have changed are written', () => {
  const painter = new Painter();
  painter.paint(frame(['first', 'second', 'third'], 2, 3));
  const change = painter.paint(frame(['first', 'other', 'third'], 2, 3));
  assert.match(change, /other/);
  assert.doesNotMatch(change, /first|third/);
  assert.equal(painter.paint(frame(['first', 'other', 'third'], 2, 3)), '');
});

test('rows that a narrower terminal has broken are all taken away', async () => {
  const emulator = new Emulator(10, 8);
  await emulator.write('above\r\n');
  const painter = new Painter();
  await emulator.write(painter.paint(frame(['1234567890', 'ab'], 1, 2)));
  emulator.resize(4, 8);
  assert.equal(painter.isLost(4), false);
  await emulator.write(painter.paint(frame(['1234', '5678', '90', 'ab'], 3, 2, 4)));
  assert.equal(emulator.text, 'abov\ne\n1234\n5678\n90\nab');
});

test('where the cursor may be in another place, the terminal has to tell, once', () => {
  for (const [column, up] of [
    // As most do: the cursor is on the second row of its own.
    [1, 1],
    // As xterm.js does: the other row has become longer, and so the cursor was moved.
    [7, 2],
    // It did not answer.
    [undefined, 1],
  ] as const) {
    const painter = new Painter();
    painter.paint(frame(['123456789', '123456789'], 0, 9));
    assert.equal(painter.isLost(8), true);
    painter.found(8, column);
    assert.equal(painter.isLost(8), false);
    assert.ok(painter.erase(8).startsWith(`\x1b[${up}A\r`), String(column));
  }
});

test('where what the terminal tells could mean both, it is asked again the next time', () => {
  const painter = new Painter();
  painter.paint(frame(['123456789'], 0, 9));
  painter.found(5, 4);
  assert.equal(painter.isLost(5), false);
  painter.paint(frame(['12345', '6789'], 0, 4, 5));
  assert.equal(painter.isLost(4), true);
});
