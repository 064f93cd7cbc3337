import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportedDataSources } from '../../../src/shell/project/exported';

/** Anything that answers like a DataSource is one: the project's copy of TypeORM is not this one. */
const source = (name: string) => ({ name, initialize: () => {}, options: {}, driver: {}, manager: {} });
const one = source('one');
const two = source('two');
const options = { type: 'postgres', host: 'db' };

for (const [name, exports, expected] of [
  ['a name', { AppDataSource: one, other: 5 }, [['AppDataSource', one]]],
  ['default', { __esModule: true, default: one }, [['default', one]]],
  ['module.exports', one, [['default', one]]],
  ['default and a name', { default: one, AppDataSource: one }, [['AppDataSource', one]]],
  [
    'what import gives of CommonJS',
    { default: { AppDataSource: one }, 'module.exports': {} },
    [['AppDataSource', one]],
  ],
  ['a promise', { source: Promise.resolve(one) }, [['source', one]]],
  ['a function', { makeSource: () => one }, [['makeSource', one]]],
  ['an asynchronous function', { default: async () => one }, [['default', one]]],
  [
    'several',
    { one, two },
    [
      ['one', one],
      ['two', two],
    ],
  ],
  ['options', { config: options }, [['config', options]]],
  ['options as module.exports', options, [['default', options]]],
  [
    'a list of options',
    [options, { type: 'sqlite' }],
    [
      ['default', options],
      ['default', { type: 'sqlite' }],
    ],
  ],
  ['a data source and its options', { options, source: one }, [['source', one]]],
  ['a function that gives options', { typeOrmConfig: () => options }, [['typeOrmConfig', options]]],
  ['asynchronous options of NestJS', { config: { useFactory: async () => options } }, [['config', options]]],
  ['nothing', { type: 'button', run: 5 }, []],
] as const) {
  test(`exports: ${name}`, async () => {
    const found = await exportedDataSources(exports);
    assert.deepEqual(
      found.map(({ exportName, value }) => [exportName, value]),
      expected,
    );
  });
}

test('functions are left alone where a data source is exported, where they want something, and when they are classes', async () => {
  const never = (): never => assert.fail('called');
  await exportedDataSources({ one, never });
  await exportedDataSources({
    needs: (_host: string) => never(),
    Class: class {
      constructor() {
        never();
      }
    },
  });
});
