import type { Relation } from 'typeorm';
import type { MakeShape } from '../support/shape';

/** Embedded objects: nested, with prefixes and without, with relations in them, holding the primary key. */
export const embedded: MakeShape = (typeorm) => {
  const { Column, Entity, JoinColumn, JoinTable, ManyToMany, ManyToOne, OneToMany, OneToOne, PrimaryColumn } = typeorm;
  const { PrimaryGeneratedColumn } = typeorm;

  @Entity()
  class Town {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
    @OneToMany(() => Customer, (customer) => customer.address.town) customers!: Relation<Customer>[];
  }

  @Entity()
  class Label {
    @PrimaryColumn({ type: 'varchar', length: 10 }) code!: string;
  }

  class Name {
    @Column({ type: 'varchar' }) first!: string;
    @Column({ type: 'varchar', nullable: true }) last!: string | null;
    get full(): string {
      return `${this.first} ${this.last ?? ''}`.trim();
    }
  }

  class Geo {
    @Column({ type: 'int', nullable: true }) lat!: number | null;
    @Column({ type: 'int', nullable: true }) lon!: number | null;
    @OneToOne(() => Town) @JoinColumn() nearest!: Relation<Town> | null;
  }

  class Address {
    @Column({ type: 'varchar', nullable: true }) street!: string | null;
    @ManyToOne(() => Town, (town) => town.customers) town!: Relation<Town> | null;
    @ManyToMany(() => Label) @JoinTable({ name: 'address_labels' }) labels!: Relation<Label>[];
    @Column(() => Geo) geo!: Geo;
  }

  @Entity()
  class Customer {
    @PrimaryGeneratedColumn() id!: number;
    @Column(() => Name) name!: Name;
    @Column(() => Name, { prefix: 'old_' }) formerly!: Name;
    @Column(() => Address) address!: Address;
    @OneToMany(() => Invoice, (invoice) => invoice.customer) invoices!: Relation<Invoice>[];
  }

  class Number_ {
    @PrimaryColumn({ type: 'int' }) year!: number;
    @PrimaryColumn({ type: 'int' }) serial!: number;
  }

  @Entity()
  class Invoice {
    @Column(() => Number_, { prefix: 'no' }) number!: Number_;
    @Column({ type: 'int' }) total!: number;
    @ManyToOne(() => Customer, (customer) => customer.invoices) customer!: Relation<Customer> | null;
    @OneToMany(() => Position, (position) => position.invoice) positions!: Relation<Position>[];
  }

  @Entity()
  class Position {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) what!: string;
    @ManyToOne(() => Invoice, (invoice) => invoice.positions) invoice!: Relation<Invoice> | null;
  }

  return {
    entities: [Town, Label, Customer, Invoice, Position],
    fill: async ({ manager }) => {
      const [bern, thun] = await manager.save(Town, [{ name: 'Bern' }, { name: 'Thun' }]);
      const [big, old] = await manager.save(Label, [{ code: 'big' }, { code: 'old' }]);
      const [ann, bob] = await manager.save(Customer, [
        {
          name: { first: 'Ann', last: 'Lee' },
          formerly: { first: 'Ann', last: 'Ray' },
          address: { street: 'Main', town: bern, labels: [big, old], geo: { lat: 1, lon: 2, nearest: thun } },
        },
        {
          name: { first: 'Bob', last: null },
          formerly: { first: 'Rob', last: null },
          address: { street: null, town: bern, labels: [], geo: { lat: null, lon: null, nearest: null } },
        },
      ]);
      const [one, two] = await manager.save(Invoice, [
        { number: { year: 2024, serial: 1 }, total: 5, customer: ann },
        { number: { year: 2024, serial: 2 }, total: 6, customer: ann },
        { number: { year: 2025, serial: 1 }, total: 7, customer: bob },
      ]);
      await manager.save(Position, [
        { what: 'pen', invoice: one },
        { what: 'ink', invoice: one },
        { what: 'cup', invoice: two },
        { what: 'nil' },
      ]);
    },
  };
};
