import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { DataSource, EntitySchema, Equal, JsonContains, Raw, type ColumnType } from 'typeorm';
import { checkConditions } from '../../../src/shell/relations/condition-check';
import { MembersOf } from '../../../src/shell/relations/members';
import type { UserError } from '../../../src/shell/user-error';
import { onEachDatabase } from '../../support/databases';

interface Thing {
  id: number;
  data: unknown;
  simple: unknown;
  list: unknown;
}

const THING = new EntitySchema<Thing>({
  name: 'Thing',
  columns: {
    id: { type: Number, primary: true },
    data: { type: 'json' as ColumnType },
    simple: { type: 'simple-json' },
    list: { type: 'simple-array' },
  },
});

const OBJECT = { a: 1, b: { c: ['x'] } };
const NESTED = { b: { c: 'x' } };
const LIST = [1, 'two'];

onEachDatabase('an object compared with a JSON column', ({ kind, options }) => {
  let dataSource: DataSource;
  before(async () => {
    dataSource = await new DataSource({
      ...options,
      entities: [THING],
      migrations: [],
      synchronize: true,
    }).initialize();
    const rows = [OBJECT, NESTED, LIST].map((data, at) => ({ id: at + 1, data, simple: data, list: ['x', 'y'] }));
    await dataSource.manager.insert(THING, rows);
    checkConditions(dataSource, new MembersOf());
  });
  after(() => dataSource.destroy());

  const compared: [string, object, RegExp, number[]][] = [
    ['an object', { data: OBJECT }, /^Thing\.data holds JSON: an object cannot be compared with it\.$/, [1]],
    ['text in it', { data: NESTED }, /^Thing\.data holds JSON: an object/, [2]],
    ['Equal', { data: Equal(OBJECT) }, /^Thing\.data holds JSON: an object/, [1]],
    ['a list', { data: LIST }, /^Thing\.data holds JSON: a list cannot be compared with it\.$/, [3]],
    ['a list in a text', { simple: LIST }, /^Thing\.simple holds JSON: a list/, [3]],
    ['a simple-array', { list: ['x', 'y'] }, /^Thing\.list holds a list as text: a list cannot/, [1, 2, 3]],
  ];
  for (const [name, where, message, found] of compared) {
    test(`${name} is refused; what is advised finds the rows`, async () => {
      const find = (condition: unknown): Promise<Thing[]> => dataSource.manager.findBy(THING, condition as never);
      let advice = '';
      await assert.rejects(find(where), (error: UserError) => {
        assert.match(error.message, message);
        advice = /^Write (.*)\.$/s.exec(error.hint ?? '')?.[1] ?? '';
        return true;
      });
      const condition: unknown = runInNewContext(`({ ${advice} })`, { Raw, JsonContains });
      assert.deepEqual((await find(condition)).map(({ id }) => id).sort(), found, advice);
    });
  }

  test('operators and text are let through', async () => {
    const { manager } = dataSource;
    assert.equal(await manager.countBy(THING, { simple: JSON.stringify(LIST) }), 1);
    assert.equal(await manager.countBy(THING, { data: Raw((column) => `${column} is not null`) as never }), 3);
    if (kind === 'postgres') assert.equal(await manager.countBy(THING, { simple: OBJECT }), 1);
  });
});
