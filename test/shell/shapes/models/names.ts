import type { Relation } from 'typeorm';
import type { MakeShape } from '../support/shape';

/** Names that JavaScript, promises, TypeORM and the shell use for something else. */
export const names: MakeShape = (typeorm) => {
  const {
    Column,
    Entity,
    EntitySchema,
    JoinColumn,
    JoinTable,
    ManyToMany,
    ManyToOne,
    OneToMany,
    PrimaryGeneratedColumn,
  } = typeorm;

  @Entity({ name: 'maps' })
  class Map {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
    @Column({ type: 'int' }) length!: number;
    @OneToMany(() => Date, (date) => date.map) forEach!: Relation<Date>[];
  }

  @Entity({ name: 'dates' })
  class Date {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) then!: string;
    @Column({ type: 'varchar', name: 'the_constructor' }) save!: string;
    @ManyToOne(() => Map, (map) => map.forEach) @JoinColumn({ name: 'mapId' }) map!: Relation<Map> | null;
    @ManyToMany(() => Error) @JoinTable({ name: 'date_errors' }) find!: Relation<Error>[];
  }

  @Entity({ name: 'errors' })
  class Error {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) message!: string;
    @Column({ type: 'varchar', name: 'a_stack' }) stack!: string;
    @Column({ type: 'varchar', name: 'underscore' }) _!: string;
    @Column({ type: 'varchar', name: 'dollar' }) $!: string;
  }

  @Entity({ name: 'ins' })
  class In {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
    @ManyToOne(() => In, (each) => each.remove) reload!: Relation<In> | null;
    @OneToMany(() => In, (each) => each.reload) remove!: Relation<In>[];
  }

  const schema = (name: string, tableName: string): unknown =>
    new EntitySchema({
      name,
      tableName,
      columns: { id: { type: Number, primary: true, generated: true }, text: { type: String } },
    });

  return {
    entities: [
      Map,
      Date,
      Error,
      In,
      schema('repo', 'repos'),
      schema('sql', 'sqls'),
      schema('class', 'classes'),
      schema('a b', 'abs'),
    ] as never,
    fill: async ({ manager }) => {
      const [map] = await manager.save(Map, [
        { name: 'World', length: 7 },
        { name: 'Town', length: 0 },
      ]);
      const [error] = await manager.save(Error, [{ message: 'Oh', stack: 's', _: 'u', $: 'd' }]);
      const date = manager.create(Date, { then: 'now', save: 'yes', map, find: [error] });
      // A promise cannot hold it: it has a `then`, which is no function here.
      await manager.save(date);
      const root = await manager.save(In, { name: 'a' });
      await manager.save(In, [
        { name: 'b', reload: root },
        { name: 'c', reload: root },
      ]);
      for (const name of ['repo', 'sql', 'class', 'a b']) await manager.save(name, { text: name });
    },
  };
};
