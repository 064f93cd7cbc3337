import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { EntityMetadata } from 'typeorm';
import { checksOf } from '../../../../src/shell/data/seed/checks';
import { Random } from '../../../../src/shell/data/seed/random';
import { seedRequest } from '../../../../src/shell/data/seed/request';
import { valueMaker, type ValueRequest } from '../../../../src/shell/data/seed/values/make-value';
import { nameWords } from '../../../../src/shell/data/seed/values/name-words';
import { RowFacts } from '../../../../src/shell/data/seed/values/row-facts';

test('what can be asked for, and what cannot', () => {
  assert.deepEqual(seedRequest({ count: ['Author=10', 'shop.Book = 5'], seed: '7' }, []), {
    counts: [
      ['Author', 10],
      ['shop.Book', 5],
    ],
    seed: 7,
  });
  for (const [count, seed, words, message] of [
    [[], undefined, [], /^seed needs to know of which entities/],
    [['Author'], undefined, [], /^--count takes an entity and a number, not Author\.$/],
    [['Author=many'], undefined, [], /not Author=many\.$/],
    [['Author=0'], undefined, [], /^--count takes a number from 1 to 10000000, not Author=0\.$/],
    [['Author=1', 'Author=2'], undefined, [], /^--count says twice how many of Author\.$/],
    [['Author=1'], 'x', [], /^--seed takes a whole number from 0 to \d+, not x\.$/],
    [['Author=1'], undefined, ['Book=5'], /^seed takes options only: Book=5 is none\.$/],
  ] as const) {
    assert.throws(() => seedRequest({ count, ...(seed !== undefined && { seed }) }, words), {
      name: 'UserError',
      message,
    });
  }
});

describe('a check', () => {
  const checks = (...expressions: readonly string[]) =>
    checksOf({
      checks: expressions.map((expression) => ({ expression })),
      tableType: 'regular',
    } as unknown as EntityMetadata);
  test('is read where it is plain', () => {
    const { bounds, orders } = checks(
      '"age" >= 18 AND "age" < 65',
      '(`stars` BETWEEN 1 AND 5)',
      `kind IN ('a', 'it''s')`,
      '"start" < "end"',
      '0 < price',
    );
    assert.deepEqual(Object.fromEntries(bounds), {
      age: { least: 18, most: 64 },
      stars: { least: 1, most: 5 },
      kind: { values: ['a', "it's"] },
      price: { least: 1 },
    });
    assert.deepEqual(orders, [['start', 'end']]);
  });
  test('is left to the database where it is not', () => {
    for (const expression of ['"a" > 1 OR "b" > 1', 'NOT ("a" > 1)', 'length("a") > 3', '"a" <> 5', `"a" ~ '^x'`]) {
      const { bounds, orders } = checks(expression);
      assert.deepEqual([bounds.size, orders.length], [0, 0], expression);
    }
  });
});

test('the words of a name', () => {
  for (const name of ['shipToLine1', 'ship_to_line1', 'Ship-To Line1', 'shipTo.line1'])
    assert.equal(nameWords(name), ' ship to line1 ');
  assert.equal(nameWords('HTMLBody'), ' html body ');
});

describe('a value goes by the name of its column', () => {
  const text = { kind: 'text', most: 100 } as const;
  const whole = { kind: 'integer', least: -(2 ** 31), most: 2 ** 31 - 1 } as const;
  const cases: readonly (readonly [name: string, kind: ValueRequest['kind'], looks: RegExp, entity?: string])[] = [
    ['email', text, /^[a-z._]+@example\.(com|net|org)$/],
    ['contact_email', text, /@example\./],
    ['firstName', text, /^[A-Z][a-z]+$/],
    ['name', text, /^[A-Z][a-z]+ [A-Z][a-z]+$/, 'Author'],
    ['name', text, /^[A-Z][a-z]+ [a-z]+$/, 'Product'],
    ['customerName', text, /^[A-Z][a-z]+ [A-Z][a-z]+$/, 'Invoice'],
    ['title', text, /^[A-Z].*[a-z]$/],
    ['homepageUrl', text, /^https:\/\/example\.com\/[a-z-]+$/],
    ['phone', text, /^\+1 \d{3} 555 01\d\d$/],
    ['city', text, /^[A-Z][a-z ]+/],
    ['country', { kind: 'text', most: 2 }, /^[A-Z]{2}$/],
    ['description', text, /^The .*\.$|^The /],
    ['passwordHash', text, /^[\da-f]{40}$/],
    ['price', { kind: 'decimal', digits: 10, places: 2 }, /^\d+\.\d\d$/],
    ['rating', whole, /^[1-5]$/],
    ['publishedYear', whole, /^(19[89]|20[012])\d$/],
    ['birthDate', { kind: 'date' }, /^(19[5-9]|200)\d-\d\d-\d\d$/],
    ['uuid', { kind: 'uuid' }, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/],
  ];
  for (const [name, kind, looks, entity = 'Thing'] of cases) {
    test(`${entity}.${name}`, () => {
      const random = new Random(1, name);
      const make = valueMaker({ kind, name, entity })!;
      for (let index = 0; index < 200; index++) {
        const value = String(make(random, new RowFacts(random, index), 0));
        assert.match(value, looks);
        if (kind.kind === 'text') assert.ok(value.length <= kind.most, value);
      }
    });
  }
});
