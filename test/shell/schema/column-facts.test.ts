import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataSource, EntitySchema } from 'typeorm';
import { columnFacts } from '../../../src/shell/schema/column-facts';

const TAG = new EntitySchema({
  name: 'Tag',
  columns: {
    id: { type: 'integer', primary: true },
    code: { type: 'varchar' },
    label: { type: 'varchar', unique: true },
    place: { type: 'integer' },
    shelf: { type: 'integer' },
    active: { type: 'varchar' },
  },
  indices: [
    { columns: ['code'], unique: true },
    { columns: ['place', 'shelf'], unique: true },
    { columns: ['active'], unique: true, where: 'active is not null' },
    { columns: ['shelf'] },
  ],
});

test('unique is what no two rows share, by a constraint or an index; masked what is not shown', async () => {
  const dataSource = new DataSource({ type: 'better-sqlite3', database: ':memory:', entities: [TAG] });
  await dataSource.initialize();
  const facts = columnFacts(dataSource.getMetadata(TAG), { hides: ({ propertyName }) => propertyName === 'code' });
  assert.deepEqual(
    facts.map(({ name, keys, also }) => [name, ...keys, ...also].join(' ')),
    ['id PK', 'code unique masked', 'label unique', 'place', 'shelf', 'active'],
  );
  await dataSource.destroy();
});
