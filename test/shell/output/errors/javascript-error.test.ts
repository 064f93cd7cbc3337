import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { describeError } from '../../../../src/shell/output/errors/describe-error';
import { openLibrary, type Library } from '../fixtures/library';
import { Customer, SHOP } from '../fixtures/shop';

function thrownBy(code: string, variables: Readonly<Record<string, unknown>>): unknown {
  try {
    // The real engine's words are wanted.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above
    const run = new Function(...Object.keys(variables), code) as (...values: unknown[]) => void;
    run(...Object.values(variables));
  } catch (error) {
    return error;
  }
  return assert.fail(`${code} did not throw`);
}

describe('errors of JavaScript', () => {
  let shop: Library;
  before(async () => {
    shop = await openLibrary(undefined, SHOP);
  });
  after(() => shop.dataSource.destroy());

  const customer = Object.assign(new Customer(), { id: 1, nick: 'ann' });
  const variables = { Customer, customer, customers: [customer], none: null, count: 3, manager: { find: () => [] } };

  const CASES: readonly (readonly [code: string, title: string, advice: string | undefined])[] = [
    ['Custmer.x', 'Custmer is not defined.', 'Did you mean Customer, customer or customers?'],
    ['zzz', 'zzz is not defined.', undefined],
    ['exit', 'exit is not defined.', 'To leave: .exit, or Ctrl-D.'],
    ['quit()', 'quit is not defined.', 'To leave: .exit, or Ctrl-D.'],
    ['help', 'help is not defined.', 'For help: .help.'],
    [
      'none.orders',
      'Cannot read "orders" of null.',
      'What stands before ".orders" is null: there is none. Write "?.orders" where that may be.',
    ],
    [
      'Customer.find()',
      'Customer.find is not a function.',
      'In constructors, class fields and generators write repo(Customer).find(…), and wait for its promise.',
    ],
    [
      'customer.save()',
      'customer.save is not a function.',
      'In constructors, class fields and generators write repo(Customer).save(customer), and wait for its promise.',
    ],
    [
      'customer.age.x',
      'Cannot read "x" of undefined.',
      'What stands before ".x" is undefined: it has no value, or the name before it is misspelt.',
    ],
    ['customer.svae()', 'customer.svae is not a function.', 'Did you mean save?'],
    ['customer.relaod()', 'customer.relaod is not a function.', 'Did you mean reload?'],
    ['Customer.fnidBy()', 'Customer.fnidBy is not a function.', 'Did you mean findBy?'],
    ['customer.nick()', 'customer.nick is not a function.', 'nick is a property of Customer: write it without ( ).'],
    ['customers.fliter()', 'customers.fliter is not a function.', 'Did you mean filter?'],
    ['manager.fnid()', 'manager.fnid is not a function.', 'Did you mean find?'],
    ['customers.slice(0).fliter()', 'customers.slice(...).fliter is not a function.', 'Did you mean filter?'],
    ['count()', 'count is not a function.', 'count holds a value: write it without ( ).'],
  ];

  for (const [code, title, advice] of CASES) {
    test(code, () => {
      const description = describeError(thrownBy(code, variables), { model: shop.model, variables });
      assert.deepEqual([description.title, description.advice], [title, advice]);
    });
  }

  test('of null, a finder is named where one stands before', () => {
    const advice = (text: string, property: string): string | undefined => {
      const error = new TypeError(`Cannot read properties of null (reading '${property}')`);
      const position = { fileName: '<shell>', line: 1, column: text.lastIndexOf(property) + 1, text };
      return describeError(error, { position }).advice;
    };
    const by = 'What stands before ".nick" is null: findOneBy gives null when no row matches.';
    assert.equal(advice('Customer.findOneBy({ id: f(99) }).nick', 'nick'), by);
    assert.equal(advice('1 + Customer.findOneBy({ id: 99 }) .nick', 'nick'), by);
    assert.match(advice('Customer.findOne({ where: { id: 9 } }).nick', 'nick') ?? '', /: findOne gives null/);
    for (const text of ['x.nick', 'f(Customer.findOneBy({ id: 9 }), 1).nick', '(null).nick', 'nick'])
      assert.match(advice(text, 'nick') ?? '', /there is none/, text);
  });

  test('looking for a method runs no getter', () => {
    let ran = 0;
    const lazy = {
      get orders() {
        ran++;
        return [];
      },
    };
    describeError(new TypeError('lazy.orders.mpa is not a function'), { variables: { lazy } });
    assert.equal(ran, 0);
  });
});
