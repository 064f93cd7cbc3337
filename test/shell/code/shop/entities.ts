import {
  BaseEntity,
  Column,
  Entity,
  EntitySchema,
  JoinColumn,
  JoinTable,
  ManyToMany,
  ManyToOne,
  OneToMany,
  OneToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';

/** Entities with a schema in place of a class. */
export interface Label {
  id: number;
  text: string;
  brands: Brand[];
}

export interface Brand {
  id: number;
  name: string;
  label: Label | null;
}

export const LabelSchema = new EntitySchema<Label>({
  name: 'Label',
  columns: { id: { type: Number, primary: true, generated: true }, text: { type: String } },
  relations: { brands: { type: 'one-to-many', target: 'Brand', inverseSide: 'label' } },
});

export const BrandSchema = new EntitySchema<Brand>({
  name: 'Brand',
  columns: { id: { type: Number, primary: true, generated: true }, name: { type: String } },
  relations: { label: { type: 'many-to-one', target: 'Label', inverseSide: 'brands', joinColumn: true } },
});

/** Active record, with lazy relations. */
@Entity()
export class Customer extends BaseEntity {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'varchar' }) name!: string;
  @OneToMany(() => Order, (order) => order.customer) orders!: Promise<Relation<Order>[]>;

  get initial(): string {
    return this.name.charAt(0);
  }
}

@Entity({ orderBy: { name: 'DESC' } })
export class Product extends BaseEntity {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'varchar' }) name!: string;
  @Column({ type: 'int' }) price!: number;
  @ManyToMany(() => Product, (product) => product.usedWith) @JoinTable() goesWith!: Product[];
  @ManyToMany(() => Product, (product) => product.goesWith) usedWith!: Product[];
  @OneToMany(() => Line, (line) => line.product) lines!: Relation<Line>[];
}

@Entity('orders')
export class Order {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: Date }) placed!: Date;
  @Column({ type: Boolean }) paid!: boolean;
  @ManyToOne(() => Customer, (customer) => customer.orders) customer!: Promise<Relation<Customer>>;
  @OneToMany(() => Line, (line) => line.order) lines!: Relation<Line>[];
  @OneToOne(() => Invoice, (invoice) => invoice.order) invoice!: Relation<Invoice> | null;
}

/** A key of two columns. */
@Entity()
export class Line {
  @PrimaryColumn({ type: 'int' }) orderId!: number;
  @PrimaryColumn({ type: 'int' }) productId!: number;
  @Column({ type: 'int' }) count!: number;
  @ManyToOne(() => Order, (order) => order.lines) @JoinColumn({ name: 'orderId' }) order!: Relation<Order>;
  @ManyToOne(() => Product, (product) => product.lines, { eager: true })
  @JoinColumn({ name: 'productId' })
  product!: Relation<Product>;
}

@Entity()
export class Invoice {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'int' }) total!: number;
  @OneToOne(() => Order, (order) => order.invoice) @JoinColumn() order!: Relation<Order>;
}
