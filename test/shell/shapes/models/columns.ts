import type { Relation } from 'typeorm';
import type { MakeShape } from '../support/shape';

/** Columns of every kind: transformers (on keys too), accessors, enums, lists, JSON, decimals, bigints, bytes, generated and virtual ones. */
export const columns: MakeShape = (typeorm, kind) => {
  const { Column, Entity, Generated, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, PrimaryGeneratedColumn } =
    typeorm;
  const { VirtualColumn } = typeorm;
  const bytes = kind === 'postgres' ? 'bytea' : 'blob';
  const shortBytes =
    kind === 'postgres' ? ('bytea' as const) : kind === 'mariadb' ? ('varbinary' as const) : ('blob' as const);
  /** SQLite's driver gives numbers, so there a key beyond what they hold is another key. */
  const big = kind === 'sqlite' ? '900719925474099' : '9007199254740993';
  const uuid = kind !== 'sqlite' ? ({ type: 'uuid' } as const) : ({ type: 'varchar', length: 36 } as const);
  const quote = kind === 'mariadb' ? '`' : '"';

  class Money {
    constructor(readonly cents: number) {}
    toString(): string {
      return `${(this.cents / 100).toFixed(2)} CHF`;
    }
  }
  const money = {
    to: (value: unknown) => (value instanceof Money ? value.cents : value),
    from: (value: unknown) => (typeof value === 'number' ? new Money(value) : value),
  };
  /** Upper case in memory, lower case in the database. */
  const skus = {
    to: (sku: unknown) => (typeof sku === 'string' ? sku.toLowerCase() : sku),
    from: (sku: unknown) => (typeof sku === 'string' ? sku.toUpperCase() : sku),
  };

  enum Colour {
    Red = 'red',
    Green = 'green',
  }

  @Entity()
  class Thing {
    @PrimaryColumn({ type: 'varchar', length: 20, transformer: skus })
    sku!: string;
    @Column({ type: 'simple-enum', enum: Colour, default: Colour.Red }) colour!: Colour;
    @Column({ type: 'simple-array', nullable: true }) words!: string[] | null;
    @Column({ type: 'simple-json', nullable: true }) extra!: { depth: number } | null;
    @Column({ type: 'decimal', precision: 10, scale: 2, default: 0 }) price!: string;
    @Column({ type: 'bigint', default: 0 }) big!: string;
    @Column({ type: bytes, nullable: true }) raw!: Buffer | null;
    @Column({ type: 'boolean', default: false }) hot!: boolean;
    @Column({ type: 'date', nullable: true }) day!: string | null;
    @Column({ type: 'int', nullable: true, transformer: money }) fee!: Money | null;
    @Column({ type: 'varchar', nullable: true, length: 50 })
    get title(): string | null {
      return this.#title ?? null;
    }
    set title(value: string | null) {
      this.#title = value?.trim();
    }
    #title?: string | null;
    @Column({ type: 'int', nullable: true, insert: false, update: false }) readOnly!: number | null;
    @Column(uuid) @Generated('uuid') token!: string;
    @VirtualColumn({
      query: (alias) =>
        `SELECT COUNT(*) FROM ${quote}part${quote} WHERE ${quote}thing_sku${quote} = ${alias}.${quote}sku${quote}`,
    })
    partCount!: number;
    @OneToMany(() => Part, (part) => part.thing) parts!: Relation<Part>[];
  }

  @Entity()
  class Part {
    @PrimaryColumn({ type: 'bigint' }) id!: string;
    @Column({ type: 'int' }) size!: number;
    @Column({ type: 'varchar', length: 20, name: 'thing_sku', nullable: true, transformer: skus }) thingSku!:
      string | null;
    @ManyToOne(() => Thing, (thing) => thing.parts) @JoinColumn({ name: 'thing_sku' }) thing!: Relation<Thing> | null;
    @OneToMany(() => Note, (note) => note.part) notes!: Relation<Note>[];
  }

  @Entity()
  class Note {
    @PrimaryColumn({ type: shortBytes, ...(kind === 'mariadb' ? { length: 16 } : {}) }) key!: Buffer;
    @Column({ type: 'varchar' }) text!: string;
    @ManyToOne(() => Part, (part) => part.notes) part!: Relation<Part> | null;
    @OneToMany(() => Reply, (reply) => reply.note) replies!: Relation<Reply>[];
  }

  @Entity()
  class Reply {
    @PrimaryGeneratedColumn('uuid') id!: string;
    @Column({ type: 'varchar' }) text!: string;
    @ManyToOne(() => Note, (note) => note.replies) note!: Relation<Note> | null;
  }

  return {
    entities: [Thing, Part, Note, Reply],
    fill: async ({ manager }) => {
      await manager.save(Thing, [
        manager.create(Thing, {
          sku: 'A',
          colour: Colour.Green,
          words: ['x', 'y'],
          extra: { depth: 1 },
          price: '12.50',
          big,
          raw: Buffer.from([1, 2, 255]),
          hot: true,
          day: '2024-02-29',
          title: ' Alpha ',
          fee: new Money(250),
          token: '00000000-0000-4000-8000-000000000001',
        }),
        manager.create(Thing, { sku: 'B', token: '00000000-0000-4000-8000-000000000002' }),
      ]);
      const [one, two] = await manager.save(Part, [
        { id: '1', size: 1, thingSku: 'A' },
        { id: '2', size: 2, thingSku: 'A' },
        { id: big, size: 3, thingSku: 'B' },
        { id: '4', size: 4 },
      ]);
      const [note] = await manager.save(Note, [
        { key: Buffer.from('0001', 'hex'), text: 'n1', part: one },
        { key: Buffer.from('00ff', 'hex'), text: 'n2', part: one },
        { key: Buffer.from('ff', 'hex'), text: 'n3', part: two },
      ]);
      await manager.save(Reply, [{ id: '00000000-0000-4000-8000-00000000000a', text: 'r1', note }]);
    },
  };
};
