import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { displayWidth } from '../../../../src/shell/output/display-width';
import { fit } from '../../../../src/shell/output/table/fit';
import { printed } from './print';

/** Texts of every script, with what moves cursors and what is wide, narrow or nothing. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    'NULL',
    "''",
    '漢字かな',
    '👨‍👩‍👧‍👦🏳️‍🌈',
    '🇨🇭🇦🇹',
    'e\u0301a\u0308',
    'a\tb\r\nc',
    '\x1b[2J',
    'ก็ำ',
    '\u202eabc',
  ),
);
const cell = fc.oneof(
  text,
  fc.constant(null),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.date(),
  fc.uint8Array({ maxLength: 40 }),
  fc.jsonValue({ maxDepth: 2 }).filter((value) => typeof value === 'object' && value !== null),
);
/** Rows with the same columns. */
const rows = fc
  .uniqueArray(
    fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 }).filter((name) => name !== '__proto__'),
    { minLength: 1, maxLength: 6 },
  )
  .chain((names) =>
    fc.array(fc.record(Object.fromEntries(names.map((name) => [name, cell]))), { minLength: 1, maxLength: 8 }),
  );

test('every line of a table is as wide as the others, and none is wider than the terminal', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 12, max: 200 }), (list, width) => {
      const lines = printed(list, width, 'table').split('\n');
      const widths = lines.map(displayWidth);
      assert.ok(Math.max(...widths) <= width, lines.join('\n'));
      if (lines[0].startsWith('┌')) assert.deepEqual(new Set(widths).size, 1, lines.join('\n'));
    }),
    { numRuns: 200 },
  );
});

test('nothing but text and frames reaches the terminal', () => {
  fc.assert(
    fc.property(rows, (list) => {
      assert.doesNotMatch(
        printed(list, 100, 'table').replaceAll('\n', ''),
        /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u,
      );
    }),
    { numRuns: 100 },
  );
});

test('what is cut and what is left out are the whole text', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 8, max: 40 }), (whole, width) => {
      const shown = fit(whole, width);
      assert.ok(shown.width <= width);
      assert.equal(shown.width, displayWidth(shown.text));
      if (fit(whole, Infinity).width <= width) return;
      const [, kept, count] = /^(.*)…\+([\d,]+)$/s.exec(shown.text)!;
      const left = Number(count.replaceAll(',', ''));
      assert.equal(kept, fit(whole.slice(0, whole.length - left), Infinity).text);
    }),
    { numRuns: 200 },
  );
});
