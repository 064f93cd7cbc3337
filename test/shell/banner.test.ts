import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bannerLines } from '../../src/shell/banner';

const SHOP = { title: 'typeorm-shell 1.0.0', database: 'postgres://ann@db:5432/shop', width: 80 };

test('says which database, which entities, how to get help', () => {
  assert.deepEqual(bannerLines({ ...SHOP, entities: ['Customer', 'Order'] }), [
    'typeorm-shell 1.0.0 on postgres://ann@db:5432/shop',
    'Entities: Customer, Order',
    'Relations load when touched, nothing needs await. .tour shows it, .help helps.',
  ]);
});

test('has at most six lines that fit, whatever there is, and counts what it leaves out', () => {
  for (const width of [20, 40, 80, 200]) {
    for (const count of [1, 5, 30, 70, 1_000]) {
      const entities = Array.from({ length: count }, (_entity, i) => `LongEntityName${i}`);
      const lines = bannerLines({ ...SHOP, entities, width });
      assert.ok(lines.length <= 6);
      const rows = lines.slice(1, -1);
      if (width > 30) for (const row of rows) assert.ok(row.length <= width, row);
      const text = rows.join(' ');
      const named = text.match(/LongEntityName\d+/g)?.length ?? 0;
      const left = Number(/and\s+(\d+)\s+more/.exec(text)?.[1] ?? /^Entities: (\d+) /.exec(text)?.[1] ?? 0);
      assert.equal(named + left, count, text);
    }
  }
});

test('an empty data source', () => {
  assert.match(bannerLines({ ...SHOP, entities: [] }).join('\n'), /no entities/);
});
