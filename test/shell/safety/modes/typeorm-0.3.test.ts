import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DataSource, Repository } from 'typeorm';
import * as old from 'typeorm-0.3';
import { SourceMode } from '../../../../src/shell/safety/modes/source-mode';
import { onEachDatabase } from '../../../support/databases';

interface Thing {
  readonly id: number;
  readonly name: string;
}

const Things = new old.EntitySchema<Thing>({
  name: 'Thing',
  columns: { id: { type: Number, primary: true, generated: true }, name: { type: String } },
});

onEachDatabase('the modes with TypeORM 0.3', (database) => {
  let dataSource: DataSource;
  let things: Repository<Thing>;
  let mode: SourceMode;
  const names = async (): Promise<readonly string[]> => (await things.find()).map(({ name }) => name);
  before(async () => {
    const options = { ...database.options, entities: [Things], synchronize: true } as old.DataSourceOptions;
    dataSource = (await new old.DataSource(options).initialize()) as unknown as DataSource;
    things = dataSource.getRepository<Thing>('Thing');
    await things.save({ name: 'kept' });
    mode = SourceMode.of(dataSource);
  });
  after(() => dataSource.destroy());

  test('read-only refuses, and is left', async () => {
    await mode.enter('read-only');
    assert.deepEqual(await names(), ['kept']);
    await assert.rejects(things.save({ name: 'refused' }), /read[- ]?only/i);
    await assert.rejects(dataSource.query('DELETE FROM thing'), /read[- ]?only/i);
    assert.deepEqual(await names(), ['kept']);
    await mode.enter('writable');
    await things.update({ name: 'kept' }, { name: 'kept too' });
    assert.deepEqual(await names(), ['kept too']);
  });

  test('a sandbox nests transactions, and drops all', async () => {
    await mode.enter('sandbox');
    await things.save({ name: 'in the sandbox' });
    await assert.rejects(
      dataSource.transaction(async (manager) => {
        await manager.save('Thing', { name: 'taken back' });
        throw new Error('on purpose');
      }),
      /on purpose/,
    );
    assert.deepEqual(await names(), ['kept too', 'in the sandbox']);
    await mode.enter('writable');
    assert.deepEqual(await names(), ['kept too']);
  });
});
