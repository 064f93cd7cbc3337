import { DataSource } from 'typeorm';
import { BrandSchema, Customer, Invoice, LabelSchema, Line, Order, Product } from './entities';

const file = (process.env.DATABASE_URL ?? '').replace(/^sqlite:/, '');

/** Small, and of the kinds that the lesson has none of. */
export const ShopSource = new DataSource({
  type: 'better-sqlite3',
  database: file,
  entities: [BrandSchema, Customer, Invoice, LabelSchema, Line, Order, Product],
  synchronize: true,
});
