import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DatabaseType } from '../../../../src/shell/queries/sql-tokens';
import { partsOf } from '../../../../src/shell/queries/sql/parts';
import { Shapes } from '../../../../src/shell/queries/sql/shape';

const SQLITE: DatabaseType = 'better-sqlite3';

function shapeOf(sql: string, type = SQLITE): string {
  return new Shapes().of(sql, type).text;
}

describe('of the same shape', () => {
  const ALIKE: readonly (readonly [what: string, one: string, other: string, type?: DatabaseType])[] = [
    ['numbers', 'SELECT * FROM a WHERE id = 1', 'SELECT * FROM a WHERE id = 22'],
    ['a sign', 'SELECT * FROM a WHERE id = 1', 'SELECT * FROM a WHERE id = -1'],
    ['strings', "SELECT * FROM a WHERE name = 'x'", "SELECT * FROM a WHERE name = 'it''s 7'"],
    ['parameters', 'SELECT * FROM a WHERE id = ?', 'SELECT * FROM a WHERE id = 5'],
    ['the length of a list', 'SELECT * FROM a WHERE id IN (?)', 'SELECT * FROM a WHERE id IN (?, ?, 3)'],
    [
      'numbered parameters',
      'SELECT * FROM a WHERE id IN ($1, $2) AND b = $3',
      'SELECT * FROM a WHERE id IN ($1) AND b = $2',
      'postgres',
    ],
    ['casts', 'SELECT * FROM a WHERE id = $1::int', 'SELECT * FROM a WHERE id = 4', 'postgres'],
    [
      'aliases',
      'SELECT "e1"."id" AS "e1_id" FROM "a" "e1" ORDER BY e1_id',
      'SELECT e22.id AS e22_id FROM a e22 ORDER BY "e22_id"',
    ],
    ['rows', 'INSERT INTO a(x, y) VALUES (?, NULL)', 'INSERT INTO a(x, y) VALUES (1, 2), (?, DEFAULT), (?, ?)'],
    ['limits', 'SELECT * FROM a LIMIT 10 OFFSET 20', 'SELECT * FROM a LIMIT 10 OFFSET 30'],
    ['blanks and comments', 'SELECT *  FROM a -- all of it\n', 'select * from a'],
  ];
  for (const [what, one, other, type] of ALIKE)
    test(what, () => assert.equal(shapeOf(one, type), shapeOf(other, type)));
});

describe('of different shapes', () => {
  const DIFFERENT = [
    'SELECT a.id FROM a WHERE a.id = 1',
    'SELECT a.id FROM a WHERE a.x = 1',
    'SELECT a.id FROM a WHERE a.id > 1',
    'SELECT a.id FROM a WHERE a.id = 1 AND a.x = 1',
    'SELECT a.id FROM a WHERE a.id = 1 OR a.x = 1',
    'SELECT a.id, a.x FROM a WHERE a.id = 1',
    'SELECT b.id FROM b WHERE b.id = 1',
    'SELECT a.id FROM a JOIN b ON b.id = a.b_id WHERE a.id = 1',
    'SELECT a.id FROM a LEFT JOIN b ON b.id = a.b_id WHERE a.id = 1',
    'SELECT a.id FROM a JOIN b ON b.id = a.c_id WHERE a.id = 1',
    'SELECT a.id FROM a JOIN b ON b.id = a.b_id WHERE b.id = 1',
    'SELECT COUNT(*) FROM a WHERE a.id = 1',
    'SELECT a.id FROM a WHERE a.id = 1 ORDER BY a.id',
    'SELECT a.id FROM a WHERE a.id = 1 ORDER BY a.id DESC',
    'SELECT a.id FROM a WHERE a.id IS NULL',
    'UPDATE a SET x = 1 WHERE id = 1',
    'UPDATE a SET y = 1 WHERE id = 1',
    'DELETE FROM a WHERE id = 1',
    'SELECT t1.id FROM t1 WHERE t1.id = 1',
    'SELECT t2.id FROM t2 WHERE t2.id = 1',
    'SELECT a.column1 FROM a WHERE a.id = 1',
    'SELECT a.column2 FROM a WHERE a.id = 1',
    'SELECT "2a".id FROM "2a" WHERE "2a".id = 1',
    'SELECT "3a".id FROM "3a" WHERE "3a".id = 1',
  ];
  test('each from all others, seen one after the other', () => {
    const shapes = new Shapes();
    const texts = DIFFERENT.map((sql) => shapes.of(sql, SQLITE).text);
    assert.equal(new Set(texts).size, DIFFERENT.length);
    DIFFERENT.forEach((sql, index) => assert.equal(shapeOf(sql), texts[index]));
  });
});

describe('what is read in a statement', () => {
  test('tables with their aliases and schemas, those of subqueries too', () => {
    const { tables } = partsOf(
      'SELECT 1 FROM "public"."Employees" AS "e" JOIN (SELECT x FROM b.c) d ON 1=1 WHERE EXISTS (SELECT 1 FROM "f")',
      'postgres',
    );
    assert.deepEqual(tables, [
      { table: 'Employees', schema: 'public', alias: 'e' },
      { table: 'c', schema: 'b', alias: 'c' },
      { table: 'f', schema: undefined, alias: 'f' },
    ]);
  });

  test('conditions with their values, and what joins tables', () => {
    const { comparisons, joined, aggregate } = partsOf(
      'SELECT COUNT(DISTINCT e.id) FROM a e LEFT JOIN b ON b.a_id = e.id WHERE e.x IN ($2, 5) AND b.y NOT LIKE $1 AND e.z BETWEEN 1 AND -2',
      'postgres',
    );
    assert.equal(aggregate, 'count');
    assert.deepEqual(joined, [
      [
        { table: 'b', column: 'a_id' },
        { table: 'a', column: 'id' },
      ],
    ]);
    assert.deepEqual(
      comparisons.map(({ table, column, operator, values }) => [table, column, operator, values]),
      [
        ['a', 'x', 'in', [{ parameter: 1 }, { literal: '5' }]],
        ['b', 'y', 'not like', [{ parameter: 0 }]],
        ['a', 'z', 'between', [{ literal: '1' }, { literal: '-2' }]],
      ],
    );
  });

  test('what an UPDATE sets is not what it looks for', () => {
    const { comparisons } = partsOf('UPDATE "a" SET "x" = ?, "y" = 2 WHERE "id" = 3', SQLITE);
    assert.deepEqual(
      comparisons.map(({ column, sets }) => [column, sets]),
      [
        ['x', true],
        ['y', true],
        ['id', false],
      ],
    );
  });

  test('any text at all', () => {
    for (const text of ['', ';', 'nonsense (', "select '", '))) from', 'values (1', 'select * from', 'in (?', 'a = '])
      assert.doesNotThrow(() => new Shapes().of(text, SQLITE));
  });
});
