import type { World } from '../support/world';
import { ShopSource } from './data-source';
import { BrandSchema, Customer, Invoice, LabelSchema, Line, Order, Product } from './entities';

export const world: World = {
  dataSource: ShopSource,
  async fill() {
    await ShopSource.synchronize(true);
    const { manager } = ShopSource;
    await manager.insert(LabelSchema, [{ text: 'new' }, { text: 'cheap' }]);
    await manager.insert(BrandSchema, [
      { name: 'Ace', label: { id: 2 } },
      { name: 'Bee', label: { id: 2 } },
      { name: 'Cat', label: null },
    ]);
    await manager.insert(Customer, [{ name: 'Ann' }, { name: 'Bob' }]);
    await manager.insert(Product, [
      { name: 'Pen', price: 2 },
      { name: 'Ink', price: 5 },
      { name: 'Desk', price: 90 },
    ]);
    await manager.insert(Order, [
      { placed: new Date(2024, 0, 2), paid: true, customer: { id: 1 } as never },
      { placed: new Date(2024, 1, 3), paid: false, customer: { id: 1 } as never },
      { placed: new Date(2024, 2, 4), paid: true, customer: { id: 2 } as never },
    ]);
    await manager.insert(Line, [
      { orderId: 1, productId: 1, count: 3 },
      { orderId: 1, productId: 3, count: 1 },
      { orderId: 2, productId: 2, count: 2 },
      { orderId: 3, productId: 1, count: 1 },
    ]);
    await manager.insert(Invoice, { total: 96, order: { id: 1 } });
    for (const [product, other] of [
      [1, 2],
      [1, 3],
      [2, 3],
    ])
      await manager.createQueryBuilder().relation(Product, 'goesWith').of(product).add(other);
  },
};
