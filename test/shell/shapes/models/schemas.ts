import type { MakeShape } from '../support/shape';

/** EntitySchemas as plain JavaScript has them: with and without a class, with names that are no identifiers. */
export const schemas: MakeShape = ({ EntitySchema }) => {
  class Shop {
    declare id: number;
    declare name: string;
    get label(): string {
      return `shop ${this.name}`;
    }
  }
  const id = { type: Number, primary: true, generated: true } as const;
  const ShopSchema = new EntitySchema<Shop>({
    name: 'Shop',
    target: Shop,
    columns: { id, name: { type: String } },
    relations: { lines: { type: 'one-to-many', target: 'order-line', inverseSide: 'shop' } },
  } as never);
  const OrderLine = new EntitySchema<object>({
    name: 'order-line',
    tableName: 'order line',
    columns: { id, amount: { type: Number } },
    relations: {
      shop: { type: 'many-to-one', target: 'Shop', inverseSide: 'lines', joinColumn: { name: 'shop-id' } },
      tags: { type: 'many-to-many', target: 'Tag', inverseSide: 'lines', joinTable: { name: 'line tags' } },
    },
  });
  const Tag = new EntitySchema<object>({
    name: 'Tag',
    columns: { code: { type: String, primary: true, length: 20 } },
    relations: {
      lines: { type: 'many-to-many', target: 'order-line', inverseSide: 'tags' },
      note: { type: 'one-to-one', target: 'Note', inverseSide: 'tag' },
    },
  });
  const Note = new EntitySchema<object>({
    name: 'Note',
    columns: { id, text: { type: String } },
    relations: { tag: { type: 'one-to-one', target: 'Tag', inverseSide: 'note', joinColumn: true } },
  });
  return {
    entities: [ShopSchema, OrderLine, Tag, Note],
    fill: async ({ manager }) => {
      const [north, south] = await manager.save('Shop', [{ name: 'North' }, { name: 'South' }]);
      const [red, blue] = await manager.save('Tag', [{ code: 'red' }, { code: 'blue' }]);
      await manager.save('order-line', [
        { amount: 1, shop: north, tags: [red, blue] },
        { amount: 2, shop: north, tags: [red] },
        { amount: 3, shop: null, tags: [] },
        { amount: 4, shop: south, tags: [blue] },
      ]);
      await manager.save('Note', [{ text: 'warm', tag: red }, { text: 'loose' }]);
    },
  };
};
