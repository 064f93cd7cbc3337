import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { after, before, describe, test } from 'node:test';
import type { ChalkInstance } from 'chalk' with { 'resolution-mode': 'import' };
import fc from 'fast-check';
import { describeError } from '../../../src/shell/output/errors/describe-error';
import { errorToJson, formatError } from '../../../src/shell/output/errors/format-error';
import { formatValue, valuesShown } from '../../../src/shell/output/format-value';
import { toJson } from '../../../src/shell/output/to-json';
import { Author, Book } from './fixtures/entities';
import { openLibrary, type Library } from './fixtures/library';

// eslint-disable-next-line no-control-regex -- that there are none is the claim
const CONTROL = /[\x00-\x09\x0b-\x1f\x7f-\x9f]/;

function refuse(): never {
  throw new Error('refused \x1b[31m');
}

const anyText = fc.string({ unit: 'binary', maxLength: 12 });

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
  maxDepth: 3,
  key: anyText,
  values: [anyText, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined)],
} as fc.ObjectConstraints);

/** Makes the value when the test runs: fast-check looks into what it generates, and some of these do not bear it. */
type Maker = () => unknown;

const hostile: fc.Arbitrary<Maker> = fc.oneof(
  fc.constantFrom<Maker>(
    () => ({
      get a() {
        return refuse();
      },
    }),
    () => ({ [inspect.custom]: refuse }),
    () => ({ toString: refuse, valueOf: refuse }),
    () => ({ toJSON: refuse }),
    () => ({ [inspect.custom]: () => ({ [inspect.custom]: refuse }) }),
    () => ({
      get [Symbol.toStringTag]() {
        return refuse();
      },
    }),
    () => ({
      get constructor() {
        return refuse();
      },
    }),
    () => ({ [inspect.custom]: () => '\x1b[31m\x9b' }),
    () => ({
      get message() {
        return refuse();
      },
    }),
    () => ({ name: Symbol('s'), message: 'm' }),
    () => ({ message: 1, then: refuse }),
    () => ({
      type: 'postgres',
      password: '\x1b',
      get url() {
        return refuse();
      },
    }),
    () => Object.defineProperty([1], 0, { get: refuse }),
    () => Object.assign(() => 1, { toString: refuse }),
    () => new Map([[{}, new Map()]]),
    () =>
      (function* () {
        yield 1;
      })(),
    () => Symbol('\x1b'),
    () => Promise.resolve('\x9b'),
    () => new Proxy(class Some {}, { get: refuse }),
    () => {
      const { proxy, revoke } = Proxy.revocable([], {});
      revoke();
      return proxy;
    },
  ),
  // Any traps of a Proxy throw, on each kind of target.
  fc
    .tuple(
      fc.constantFrom<() => object>(
        () => ({}),
        () => [],
        () => () => 1,
        () => new Map(),
        () => new Author(),
        () => new Error('e'),
      ),
      fc.subarray(Object.getOwnPropertyNames(Reflect)),
    )
    .map(
      ([target, traps]) =>
        () =>
          new Proxy(target(), Object.fromEntries(traps.map((trap) => [trap, refuse]))),
    ),
  fc.record({ name: anyText, message: anyText, code: anyText }).map(
    ({ name, message, code }) =>
      () =>
        Object.assign(new Error(message), { name, code, driverError: { message, code } }),
  ),
);

const entities: fc.Arbitrary<Maker> = fc.oneof(
  fc
    .record({ id: anything, name: anything, born: anything, books: anything })
    .map((columns) => () => Object.assign(new Author(), columns)),
  fc
    .record({ id: anything, title: anyText, author: anything })
    .map((columns) => () => Object.assign(new Book(), columns)),
);

const { maker: anyValue } = fc.letrec<{ maker: Maker; leaf: Maker }>((tie) => ({
  leaf: fc.oneof(
    anything.map((value) => () => value),
    hostile,
    entities,
  ),
  maker: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('maker'), { maxLength: 4 }).map((makers) => () => makers.map((make) => make())),
    fc
      .array(fc.tuple(anyText, tie('maker')), { maxLength: 4 })
      .map((pairs) => () => Object.fromEntries(pairs.map(([key, make]) => [key, make()]))),
    fc
      .array(fc.tuple(tie('maker'), tie('maker')), { maxLength: 3 })
      .map((pairs) => () => new Map(pairs.map(([key, value]) => [key(), value()]))),
    tie('maker').map((make) => () => {
      const circle: unknown[] = [make()];
      circle.push(circle);
      return circle;
    }),
    tie('maker').map((make) => () => Object.assign(new Error('outer', { cause: make() }), { inner: make() })),
  ),
}));

describe('any value at all', () => {
  let library: Library;
  let colors: ChalkInstance;
  before(async () => {
    library = await openLibrary();
    const { Chalk } = await import('chalk');
    colors = new Chalk({ level: 0 });
  });
  after(() => library.dataSource.destroy());

  test('is shown without a throw, a query, or a control character', () => {
    fc.assert(
      fc.property(anyValue, fc.integer({ min: 0, max: 200 }), (make, width) => {
        const value = make();
        const options = { model: library.model, colors, width, limit: 5 };
        assert.doesNotMatch(formatValue(value, options), CONTROL);
        assert.ok(Array.isArray(valuesShown(value, options)));
      }),
      { numRuns: 1_000 },
    );
    assert.deepEqual(library.queries, []);
  });

  test('is written as one line of JSON that can be read back', () => {
    fc.assert(
      fc.property(anyValue, (make) => {
        const value = make();
        const json = toJson(value, library);
        assert.doesNotMatch(json, CONTROL);
        assert.ok(!json.includes('\n'));
        JSON.parse(json);
      }),
      { numRuns: 1_000 },
    );
    assert.deepEqual(library.queries, []);
  });

  test('can be thrown', () => {
    fc.assert(
      fc.property(anyValue, (make) => {
        const value = make();
        assert.doesNotMatch(formatError(value, { colors, model: library.model }), CONTROL);
        assert.equal(typeof describeError(value).title, 'string');
        JSON.parse(errorToJson(value));
      }),
      { numRuns: 1_000 },
    );
  });
});
