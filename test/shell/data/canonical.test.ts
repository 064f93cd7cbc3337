/** One way to write each value, and back. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from '../../../src/shell/data/canonical-json';
import { cellJson, cellText, JsonCell } from '../../../src/shell/data/cell';
import { shortest } from '../../../src/shell/data/cell-reader';
import { fractionDigits, plainDecimal, scaledDecimal } from '../../../src/shell/data/decimal';
import { instantText, secondDigits, timeOfDay, wallText, type Zone } from '../../../src/shell/data/instant';

describe('decimals', () => {
  test('are plain digits', () => {
    const plain: readonly (readonly [string, string])[] = [
      ['1.50', '1.50'],
      ['1e3', '1000'],
      ['-1.5E-7', '-0.00000015'],
      ['1e+21', '1000000000000000000000'],
      ['.5', '0.5'],
      ['+007.', '7'],
      ['-0.00', '0.00'],
      ['1.7976931348623157e308', `17976931348623157${'0'.repeat(292)}`],
      ['NaN', 'NaN'],
      ['', ''],
      ['1e999999999', '1e999999999'],
    ];
    for (const [text, expected] of plain) assert.equal(plainDecimal(text), expected, text);
  });

  test('have the digits of their column, and never fewer than they had', () => {
    assert.equal(scaledDecimal('1.5', 2), '1.50');
    assert.equal(scaledDecimal('1.5000', 2), '1.50');
    assert.equal(scaledDecimal('1.505', 2), '1.505');
    assert.equal(scaledDecimal('1', 2), '1.00');
    assert.equal(scaledDecimal('10.00', 0), '10');
    assert.equal(scaledDecimal('1.5000', undefined), '1.5000');
    assert.equal(scaledDecimal('Infinity', 2), 'Infinity');
    assert.equal(fractionDigits('1.50'), 1);
  });

  test('of any number are that number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.equal(Number(plainDecimal(String(value))), Object.is(value, -0) ? 0 : value);
      }),
    );
  });
});

describe('JSON', () => {
  test('has its keys in order, no blanks, and all digits', () => {
    assert.equal(
      canonicalJson('{ "b": [1.0, 1e2, -0], "a": {"d":null, "c":"\\u00fc"} }'),
      '{"a":{"c":"ü","d":null},"b":[1,100,0]}',
    );
    assert.equal(canonicalJson('[12345678901234567890.10, 0.1, 1e-7]'), '[12345678901234567890.10,0.1,1e-7]');
    assert.equal(
      canonicalJson('{"12345678901234567890":"12345678901234567890"}'),
      '{"12345678901234567890":"12345678901234567890"}',
    );
    assert.equal(canonicalJson('{"__proto__":1}'), '{"__proto__":1}');
    assert.equal(canonicalJson('no JSON'), 'no JSON');
  });

  test('of any value is that value, and the same from whatever order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(JSON.stringify(value));
        assert.equal(JSON.stringify(JSON.parse(text)), JSON.stringify(JSON.parse(canonicalJson(text))));
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
        assert.equal(canonicalJson(text), text);
      }),
    );
  });

  test('in a dump is JSON, unless it would not come back', () => {
    const written = (text: string): string => cellJson(new JsonCell(text));
    for (const text of ['{"a":1}', '[]', '"text"', 'true', '1.5', '{"a":"12345678901234567890"}'])
      assert.equal(written(text), text);
    for (const text of ['null', '12345678901234567890', '{"a":[12345678901234567890]}', '{"$json":1}', 'no JSON'])
      assert.equal(written(text), `{"$json":${JSON.stringify(text)}}`);
  });

  test('other cells are what JSON has for them', () => {
    const cells = [null, true, 1, -0, 1e21, Infinity, NaN, 'text', ''].map((cell) => cellJson(cell));
    assert.deepEqual(cells, ['null', 'true', '1', '-0', '1e+21', '"Infinity"', '"NaN"', '"text"', '""']);
    assert.deepEqual(
      [null, false, -0, ''].map((cell) => cellText(cell)),
      [undefined, 'false', '-0', ''],
    );
  });
});

test('a number of 32 bits is the shortest that means it', () => {
  assert.equal(shortest(0.10000000149011612), 0.1);
  assert.equal(shortest(16777216), 16777216);
  assert.equal(shortest(3.4028234663852886e38), 3.4028235e38);
  assert.equal(shortest('text'), 'text');
});

describe('times', () => {
  test('of day have two digits each, and no zeros at the end', () => {
    const times = ['9:30', '09:30:00', '09:30:00.120000', '-838:59:59', 'infinity'].map(timeOfDay);
    assert.deepEqual(times, ['09:30:00', '09:30:00', '09:30:00.12', '-838:59:59', 'infinity']);
  });

  test('are instants, by the zone that they are meant in', () => {
    const instants: readonly (readonly [string, Zone, string])[] = [
      ['2023-10-31 09:30:00.000', 'utc', '2023-10-31T09:30:00Z'],
      ['2023-10-31 09:30:00.123456', 'utc', '2023-10-31T09:30:00.123456Z'],
      ['2023-10-31 09:30:00.5+00', 'local', '2023-10-31T09:30:00.5Z'],
      ['2023-10-31 09:30:00', { minutes: 90 }, '2023-10-31T08:00:00Z'],
      ['0001-01-01 00:30:00', { minutes: 60 }, '0000-12-31T23:30:00Z'],
      ['infinity', 'utc', 'infinity'],
      ['0044-03-15 12:00:00 BC', 'utc', '0044-03-15 12:00:00 BC'],
    ];
    for (const [text, zone, instant] of instants) assert.equal(instantText(text, zone), instant, text);
    assert.equal(wallText('2023-10-31T09:30:00Z', { minutes: 90 }), '2023-10-31 11:00:00');
    assert.equal(wallText('2023-10-31T09:30:00+02:00', 'utc'), '2023-10-31 07:30:00');
    assert.equal(wallText('2023-10-31 09:30', 'local'), '2023-10-31 09:30:00');
    assert.equal(secondDigits('2023-10-31T09:30:00.1200Z'), 2);
  });

  test('in the zone of the process are what a Date says; one that there never was stays as it is', () => {
    const before = process.env.TZ;
    process.env.TZ = 'Europe/Berlin';
    try {
      assert.equal(instantText('2023-07-01 12:00:00', 'local'), '2023-07-01T10:00:00Z');
      assert.equal(instantText('2023-03-26 02:30:00', 'local'), '2023-03-26T02:30:00');
      for (const wall of ['2023-07-01 12:00:00.5', '2023-03-26 02:30:00', '2023-10-29 02:30:00', '0099-12-31 23:59:59'])
        assert.equal(wallText(instantText(wall, 'local'), 'local'), wall);
      fc.assert(
        fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
          const instant = `${date.toISOString().slice(0, 19)}Z`;
          const back = instantText(wallText(instant, 'local'), 'local');
          // In the hour that comes twice the clocks do not say which it is.
          const apart = Math.abs(new Date(back).getTime() - new Date(instant).getTime());
          assert.ok(apart === 0 || apart === 3_600_000, instant);
        }),
      );
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
});
