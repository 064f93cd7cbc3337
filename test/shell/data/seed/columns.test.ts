/** What made values keep to, on each database. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObjectLiteral } from 'typeorm';
import { onEachDatabase } from '../../../support/databases';
import { hardColumns } from './support/hard';
import { SeededShape } from './support/seeded-shape';

onEachDatabase('made values', (database) => {
  test('fit their columns, whatever those are', async () => {
    const shape = await SeededShape.open(hardColumns, { database });
    try {
      await shape.seed(['Everything=200', 'Numbered=3']);
      await shape.seed(['Everything=50', 'Numbered=2'], '2');
      const rows = await shape.dataSource.getRepository<ObjectLiteral>('Everything').find();
      assert.equal(rows.length, 250);
      assert.equal(new Set(rows.map(({ email }) => String(email))).size, 250);
      for (const row of rows) {
        assert.match(String(row.email), /^[a-z\d._]+@example\.(com|net|org)$/);
        assert.match(String(row.countryCode), /^[A-Z]{2}$/);
        assert.match(String(row.currency), /^[A-Z]{3}$/);
        assert.ok(Number(row.low) <= Number(row.high) && row.percent >= 40 && row.percent <= 60 && row.stock > 0);
        assert.ok(['dawn', 'dusk'].includes(String(row.phase)));
        assert.ok(['red', 'two words', 'ünïcode'].includes(String(row.colour)));
        assert.ok([1, 2].includes(Number(row.size)), String(row.size));
        assert.ok(String(row.birthday) < '2006');
        assert.equal(row.version, 1);
        assert.equal(row.deletedAt, null);
        assert.ok(row.updatedAt >= row.createdAt);
        assert.equal(typeof (row.wrapped as { readonly value: unknown }).value, 'string');
        assert.ok(row.moment instanceof Date && !Number.isNaN(row.moment.getTime()));
        assert.equal(typeof row.settings, 'object');
      }
      const missing = rows.filter(({ description }) => description === null).length;
      assert.ok(missing > 10 && missing < 60, `${missing} without a description`);
      assert.deepEqual(
        (await shape.dataSource.getRepository<ObjectLiteral>('Numbered').find()).map(({ id }) => id as number),
        [1, 2, 3, 4, 5],
      );
    } finally {
      await shape.close();
    }
  });
});
