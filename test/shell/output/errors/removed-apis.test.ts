import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeError } from '../../../../src/shell/output/errors/describe-error';

/** The error of running the code, described. */
function described(code: string, variables: Readonly<Record<string, unknown>> = {}): string | undefined {
  try {
    // The engine's own message is what is read.
    const run = Reflect.construct(Function, [...Object.keys(variables), code]) as (...values: unknown[]) => void;
    run(...Object.values(variables));
  } catch (error) {
    return describeError(error, { variables }).advice;
  }
  throw new Error(`${code} did not fail`);
}

const repository = { find: () => [], exists: () => true };
for (const [code, advice] of [
  ['getConnection()', 'TypeORM has removed getConnection: write dataSource.'],
  ['createConnection({})', 'TypeORM has removed createConnection: write new DataSource(options).initialize().'],
  ['getRepository(Number)', 'TypeORM has removed getRepository: write repo(Entity).'],
  ['typeorm.getManager()', 'TypeORM has removed getManager: write manager.'],
  ['new Connection({})', 'TypeORM has removed Connection: write DataSource.'],
  ['new typeorm.Connection({})', 'TypeORM has removed Connection: write DataSource.'],
  ['repository.findByIds([1])', 'TypeORM has removed findByIds: write findBy({ id: In(ids) }).'],
  ['make().printSql()', 'TypeORM has removed printSql: write getSql().'],
  ['dataSource.close()', 'TypeORM has removed close: write destroy().'],
  ['repository.exist()', 'Did you mean exists?'],
] as const) {
  test(`${code} names what is written instead`, () => {
    const found = described(code, { typeorm: {}, repository, dataSource: {}, make: () => repository });
    assert.equal(found, advice);
  });
}

test('what is not TypeORM is not told of TypeORM', () => {
  assert.equal(described('redis.connect()', { redis: { quit: () => {} } }), undefined);
});

test('findOne of an id names findOneBy', () => {
  const { advice } = describeError(new Error('You must provide selection conditions in order to find a single row.'));
  assert.match(String(advice), /findOneBy\(\{ id \}\)/);
});
