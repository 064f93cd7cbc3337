import type { Relation } from 'typeorm';
import type { MakeShape } from '../../../shapes/support/shape';

/** Columns of every kind, each with what it must keep to. */
export const hardColumns: MakeShape = (typeorm, kind) => {
  const { Check, Column, CreateDateColumn, DeleteDateColumn, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } =
    typeorm;
  const { Unique, UpdateDateColumn, VersionColumn } = typeorm;
  const isMariadb = kind === 'mariadb';
  const isPostgres = kind === 'postgres';
  enum Size {
    Small = 1,
    Large = 2,
  }
  const on = <Decorator extends PropertyDecorator>(is: boolean, make: () => Decorator): PropertyDecorator =>
    is ? make() : () => undefined;

  @Entity()
  @Unique(['first', 'second'])
  @Check(`"low" <= "high"`.replaceAll('"', isMariadb ? '`' : '"'))
  @Check(`"percent" BETWEEN 40 AND 60 AND "stock" > 0`.replaceAll('"', isMariadb ? '`' : '"'))
  @Check(`"phase" IN ('dawn', 'dusk')`.replaceAll('"', isMariadb ? '`' : '"'))
  class Everything {
    @PrimaryGeneratedColumn('uuid') id!: string;
    @Column({ type: 'varchar', length: 60, unique: true }) email!: string;
    @Column({ type: 'varchar', length: 2 }) countryCode!: string;
    @Column({ type: 'varchar', length: 1 }) letter!: string;
    @Column({ type: kind === 'sqlite' ? 'character' : 'char', length: 3 }) currency!: string;
    @Column({ type: 'text', nullable: true }) description!: string | null;
    @Column({ type: 'smallint' }) first!: number;
    @Column({ type: 'boolean' }) second!: boolean;
    @Column({ type: 'int' }) low!: number;
    @Column({ type: 'int' }) high!: number;
    @Column({ type: 'int' }) percent!: number;
    @Column({ type: 'int' }) stock!: number;
    @Column({ type: 'varchar', length: 10 }) phase!: string;
    @Column({ type: 'decimal', precision: 4, scale: 3 }) rate!: string;
    @Column({ type: 'decimal', precision: 5 }) wholeAmount!: string;
    @Column({ type: 'float' }) weight!: number;
    @Column({ type: 'bigint' }) views!: string;
    @Column({ type: 'date' }) birthday!: string;
    @Column({ type: 'time' }) opensAt!: string;
    @Column({ type: 'simple-enum', enum: ['red', 'two words', 'ünïcode'] }) colour!: string;
    @on(kind === 'sqlite', () => Column({ type: 'simple-enum', enum: Size }))
    @on(kind !== 'sqlite', () => Column({ type: 'enum', enum: Size }))
    size!: Size;
    @Column({ type: 'json' }) settings!: object;
    @Index({ unique: true }) @Column({ type: 'int', nullable: true }) ticket!: number | null;
    @Column({ type: 'varchar', default: () => "'left'" }) withDefault!: string;
    @CreateDateColumn() createdAt!: Date;
    @UpdateDateColumn() updatedAt!: Date;
    @DeleteDateColumn() deletedAt!: Date | null;
    @VersionColumn() version!: number;
    /** Reads JSON that only it writes. */
    @Column({
      type: 'text',
      transformer: {
        to: (value: unknown) => JSON.stringify({ value }),
        from: (text: string) => JSON.parse(text) as unknown,
      },
    })
    wrapped!: unknown;
    /** Takes a Date alone. */
    @Column({
      type: 'bigint',
      transformer: { to: (date: Date) => date.getTime(), from: (time: unknown) => new Date(Number(time)) },
    })
    moment!: Date;
    @on(isMariadb, () => Column({ type: 'tinyint', unsigned: true, unique: true })) unsigned!: number;
    @on(isMariadb, () => Column({ type: 'set', enum: ['a', 'b', 'c'] })) letters!: string[];
    @on(isMariadb, () => Column({ type: 'year' })) year!: number;
    @on(isMariadb, () => Column({ type: 'int', asExpression: '`low` + `high`', generatedType: 'VIRTUAL' }))
    computed!: number;
    @on(isMariadb, () => Column({ type: 'timestamp' })) bornAt!: Date;
    @on(isMariadb, () => Column({ type: 'bit' })) open!: unknown;
    @on(isMariadb, () => Column({ type: 'point' })) place!: string;
    @on(isMariadb, () => Column({ type: 'polygon', nullable: true })) area!: string | null;
    @on(isPostgres, () => Column({ type: 'text', array: true })) tags!: string[];
    @on(isPostgres, () => Column({ type: 'int', array: true })) scores!: number[];
    @on(isPostgres, () => Column({ type: 'jsonb', nullable: true })) extra!: object | null;
    @on(isPostgres, () => Column({ type: 'timestamptz' })) startsAt!: Date;
    @on(isPostgres, () => Column({ type: 'inet' })) ip!: string;
    @on(isPostgres, () => Column({ type: 'interval' })) pause!: object;
    @on(isPostgres, () => Column({ type: 'int4range' })) range!: string;
    @on(isPostgres, () => Column({ type: 'point' })) point!: object;
    @on(isPostgres, () => Column({ type: 'bit', length: 4 })) bits!: string;
    @on(isPostgres, () => Column({ type: 'enum', enum: ['x', 'y'], array: true })) marks!: string[];
  }

  @Entity()
  class Numbered {
    @PrimaryColumn({ type: 'int' }) id!: number;
  }

  /** There are two of them. */
  @Entity()
  class Coin {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'boolean', unique: true }) side!: boolean;
  }

  return { entities: [Everything, Numbered, Coin], fill: () => Promise.resolve() };
};

/** Rows that need others, each other, or themselves. */
export const hardRelations: MakeShape = (typeorm) => {
  const {
    Column,
    Entity,
    JoinColumn,
    JoinTable,
    ManyToMany,
    ManyToOne,
    OneToOne,
    PrimaryColumn,
    PrimaryGeneratedColumn,
  } = typeorm;
  const { Unique } = typeorm;

  @Entity()
  class Land {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
  }

  @Entity()
  class Person {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
    @ManyToOne(() => Land, { nullable: false }) land!: Relation<Land>;
    /** The two refer to each other, this one need not. */
    @ManyToOne(() => Flat) home!: Relation<Flat> | null;
    @OneToOne(() => Passport) @JoinColumn() latest!: Relation<Passport> | null;
  }

  @Entity()
  class Flat {
    @PrimaryGeneratedColumn('uuid') id!: string;
    @ManyToOne(() => Person, { nullable: false }) owner!: Relation<Person>;
    @ManyToMany(() => Person) @JoinTable() guests!: Relation<Person>[];
  }

  @Entity()
  class Passport {
    @PrimaryGeneratedColumn() id!: number;
    @OneToOne(() => Person, { nullable: false }) @JoinColumn() of!: Relation<Person>;
  }

  /** No two of one pair. */
  @Entity()
  @Unique(['person', 'land'])
  class Visa {
    @PrimaryGeneratedColumn() id!: number;
    @ManyToOne(() => Person, { nullable: false }) person!: Relation<Person>;
    @ManyToOne(() => Land, { nullable: false }) land!: Relation<Land>;
  }

  @Entity()
  class Hen {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'int' }) fromId!: number;
    @ManyToOne(() => Egg) from!: Relation<Egg>;
  }

  @Entity()
  class Egg {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'int' }) byId!: number;
    @ManyToOne(() => Hen) by!: Relation<Hen>;
  }

  @Entity()
  class Worm {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'int' }) parentId!: number;
    @ManyToOne(() => Worm) parent!: Relation<Worm>;
  }

  /** Two relations share the column that says whose all of it is. */
  @Entity()
  class Team {
    @PrimaryColumn({ type: 'int' }) tenant!: number;
    @PrimaryColumn({ type: 'int' }) id!: number;
  }

  @Entity()
  class Place {
    @PrimaryColumn({ type: 'int' }) tenant!: number;
    @PrimaryColumn({ type: 'int' }) id!: number;
  }

  @Entity()
  class Match {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'int' }) tenant!: number;
    @ManyToOne(() => Team, { nullable: false })
    @JoinColumn([
      { name: 'tenant', referencedColumnName: 'tenant' },
      { name: 'team', referencedColumnName: 'id' },
    ])
    team!: Relation<Team>;
    @ManyToOne(() => Place)
    @JoinColumn([
      { name: 'tenant', referencedColumnName: 'tenant' },
      { name: 'place', referencedColumnName: 'id' },
    ])
    place!: Relation<Place> | null;
  }

  return {
    entities: [Land, Person, Flat, Passport, Visa, Hen, Egg, Worm, Team, Place, Match],
    fill: () => Promise.resolve(),
  };
};
