import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { displayWidth } from '../../../../src/shell/output/display-width';
import { cellWidth, fit } from '../../../../src/shell/output/table/fit';

const FAMILY = '👨‍👩‍👧';

/** A text, the columns there are, and what stands there. */
const FITTED: readonly (readonly [text: string, width: number, shown: string])[] = [
  ['short', 10, 'short'],
  ['exactly ten', 11, 'exactly ten'],
  ['a little too long', 10, 'a litt…+11'],
  ['x'.repeat(2_000), 12, 'xxxxx…+1,995'],
  ['漢字漢字漢字漢字', 8, '漢字…+6'],
  ['漢字漢字漢字漢字', 9, '漢字漢…+5'],
  [FAMILY.repeat(5), 10, FAMILY.repeat(5)],
  [FAMILY.repeat(6), 10, `${FAMILY.repeat(3)}…+24`],
  ['🇨🇭🇨🇭🇨🇭🇨🇭', 6, '🇨🇭…+12'],
  ['e\u0301'.repeat(8), 8, 'e\u0301'.repeat(8)],
  ['e\u0301'.repeat(9), 8, `${'e\u0301'.repeat(5)}…+8`],
  ['a\nb\tc', 10, 'a\\nb\\tc'],
  ['\u001b[31mred', 20, '\\x1b[31mred'],
  ['line\nline\nline', 9, 'line\\n…+9'],
  ['\ud800x', 5, '\ufffdx'],
  ['long', 2, '…+'],
];

describe('a text in a cell', () => {
  for (const [text, width, shown] of FITTED) {
    test(`${JSON.stringify(text.slice(0, 20))} in ${width}`, () => {
      const fitted = fit(text, width);
      assert.equal(fitted.text, shown);
      assert.equal(fitted.width, displayWidth(shown));
      assert.ok(fitted.width <= width);
    });
  }

  test('keeps its closing quote where it is cut, and counts none', () => {
    assert.equal(fit("' four words are here'", 14, true).text, "' four wo'…+12");
    assert.equal(fit("' four words are here'", 8, true).text, "' f'…+18");
    assert.equal(fit("' four words are here'", 6, true).text, '…+20');
    assert.equal(fit("' four'", 8, true).text, "' four'");
  });

  test('what is measured is what is shown, up to a limit', () => {
    for (const [text] of FITTED) {
      const whole = fit(text, 10_000);
      assert.equal(cellWidth(text, Infinity), whole.width, text);
      assert.equal(cellWidth(text, 3), Math.min(3, whole.width), text);
    }
  });
});
