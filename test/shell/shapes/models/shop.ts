import type { Relation } from 'typeorm';
import type { MakeShape } from '../support/shape';

/**
 * A shop as large open-source ones are modelled: a base class whose constructor takes the values, translations that come
 * eagerly, everything assigned to channels, abstract entities with children in one table, embedded objects without a column.
 */
export const shop: MakeShape = (typeorm) => {
  const { ChildEntity, Column, CreateDateColumn, DeleteDateColumn, Entity, Index, JoinColumn, JoinTable } = typeorm;
  const { ManyToMany, ManyToOne, OneToMany, OneToOne, PrimaryColumn, PrimaryGeneratedColumn } = typeorm;
  const { TableInheritance, Tree, TreeChildren, TreeParent, UpdateDateColumn } = typeorm;

  abstract class Base {
    protected constructor(input?: object) {
      if (input !== undefined) Object.assign(this, input);
    }
    @PrimaryGeneratedColumn() id!: number;
    @CreateDateColumn({ select: false }) createdAt!: Date;
    @UpdateDateColumn({ select: false }) updatedAt!: Date;
  }

  /** Filled by plug-ins; here there are none. */
  class NoCustomFields {}

  @Entity()
  class Channel extends Base {
    constructor(input?: Partial<Channel>) {
      super(input);
    }
    @Column({ type: 'varchar', unique: true, length: 20 }) code!: string;
    @ManyToMany(() => Product, (product) => product.channels) products!: Relation<Product>[];
    @ManyToOne(() => Zone) defaultZone!: Relation<Zone> | null;
  }

  @Entity()
  class Product extends Base {
    constructor(input?: Partial<Product>) {
      super(input);
    }
    /** Of the translation in the user's language: no column. */
    name!: string;
    @DeleteDateColumn() deletedAt!: Date | null;
    @Column({ default: true, type: 'boolean' }) enabled!: boolean;
    @OneToMany(() => ProductTranslation, (translation) => translation.base, { eager: true, cascade: true })
    translations!: Relation<ProductTranslation>[];
    @OneToMany(() => Variant, (variant) => variant.product) variants!: Relation<Variant>[];
    @ManyToMany(() => Channel, (channel) => channel.products) @JoinTable() channels!: Relation<Channel>[];
    @OneToMany(() => ProductAsset, (asset) => asset.product) assets!: Relation<ProductAsset>[];
    @ManyToOne(() => Asset, (asset) => asset.featuredInProducts, { onDelete: 'SET NULL' })
    featuredAsset!: Relation<Asset> | null;
    @Column(() => NoCustomFields) customFields!: NoCustomFields;
  }

  @Entity()
  class ProductTranslation extends Base {
    constructor(input?: Partial<ProductTranslation>) {
      super(input);
    }
    @Column({ type: 'varchar', length: 5 }) languageCode!: string;
    @Column({ type: 'varchar' }) name!: string;
    @Index() @ManyToOne(() => Product, (base) => base.translations, { onDelete: 'CASCADE' }) base!: Relation<Product>;
  }

  @Entity()
  class Asset extends Base {
    constructor(input?: Partial<Asset>) {
      super(input);
    }
    @Column({ type: 'varchar' }) source!: string;
    @OneToMany(() => Product, (product) => product.featuredAsset) featuredInProducts!: Relation<Product>[];
  }

  abstract class OrderableAsset extends Base {
    @Column({ type: 'int' }) position!: number;
    @Column({ type: 'int' }) assetId!: number;
    @ManyToOne(() => Asset, { eager: true, onDelete: 'CASCADE' }) @JoinColumn() asset!: Relation<Asset>;
  }

  @Entity({ orderBy: { position: 'DESC' } })
  class ProductAsset extends OrderableAsset {
    constructor(input?: Partial<ProductAsset>) {
      super(input);
    }
    @Column({ type: 'int' }) productId!: number;
    @ManyToOne(() => Product, (product) => product.assets, { onDelete: 'CASCADE' }) product!: Relation<Product>;
  }

  @Entity()
  class Variant extends Base {
    constructor(input?: Partial<Variant>) {
      super(input);
    }
    @DeleteDateColumn() deletedAt!: Date | null;
    @Column({ type: 'varchar' }) sku!: string;
    @Column({ type: 'int', nullable: true }) productId!: number | null;
    @ManyToOne(() => Product, (product) => product.variants) product!: Relation<Product> | null;
    @OneToMany(() => VariantPrice, (price) => price.variant, { eager: true }) prices!: Relation<VariantPrice>[];
    @ManyToMany(() => Collection, (collection) => collection.variants) collections!: Relation<Collection>[];
    @OneToMany(() => Movement, (movement) => movement.variant) movements!: Relation<Movement>[];
    /** Fails unless the prices are there, as such getters do. */
    get price(): number {
      return this.prices[0].cents;
    }
  }

  @Entity()
  class VariantPrice extends Base {
    constructor(input?: Partial<VariantPrice>) {
      super(input);
    }
    @Column({ type: 'int' }) cents!: number;
    @ManyToOne(() => Variant, (variant) => variant.prices) variant!: Relation<Variant>;
  }

  @Entity()
  @Tree('closure-table')
  class Collection extends Base {
    constructor(input?: Partial<Collection>) {
      super(input);
    }
    @Column({ type: 'varchar' }) slug!: string;
    @Column({ type: 'int', nullable: true }) parentId!: number | null;
    @TreeChildren() children!: Relation<Collection>[];
    @TreeParent() parent!: Relation<Collection> | null;
    @ManyToMany(() => Variant, (variant) => variant.collections) @JoinTable() variants!: Relation<Variant>[];
  }

  @Entity()
  @TableInheritance({ column: { type: 'varchar', name: 'discriminator' } })
  abstract class Movement extends Base {
    @Column({ type: 'varchar' }) readonly type!: string;
    @Column({ type: 'int' }) quantity!: number;
    @ManyToOne(() => Variant, (variant) => variant.movements) variant!: Relation<Variant>;
  }

  @ChildEntity()
  class Sale extends Movement {
    constructor(input?: Partial<Sale>) {
      super(input);
    }
    override readonly type = 'SALE';
    @ManyToOne(() => OrderLine, (line) => line.sales) line!: Relation<OrderLine> | null;
  }

  @ChildEntity()
  class Adjustment extends Movement {
    constructor(input?: Partial<Adjustment>) {
      super(input);
    }
    override readonly type = 'ADJUSTMENT';
  }

  @Entity({ name: 'order' })
  class Order extends Base {
    constructor(input?: Partial<Order>) {
      super(input);
    }
    @Column({ type: 'varchar' }) code!: string;
    @OneToMany(() => OrderLine, (line) => line.order) lines!: Relation<OrderLine>[];
    @ManyToOne(() => Order, (order) => order.sellerOrders) aggregateOrder!: Relation<Order> | null;
    @OneToMany(() => Order, (order) => order.aggregateOrder) sellerOrders!: Relation<Order>[];
    @ManyToMany(() => Channel) @JoinTable() channels!: Relation<Channel>[];
    @Column({ type: 'simple-json', nullable: true }) shippingAddress!: object | null;
    get total(): number {
      return this.lines.reduce((sum, line) => sum + line.quantity, 0);
    }
  }

  @Entity()
  class OrderLine extends Base {
    constructor(input?: Partial<OrderLine>) {
      super(input);
    }
    @Column({ type: 'int' }) quantity!: number;
    @ManyToOne(() => Order, (order) => order.lines, { onDelete: 'CASCADE' }) order!: Relation<Order>;
    @ManyToOne(() => Variant) variant!: Relation<Variant>;
    @OneToMany(() => Sale, (sale) => sale.line) sales!: Relation<Sale>[];
    @Column(() => NoCustomFields) customFields!: NoCustomFields;
  }

  @Entity()
  class Zone extends Base {
    constructor(input?: Partial<Zone>) {
      super(input);
    }
    @Column({ type: 'varchar' }) name!: string;
    @ManyToMany(() => Region) @JoinTable() members!: Relation<Region>[];
  }

  @Entity()
  @TableInheritance({ column: { type: 'varchar', name: 'discriminator' } })
  abstract class Region extends Base {
    @Column({ type: 'varchar' }) code!: string;
    @ManyToOne(() => Region) parent!: Relation<Region> | null;
  }

  @ChildEntity()
  class Country extends Region {
    constructor(input?: Partial<Country>) {
      super(input);
    }
  }

  @ChildEntity()
  class Province extends Region {
    constructor(input?: Partial<Province>) {
      super(input);
    }
  }

  /** What the search knows of a variant: a key of three columns and no relation. */
  @Entity()
  class SearchItem {
    constructor(input?: Partial<SearchItem>) {
      if (input !== undefined) Object.assign(this, input);
    }
    @PrimaryColumn({ type: 'varchar', length: 5 }) languageCode!: string;
    @PrimaryColumn({ type: 'int' }) variantId!: number;
    @PrimaryColumn({ type: 'int' }) channelId!: number;
    @Column({ type: 'varchar' }) name!: string;
  }

  @Entity()
  class Settings {
    @PrimaryColumn({ type: 'int' }) id!: number;
    @OneToOne(() => Channel) @JoinColumn() channel!: Relation<Channel>;
  }

  return {
    entities: [
      ...[Channel, Product, ProductTranslation, Asset, ProductAsset, Variant, VariantPrice, Collection, Movement, Sale],
      ...[Adjustment, Order, OrderLine, Zone, Region, Country, Province, SearchItem, Settings],
    ],
    fill: async ({ manager }) => {
      const swiss = await manager.save(new Country({ code: 'CH' }));
      const bern = await manager.save(new Province({ code: 'BE', parent: swiss }));
      const zone = await manager.save(new Zone({ name: 'Home', members: [swiss, bern] }));
      const [web, store] = await manager.save([
        new Channel({ code: 'web', defaultZone: zone }),
        new Channel({ code: 'store' }),
      ]);
      const asset = await manager.save(new Asset({ source: 'pen.png' }));
      const back = await manager.save(new Asset({ source: 'back.png' }));
      const translation = (languageCode: string, name: string): ProductTranslation =>
        new ProductTranslation({ languageCode, name });
      const pen = await manager.save(
        new Product({
          translations: [translation('en', 'Pen'), translation('de', 'Stift')],
          channels: [web, store],
          featuredAsset: asset,
        }),
      );
      const ink = await manager.save(new Product({ translations: [translation('en', 'Ink')], channels: [web] }));
      await manager.save([
        new ProductAsset({ position: 0, assetId: asset.id, productId: pen.id }),
        new ProductAsset({ position: 1, assetId: back.id, productId: pen.id }),
      ]);
      const variants = await manager.save([
        new Variant({ sku: 'PEN-1', productId: pen.id }),
        new Variant({ sku: 'PEN-2', productId: pen.id }),
        new Variant({ sku: 'INK-1', productId: ink.id }),
      ]);
      await manager.save(variants.map((variant, index) => new VariantPrice({ cents: 100 * (index + 1), variant })));
      await manager.softRemove(variants[1]);
      const root = await manager.save(new Collection({ slug: 'root' }));
      await manager.save(new Collection({ slug: 'pens', parent: root, variants: [variants[0]] }));
      const all = await manager.save(new Order({ code: 'A', channels: [web], shippingAddress: { city: 'Bern' } }));
      const part = await manager.save(new Order({ code: 'B', aggregateOrder: all }));
      const [line] = await manager.save([
        new OrderLine({ quantity: 2, order: all, variant: variants[0] }),
        new OrderLine({ quantity: 1, order: all, variant: variants[2] }),
        new OrderLine({ quantity: 5, order: part, variant: variants[1] }),
      ]);
      await manager.save([
        new Sale({ quantity: -2, variant: variants[0], line }),
        new Adjustment({ quantity: 10, variant: variants[0] }),
      ]);
      await manager.save(new SearchItem({ languageCode: 'en', variantId: 1, channelId: 1, name: 'Pen' }));
      await manager.save(Settings, { id: 1, channel: web });
    },
  };
};
