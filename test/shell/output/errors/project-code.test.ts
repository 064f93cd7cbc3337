import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sourceLine } from '../../../../src/shell/source-line';
import { describeError } from '../../../../src/shell/output/errors/describe-error';
import { openLibrary, type Library } from '../fixtures/library';
import { Customer, SHOP } from '../fixtures/shop';
import * as project from '../fixtures/project-code';

/** Functions of a file of somebody's, what is said of what they throw, and what is to be done. */
const CASES: readonly (readonly [name: keyof typeof project, title: RegExp, advice: string | undefined])[] = [
  [
    'ordersNotLoaded',
    /^Cannot read "map" of undefined, in fixtures\/project-code\.ts:\d+\.$/,
    'Customer.orders was not loaded: outside of the prompt the query asks for it, with relations: { orders: true }.',
  ],
  [
    'listNotAwaited',
    /^customers\.map is not a function, in fixtures\/project-code\.ts:\d+\.$/,
    'Outside of the prompt nothing is waited for: if it is a promise, write (await customers).map(…).',
  ],
  [
    'callNotAwaited',
    /^manager\.find\(\.\.\.\)\.map is not a function, in fixtures\/project-code\.ts:\d+\.$/,
    'Outside of the prompt nothing is waited for: if it is a promise, write (await …).map(…).',
  ],
  [
    'loopNotAwaited',
    /^customers is not iterable, in fixtures\/project-code\.ts:\d+\.$/,
    'Outside of the prompt nothing is waited for: if it is a promise, write await customers.',
  ],
  [
    'nobodyThere',
    /^Cannot read "nick" of null, in fixtures\/project-code\.ts:\d+\.$/,
    'What stands before ".nick" is null there: findOne() and findOneBy() give null when no row matches.',
  ],
  ['noRelation', /^Cannot read "length" of undefined, in fixtures\/project-code\.ts:\d+\.$/, undefined],
];

describe('what code of the project throws', () => {
  let shop: Library;
  before(async () => {
    shop = await openLibrary(undefined, SHOP);
    await shop.dataSource.synchronize(true);
    await shop.dataSource.manager.save(Customer, { nick: 'ann', fullName: 'Ann' });
  });
  after(() => shop.dataSource.destroy());

  for (const [name, title, advice] of CASES)
    test(name, async () => {
      const error = await project[name](shop.dataSource.manager).catch((thrown: unknown) => thrown);
      const said = describeError(error, { model: shop.model, sourceLine });
      assert.match(said.title, title);
      assert.equal(said.advice, advice);
    });

  test('where files are not to be read, it is told as of the prompt', async () => {
    const error = await project.nobodyThere(shop.dataSource.manager).catch((thrown: unknown) => thrown);
    assert.equal(describeError(error, { model: shop.model }).title, 'Cannot read "nick" of null.');
  });
});
