import type * as Typeorm from 'typeorm';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataSource } from 'typeorm';
import { onEachDatabase } from '../../../support/databases';
import { emptied } from '../support/emptied';
import { change, connect, newDifference, type Schema } from './changed-model';

const ID = { type: Number, primary: true, generated: true } as const;
const TEXT = { type: String, length: '50' } as const;

const schema = (columns: Schema['columns'], more: Partial<Schema> = {}): readonly Schema[] => [
  { name: 'Person', tableName: 'person', columns: { id: ID, ...columns }, ...more },
];

/** @param typeorm which copy of it, and its version. */
export function lossesSuite(version: string, typeorm: typeof Typeorm): void {
  onEachDatabase(`what a new migration loses, TypeORM ${version},`, (own) => {
    const database = { ...own, typeorm };
    const { kind } = database;

    /** What is told of a change, without carrying it out. */
    async function told(
      before: readonly Schema[],
      after: readonly Schema[],
      rows: readonly object[],
      given: readonly string[] = [],
    ): Promise<{ readonly losses: readonly string[]; readonly marked: string }> {
      await emptied(database);
      const first = await connect(database, before);
      try {
        await first.synchronize();
        for (const row of rows) await first.getRepository('Person').save({ ...row });
        const second = await connect(database, after);
        try {
          const { losses, up } = await newDifference(second, { noOthers: true, given });
          const marked = up.flatMap(({ sql, notes = [] }) =>
            notes.map((note) => `${note.split(':')[0]} | ${sql.slice(0, 60)}`),
          );
          return { losses: losses.map(({ text }) => text), marked: marked.join('\n') };
        } finally {
          await second.destroy();
        }
      } finally {
        await first.destroy();
      }
    }

    test('a dropped column, one that is NOT NULL without a default, and one that becomes NOT NULL, also behind a rename', async () => {
      const { losses, marked } = await told(
        schema({ name: { ...TEXT, nullable: true }, phone: { ...TEXT, nullable: true } }),
        schema({ fullName: { ...TEXT }, age: { type: Number } }),
        [
          { name: 'a', phone: '1' },
          { name: null, phone: '2' },
          { name: 'c', phone: null },
        ],
        ['person.name:fullName'],
      );
      assert.deepEqual(
        [...losses].sort(),
        [
          'Fails where it is NULL: person.fullName becomes NOT NULL. (1 row without a value)',
          ...(kind === 'mariadb'
            ? [
                'Loses data: drops person.phone and what is in it. (2 rows with a value in it)',
                'person.age is NOT NULL without a default: rows that are there get an empty value. (3 rows in the table)',
              ]
            : [
                'Fails where there are rows: person.age is NOT NULL without a default. (3 rows in the table)',
                'Loses data: drops person.phone and what is in it. (2 rows with a value in it)',
              ]),
        ].sort(),
      );
      assert.match(
        marked,
        kind === 'sqlite'
          ? /Loses data \| INSERT INTO "temporary_person"/
          : /Loses data \| ALTER TABLE .person. DROP COLUMN .phone./,
      );
    });

    test('a unique constraint over the same values, and a foreign key to rows that are not there', async () => {
      const columns = { name: TEXT, kind: TEXT, boss: { type: Number, nullable: true } } as const;
      const { losses } = await told(
        schema(columns),
        schema(columns, {
          uniques: [{ columns: ['name', 'kind'] }],
          relations: { chief: { type: 'many-to-one', target: 'Person', joinColumn: { name: 'boss' } } },
        }),
        [
          { name: 'a', kind: 'x', boss: 1 },
          { name: 'a', kind: 'x', boss: 7 },
          { name: 'a', kind: 'y', boss: null },
        ],
      );
      assert.deepEqual([...losses].sort(), [
        'Fails where there is no such row: person.boss refers to person. (1 row that refers to no row)',
        'Fails where values are there twice: person (name, kind) becomes unique. (2 rows with a value that another row has)',
      ]);
    });

    test('a text that becomes a number, and a moment with fewer digits', async () => {
      const moment = kind === 'postgres' ? 'timestamp' : 'datetime';
      const { losses } = await told(
        schema({ zip: TEXT, at: { type: moment, nullable: true, ...(kind !== 'sqlite' && { precision: 6 }) } }),
        schema({
          zip: { type: 'integer', nullable: true },
          at: { type: moment, nullable: true, ...(kind !== 'sqlite' && { precision: 0 }) },
        }),
        [
          { zip: '007', at: '2024-01-02 03:04:05.678' },
          { zip: '7', at: null },
          ...(kind === 'sqlite' ? [{ zip: 'a', at: null }] : []),
        ],
      );
      const integer = kind === 'mariadb' ? 'int' : 'integer';
      assert.deepEqual(
        [...losses].sort(),
        kind === 'sqlite'
          ? [
              'May change values: person.zip becomes integer, and SQLite makes that of what looks like it. (1 row with a value that does not fit)',
            ]
          : [
              `May lose data: person.at becomes ${moment}(0), and its values with it. (1 row with a value)`,
              `May lose data: person.zip becomes ${integer}, and its values with it. (2 rows with a value)`,
            ],
      );
    });

    test('a shorter text, a smaller number, fewer values of an enum', async () => {
      const { losses } = await told(
        schema({ name: TEXT, size: { type: 'bigint' }, state: { type: 'simple-enum', enum: ['a', 'b', 'c'] } }),
        schema({
          name: { type: String, length: '3' },
          size: { type: 'smallint' },
          state: { type: 'simple-enum', enum: ['a', 'b'] },
        }),
        [
          { name: 'abcd', size: '40000', state: 'c' },
          { name: 'abc', size: '-40000', state: 'a' },
          { name: 'ab', size: '1', state: 'b' },
        ],
      );
      const words =
        kind === 'postgres' ? ['character varying(3)', 'smallint', 'enum'] : ['varchar(3)', 'smallint', 'enum'];
      const narrower = (name: string, type: string, rows: string): string =>
        `Fails where a value does not fit: person.${name} becomes ${type}. (${rows} with a value that does not fit)`;
      assert.deepEqual(
        [...losses].sort(),
        kind === 'sqlite'
          ? [narrower('state', 'varchar', '1 row')]
          : [
              narrower('name', words[0], '1 row'),
              narrower('size', words[1], '2 rows'),
              narrower('state', words[2], '1 row'),
            ],
      );
    });

    test('a column whose type or length changes keeps its values, where TypeORM drops it', async () => {
      const read = async (source: DataSource): Promise<unknown> =>
        (await source.getRepository('Person').find({ order: { id: 'ASC' } })).map(({ name, size, code }): unknown => [
          name,
          Number(size),
          String(code),
        ]);
      const expected = [
        ['Ann', 5, '17'],
        ['Bo', 70_000, '18'],
      ];
      await change(
        database,
        {
          before: schema({
            name: { type: String, length: '20', default: 'x' },
            size: { type: 'int' },
            code: { type: 'int' },
          }),
          after: schema({
            name: { name: 'title', type: String, length: '100', default: 'y' },
            size: { type: 'bigint' },
            code: { type: String, length: '20' },
          }),
          rows: {
            Person: [
              { name: 'Ann', size: 5, code: 17 },
              { name: 'Bo', size: 70_000, code: 18 },
            ],
          },
          choice: { given: ['person.name:title'] },
        },
        async ({ difference, after }) => {
          assert.deepEqual(await read(after), expected);
          assert.ok(!difference.up.some(({ sql }) => sql.includes('DROP COLUMN')));
          assert.deepEqual(difference.losses, []);
        },
        async (before) => assert.deepEqual(await read(before), expected),
      );
    });

    test(
      'a value that does not fit is refused, and nothing is lost',
      { skip: kind === 'sqlite' && 'SQLite holds any length' },
      async () => {
        const before = schema({ name: TEXT });
        const after = schema({ name: { type: String, length: '3' } });
        await emptied(database);
        const first = await connect(database, before);
        const second = await connect(database, after);
        try {
          await first.synchronize();
          await first.getRepository('Person').save({ name: 'abcd' });
          const { up } = await newDifference(second);
          await assert.rejects(async () => {
            for (const { sql } of up) await second.query(sql);
          }, /too long|truncated/i);
          assert.deepEqual(await first.getRepository('Person').find(), [{ id: 1, name: 'abcd' }]);
        } finally {
          await first.destroy();
          await second.destroy();
        }
      },
    );
  });
}
