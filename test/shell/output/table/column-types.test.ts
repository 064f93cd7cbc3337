import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ResultFormat } from '../../../../src/shell/view';
import { onEachDatabase, type DatabaseKind } from '../../../support/databases';
import { ShapeShell } from '../../shapes/support/shape-shell';
import type { MakeShape } from '../../shapes/support/shape';

// A zone with summer time, so that local, UTC and what is stored are three things.
process.env.TZ = 'Europe/Zurich';

const BYTES = { sqlite: 'blob', postgres: 'bytea', mariadb: 'blob' } as const;
const WALL = { sqlite: 'datetime', postgres: 'timestamp', mariadb: 'datetime' } as const;
const INSTANT = { sqlite: 'datetime', postgres: 'timestamptz', mariadb: 'timestamp' } as const;
const JSON_TYPE = { sqlite: 'simple-json', postgres: 'jsonb', mariadb: 'json' } as const;

const samples: MakeShape = ({ Column, Entity, PrimaryGeneratedColumn }, kind) => {
  @Entity()
  class Sample {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar', nullable: true }) note!: string | null;
    @Column({ type: 'decimal', precision: 10, scale: 2, nullable: true }) price!: string | null;
    @Column({ type: 'bigint', nullable: true }) big!: string | null;
    @Column({ type: 'boolean', nullable: true }) hot!: boolean | null;
    @Column({ type: BYTES[kind], nullable: true }) raw!: Buffer | null;
    @Column({ type: JSON_TYPE[kind], nullable: true }) data!: object | null;
    @Column({ type: 'date', nullable: true }) day!: string | null;
    @Column({ type: WALL[kind], nullable: true }) wall!: Date | null;
    @Column({ type: INSTANT[kind], nullable: true }) at!: Date | null;
  }
  return {
    entities: [Sample],
    fill: async ({ manager }) => {
      const full = {
        note: 'null',
        price: '1234.50',
        big: '900719925474099',
        hot: true,
        raw: Buffer.from([1, 2, 255]),
        data: { a: [1, 'x'] },
        day: '2024-02-29',
        wall: new Date('2024-07-01T10:00:00Z'),
        at: new Date('2024-07-01T10:00:00Z'),
      };
      await manager.save(Sample, manager.create(Sample, full));
      await manager.save(Sample, manager.create(Sample, { note: '', price: '0.5', big: '7', hot: false }));
      await manager.save(Sample, manager.create(Sample, { note: null }));
    },
  };
};

interface Expected {
  readonly entity: readonly string[];
  /** The same row of a raw query: what the driver gives, where nothing is known of the columns. */
  readonly raw: readonly string[];
  readonly csv: string;
}

/**
 * Where the kinds differ: a decimal is text with all its digits or a number; SQLite stores times in UTC, the others on the clock of the
 * process; an instant has its zone.
 */
const EXPECTED: Readonly<Record<DatabaseKind, Expected>> = {
  sqlite: {
    entity: ['1234.5', 'true', '2024-02-29', '2024-07-01 10:00:00', '2024-07-01 10:00:00'],
    raw: ['1234.5', '1', '2024-02-29', '2024-07-01 10:00:00.000', '2024-07-01 10:00:00.000'],
    csv: '1,null,1234.5,900719925474099,true,AQL/,"{""a"":[1,""x""]}",2024-02-29,2024-07-01 10:00:00,2024-07-01 10:00:00',
  },
  postgres: {
    entity: ['1234.50', 'true', '2024-02-29', '2024-07-01 12:00:00', '2024-07-01 12:00:00+02:00'],
    raw: ['1234.50', 'true', '2024-02-29 00:00:00+01:00', '2024-07-01 12:00:00+02:00', '2024-07-01 12:00:00+02:00'],
    csv: '1,null,1234.50,900719925474099,true,AQL/,"{""a"":[1,""x""]}",2024-02-29,2024-07-01 12:00:00,2024-07-01T10:00:00.000Z',
  },
  mariadb: {
    entity: ['1234.50', 'true', '2024-02-29', '2024-07-01 12:00:00', '2024-07-01 12:00:00+02:00'],
    raw: ['1234.50', '1', '2024-02-29 00:00:00+01:00', '2024-07-01 12:00:00+02:00', '2024-07-01 12:00:00+02:00'],
    csv: '1,null,1234.50,900719925474099,true,AQL/,"{""a"":[1,""x""]}",2024-02-29,2024-07-01 12:00:00,2024-07-01T10:00:00.000Z',
  },
};

function record([price, hot, day, wall, at]: readonly string[]): string {
  return [
    'id    │ 1',
    'note  │ null',
    `price │ ${price}`,
    'big   │ 900719925474099',
    `hot   │ ${hot}`,
    'raw   │ <01 02 ff 3 bytes>',
    'data  │ {"a":[1,"x"]}',
    `day   │ ${day}`,
    `wall  │ ${wall}`,
    `at    │ ${at}`,
  ].join('\n');
}

onEachDatabase('columns of every type', (database) => {
  const expected = EXPECTED[database.kind];
  let shell: ShapeShell;
  before(async () => void (shell = await ShapeShell.open(samples, { database })));
  after(() => shell.close());
  const show = async (input: string, format: ResultFormat): Promise<string> => {
    const { session, printAs } = shell.parts;
    const outcome = await session.run(input, { printer: printAs(format) });
    return outcome.text ?? '';
  };
  const recordsOf = (text: string): string[] =>
    text.split(/^─\[ (?:RECORD|Sample) \d+ \]─+\n/m).map((each) => each.trimEnd());

  test('of entities', async () => {
    const [, first, second, third] = recordsOf(await show('Sample.find({ order: { id: 1 } })', 'table'));
    assert.equal(first, record(expected.entity));
    // An empty text and NULL are two things.
    assert.match(second, /^note {2}│ ''$/m);
    assert.match(third, /^note {2}│ NULL$/m);
  });

  test('of a raw query', async () => {
    const [, first] = recordsOf(await show('sql`select * from sample order by id`', 'auto'));
    assert.equal(first, record(expected.raw));
  });

  test('numbers stand on the right, also those that the driver gives as text', async () => {
    for (const input of [
      'Sample.find({ select: { id: true, price: true, big: true }, order: { id: 1 } })',
      'sql`select id, price, big from sample order by id`',
    ]) {
      const shown = await show(input, 'auto');
      assert.match(shown, /│ {2}1 │ +1234\.50? │ 900719925474099 │\n/, shown);
      assert.match(shown, /│ {2}2 │ +0\.50? │ {15}7 │\n/, shown);
    }
  });

  test('in CSV', async () => {
    const csv = await show('Sample.find({ order: { id: 1 } })', 'csv');
    assert.equal(
      csv,
      `id,note,price,big,hot,raw,data,day,wall,at\n${expected.csv}\n2,"",${database.kind === 'sqlite' ? '0.5' : '0.50'},7,false,,,,,\n3,,,,,,,,,`,
    );
  });
});
