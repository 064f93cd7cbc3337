import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { columnText, countText } from '../../../src/shell/output/column-text';
import { displayWidth } from '../../../src/shell/output/display-width';
import { readStatement } from '../../../src/shell/output/errors/sql-statement';
import { maskPasswords } from '../../../src/shell/output/mask-passwords';
import { themeOf, type Theme } from '../../../src/shell/output/theme';
import { visible, visibleLines } from '../../../src/shell/output/visible';

describe('the columns that a text takes', () => {
  const widths: readonly (readonly [string, number])[] = [
    ['', 0],
    ['abc', 3],
    ['\x1b[31mabc\x1b[39m', 3],
    ['日本', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['👍🏽', 2],
    ['👨‍👩‍👧', 2],
    ['한', 2],
    ['…', 1],
  ];
  for (const [text, width] of widths) test(JSON.stringify(text), () => assert.equal(displayWidth(text), width));
});

test('what is taken for narrow without a look is so by the Unicode tables', async () => {
  const { default: stringWidth } = await import('string-width');
  const ranges = [
    [0x20, 0x7e],
    [0xa0, 0xac],
    [0xae, 0x2ff],
    [0x370, 0x482],
    [0x48a, 0x52f],
    [0x2010, 0x2027],
    [0x2030, 0x205e],
  ] as const;
  for (const [from, to] of ranges) {
    for (let code = from; code <= to; code++) {
      const character = String.fromCharCode(code);
      assert.equal(displayWidth(character), stringWidth(character), `U+${code.toString(16)}`);
    }
  }
});

describe('control characters', () => {
  test('are spelled out', () =>
    assert.equal(
      visible('a\n\t\x00\x1b\x7f\x85\u2028\u202e\u2066b'),
      'a\\n\\t\\x00\\x1b\\x7f\\x85\\u2028\\u202e\\u2066b',
    ));
  test('but for newlines, where there are lines', () => assert.equal(visibleLines('a\nb\r', false), 'a\nb\\r'));
  test('and colours, where there are colours; no other sequence', () => {
    assert.equal(
      visibleLines('\x1b[31mred\x1b[39m \x1b[2J \x1b]0;t\x07', true),
      '\x1b[31mred\x1b[39m \\x1b[2J \\x1b]0;t\\x07',
    );
  });
  test('letters of every script stay', () => assert.equal(visible('日本 é 👍 ñ'), '日本 é 👍 ñ'));
});

describe('passwords', () => {
  const masked: readonly (readonly [string, string])[] = [
    ['postgres://ann:secret@h:5432/d', 'postgres://ann:***@h:5432/d'],
    ['mysql://ann:p@ss:w@h/d failed', 'mysql://ann:***@h/d failed'],
    ['postgres://:secret@h/d', 'postgres://:***@h/d'],
    ['postgres://ann@h/d', 'postgres://ann@h/d'],
    ['postgres://h:5432/d', 'postgres://h:5432/d'],
    ['postgres://h/d?password=secret&x=1', 'postgres://h/d?password=***&x=1'],
    ['postgres://h/d?sslpassword=secret&auth_token=abc', 'postgres://h/d?sslpassword=***&auth_token=***'],
    ['two: postgres://a:b@h/d and mysql://c:d@h/e', 'two: postgres://a:***@h/d and mysql://c:***@h/e'],
    ['an@mail.example: hello', 'an@mail.example: hello'],
  ];
  for (const [text, expected] of masked) test(text, () => assert.equal(maskPasswords(text), expected));
});

describe('the value of a column', () => {
  let theme: Theme;
  const show = async (value: unknown, dayOnly?: boolean): Promise<string> => {
    theme ??= themeOf(new (await import('chalk')).Chalk({ level: 0 }));
    return columnText(value, theme, { dayOnly });
  };

  test('text is cut, not within a character', async () => {
    assert.equal(await show('x'.repeat(60)), 'x'.repeat(60));
    assert.equal(await show('x'.repeat(61)), `${'x'.repeat(60)}…`);
    assert.equal(await show(`${'x'.repeat(59)}👍`), `${'x'.repeat(59)}…`);
  });
  test('bytes by size', async () => {
    assert.equal(await show(Buffer.alloc(2048, 1)), '<01 01 01 01 01 01 01 01… 2,048 bytes>');
    assert.equal(await show(Buffer.from([255])), '<ff 1 byte>');
    assert.equal(await show(new Uint8Array(0)), '<0 bytes>');
  });
  test('JSON, in short', async () => {
    assert.equal(await show({ a: [1, { b: 2n }] }), '{"a":[1,{"b":"2"}]}');
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    assert.equal(await show(circle), '[cannot be shown]');
  });
  test('a day', async () => assert.equal(await show(new Date(2020, 1, 3, 12), true), '2020-02-03'));
  test('counts', () => assert.equal(countText(1_234_567), '1,234,567'));
});

describe('statements', () => {
  const read = (sql: string, parameters: unknown[] = []): unknown => {
    const statement = readStatement(sql, parameters);
    return statement && { ...statement, values: Object.fromEntries(statement.values) };
  };

  test('of each database', () => {
    assert.deepEqual(read('INSERT INTO "a"("id", "n", "m") VALUES (NULL, ?, 5)', ['x']), {
      verb: 'INSERT',
      table: 'a',
      values: { id: null, n: 'x', m: 5 },
    });
    assert.deepEqual(read('INSERT INTO "s"."a"("id", "n") VALUES (DEFAULT, $1) RETURNING "id"', ['x']), {
      verb: 'INSERT',
      table: 'a',
      values: { id: undefined, n: 'x' },
    });
    assert.deepEqual(read('INSERT INTO `d`.`a`(`n`) VALUES (?)', ['x']), {
      verb: 'INSERT',
      table: 'a',
      values: { n: 'x' },
    });
    assert.deepEqual(read('UPDATE "a" SET "n" = $2 WHERE "id" IN ($1)', [1, 'x']), {
      verb: 'UPDATE',
      table: 'a',
      values: { n: 'x', id: 1 },
    });
    assert.deepEqual(read('UPDATE "a" SET "n" = ? WHERE "n" = ?', ['new', 'old']), {
      verb: 'UPDATE',
      table: 'a',
      values: { n: 'new' },
    });
    assert.deepEqual(read('DELETE FROM "a" WHERE "id" = 1'), { verb: 'DELETE', table: 'a', values: { id: 1 } });
    assert.deepEqual(read('SELECT "A"."id" FROM "a" "A" WHERE "A"."id" = $1 AND "B"."n" = $2', [1, 2]), {
      verb: 'SELECT',
      table: 'a',
      alias: 'A',
      values: { id: 1 },
    });
  });

  test('what is not certain is left out', () => {
    assert.deepEqual(read('INSERT INTO "a"("n") VALUES (?), (?)', ['x', 'y']), {
      verb: 'INSERT',
      table: 'a',
      values: {},
    });
    assert.deepEqual(read('INSERT INTO "a"("n") VALUES (lower(?))', ['x']), { verb: 'INSERT', table: 'a', values: {} });
    assert.deepEqual(read('UPDATE "a" SET "n" = ? WHERE "id" IN (?, ?)', ['x', 1, 2]), {
      verb: 'UPDATE',
      table: 'a',
      values: {},
    });
    assert.equal(read('CREATE TABLE a (id int)'), undefined);
    assert.equal(readStatement(undefined, undefined), undefined);
  });
});
