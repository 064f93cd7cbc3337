import type { Relation } from 'typeorm';
import type { MakeShape } from '../../../shapes/support/shape';

/** Keys that are those of others, over several steps; keys of several columns between many and many; trees with keys of other kinds. */
export const hardKeys: MakeShape = (typeorm) => {
  const { Column, Entity, JoinColumn, JoinTable, ManyToMany, ManyToOne, OneToOne, PrimaryColumn } = typeorm;
  const { PrimaryGeneratedColumn, Tree, TreeChildren, TreeLevelColumn, TreeParent } = typeorm;

  @Entity()
  class First {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
  }

  @Entity()
  class Second {
    @PrimaryColumn({ type: 'int' }) id!: number;
    @OneToOne(() => First) @JoinColumn({ name: 'id' }) first!: Relation<First>;
  }

  @Entity()
  class Third {
    @PrimaryColumn({ type: 'int' }) id!: number;
    @OneToOne(() => Second) @JoinColumn({ name: 'id' }) second!: Relation<Second>;
  }

  @Entity()
  class Pair {
    @PrimaryColumn({ type: 'int' }) x!: number;
    @PrimaryColumn({ type: 'varchar', length: 8 }) y!: string;
    @ManyToMany(() => Single) @JoinTable({ name: 'pair_singles' }) singles!: Relation<Single>[];
    @ManyToMany(() => Pair) @JoinTable({ name: 'pair_pairs' }) pairs!: Relation<Pair>[];
  }

  @Entity()
  class Single {
    @PrimaryGeneratedColumn('uuid') id!: string;
    @ManyToOne(() => Pair, { nullable: false }) pair!: Relation<Pair>;
  }

  @Entity()
  @Tree('materialized-path')
  class Path {
    @PrimaryGeneratedColumn('uuid') id!: string;
    @TreeParent() parent!: Relation<Path> | null;
    @TreeChildren() children!: Relation<Path>[];
  }

  @Entity()
  @Tree('closure-table')
  class Closure {
    @PrimaryColumn({ type: 'varchar', length: 9 }) code!: string;
    @TreeLevelColumn() level!: number;
    @TreeParent() parent!: Relation<Closure> | null;
    @TreeChildren() children!: Relation<Closure>[];
  }

  @Entity()
  @Tree('nested-set')
  class Nested {
    @PrimaryGeneratedColumn('uuid') id!: string;
    @TreeParent() parent!: Relation<Nested> | null;
    @TreeChildren() children!: Relation<Nested>[];
  }

  return { entities: [First, Second, Third, Pair, Single, Path, Closure, Nested], fill: () => Promise.resolve() };
};
