import type { Relation } from 'typeorm';
import type { MakeShape } from '../support/shape';

/** Composite keys, keys that are relations, foreign keys to columns that are no primary key, shared keys. */
export const composite: MakeShape = (typeorm) => {
  const { Column, Entity, JoinColumn, JoinTable, ManyToMany, ManyToOne, OneToMany, OneToOne, PrimaryColumn } = typeorm;
  const { PrimaryGeneratedColumn, RelationId, Unique } = typeorm;

  @Entity()
  class Order {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar', unique: true, length: 20 }) reference!: string;
    @OneToMany(() => OrderLine, (line) => line.order, { cascade: true }) lines!: Relation<OrderLine>[];
    @OneToOne(() => Receipt, (receipt) => receipt.order) receipt!: Relation<Receipt> | null;
    @OneToMany(() => Payment, (payment) => payment.order) payments!: Relation<Payment>[];
  }

  @Entity()
  class Product {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) title!: string;
    @OneToMany(() => OrderLine, (line) => line.product) lines!: Relation<OrderLine>[];
  }

  /** Its key is made of its relations. */
  @Entity()
  class OrderLine {
    @PrimaryColumn({ type: 'int' }) orderId!: number;
    @PrimaryColumn({ type: 'int' }) productId!: number;
    @Column({ type: 'int' }) amount!: number;
    @ManyToOne(() => Order, (order) => order.lines) order!: Relation<Order>;
    @ManyToOne(() => Product, (product) => product.lines) product!: Relation<Product>;
    @OneToMany(() => Discount, (discount) => discount.line) discounts!: Relation<Discount>[];
    @ManyToMany(() => Offer, (offer) => offer.lines) @JoinTable({ name: 'line_offers' }) offers!: Relation<Offer>[];
  }

  /** The same without columns of its own for it. */
  @Entity()
  class Rating {
    @ManyToOne(() => Product, { onDelete: 'CASCADE' }) @JoinColumn() product!: Relation<Product>;
    @PrimaryColumn({ type: 'int' }) productId!: number;
    @PrimaryColumn({ type: 'varchar', length: 10 }) by!: string;
    @Column({ type: 'int' }) stars!: number;
  }

  @Entity()
  class Discount {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'int' }) percent!: number;
    @ManyToOne(() => OrderLine, (line) => line.discounts)
    @JoinColumn([
      { name: 'line_product', referencedColumnName: 'productId' },
      { name: 'line_order', referencedColumnName: 'orderId' },
    ])
    line!: Relation<OrderLine> | null;
  }

  @Entity()
  class Offer {
    @PrimaryColumn({ type: 'varchar', length: 10 }) code!: string;
    @ManyToMany(() => OrderLine, (line) => line.offers) lines!: Relation<OrderLine>[];
  }

  /** One to one, with the key of the other as its own. */
  @Entity()
  class Receipt {
    @PrimaryColumn({ type: 'int' }) orderId!: number;
    @Column({ type: 'varchar' }) number!: string;
    @OneToOne(() => Order, (order) => order.receipt) @JoinColumn({ name: 'orderId' }) order!: Relation<Order>;
  }

  /** Refers to a unique column. */
  @Entity()
  class Payment {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'int' }) cents!: number;
    @ManyToOne(() => Order, (order) => order.payments)
    @JoinColumn({ name: 'order_reference', referencedColumnName: 'reference' })
    order!: Relation<Order> | null;
    @RelationId((payment: Payment) => payment.order) orderReference!: string;
  }

  @Entity()
  @Unique(['country', 'zip'])
  class Zone {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar', length: 2 }) country!: string;
    @Column({ type: 'varchar', length: 10 }) zip!: string;
    @OneToMany(() => Depot, (depot) => depot.zone) depots!: Relation<Depot>[];
  }

  /** Refers to two columns that are no primary key, one of them by a property of its own. */
  @Entity()
  class Depot {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar', length: 2, nullable: true }) country!: string | null;
    @ManyToOne(() => Zone, (zone) => zone.depots)
    @JoinColumn([
      { name: 'country', referencedColumnName: 'country' },
      { name: 'zone_zip', referencedColumnName: 'zip' },
    ])
    zone!: Relation<Zone> | null;
  }

  return {
    entities: [Order, Product, OrderLine, Rating, Discount, Offer, Receipt, Payment, Zone, Depot],
    fill: async ({ manager }) => {
      const [a, b] = await manager.save(Order, [{ reference: 'A-1' }, { reference: 'B-2' }]);
      const [pen, ink] = await manager.save(Product, [{ title: 'Pen' }, { title: 'Ink' }]);
      const [x, y] = await manager.save(Offer, [{ code: 'X' }, { code: 'Y' }]);
      const [first, second] = await manager.save(OrderLine, [
        { orderId: a.id, productId: pen.id, amount: 3, offers: [x, y] },
        { orderId: a.id, productId: ink.id, amount: 1, offers: [y] },
        { orderId: b.id, productId: ink.id, amount: 9, offers: [] },
      ]);
      await manager.save(Discount, [
        { percent: 5, line: first },
        { percent: 10, line: first },
        { percent: 1, line: second },
        { percent: 0 },
      ]);
      await manager.save(Receipt, [{ orderId: a.id, number: 'R1' }]);
      await manager.save(Payment, [
        { cents: 100, order: a },
        { cents: 50, order: b },
        { cents: 1, order: b },
        { cents: 0 },
      ]);
      await manager.save(Rating, [
        { productId: pen.id, by: 'Ann', stars: 5 },
        { productId: pen.id, by: 'Bob', stars: 2 },
      ]);
      const [bern] = await manager.save(Zone, [
        { country: 'CH', zip: '3000' },
        { country: 'CH', zip: '4000' },
      ]);
      await manager.save(Depot, [{ zone: bern }, { zone: bern }, {}]);
    },
  };
};
