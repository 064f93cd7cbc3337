import type { Relation } from 'typeorm';
import type { MakeShape } from '../support/shape';

/** Tables in schemas (PostgreSQL) and other databases (MariaDB), and names that need quotes. */
export const tables: MakeShape = (typeorm, kind) => {
  const { Column, Entity, JoinColumn, JoinTable, ManyToMany, ManyToOne, OneToMany, PrimaryGeneratedColumn } = typeorm;
  const place = kind === 'postgres' ? { schema: 'Sales Dept' } : {};

  @Entity({ name: 'order', ...place })
  class SalesOrder {
    @PrimaryGeneratedColumn({ name: 'group' }) id!: number;
    @Column({ type: 'varchar', name: 'select' }) title!: string;
    @OneToMany(() => Item, (item) => item.order) items!: Relation<Item>[];
    @ManyToMany(() => Item, (item) => item.wishes)
    @JoinTable({ name: 'wish list', ...place })
    wished!: Relation<Item>[];
  }

  @Entity({ name: 'A table!' })
  class Item {
    @PrimaryGeneratedColumn({ name: 'the id' }) id!: number;
    @Column({ type: 'varchar', name: 'Mixed-Case' }) name!: string;
    @ManyToOne(() => SalesOrder, (order) => order.items)
    @JoinColumn({ name: 'order id' })
    order!: Relation<SalesOrder> | null;
    @ManyToMany(() => SalesOrder, (order) => order.wished) wishes!: Relation<SalesOrder>[];
  }

  return {
    entities: [SalesOrder, Item],
    prepare: async ({ manager }) => {
      if (kind === 'postgres') await manager.query('CREATE SCHEMA IF NOT EXISTS "Sales Dept"');
    },
    fill: async ({ manager }) => {
      const [one, two] = await manager.save(SalesOrder, [{ title: 'one' }, { title: 'two' }]);
      const [pen, ink] = await manager.save(Item, [
        { name: 'pen', order: one },
        { name: 'ink', order: one },
        { name: 'cup', order: two },
        { name: 'nil' },
      ]);
      await manager.save(SalesOrder, { id: two.id, wished: [pen, ink] });
    },
  };
};
