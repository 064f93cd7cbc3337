import { completes, shape } from './support/completing';

completes('TypeORM 0.3', () => shape('shop', [], '0.3'), [
  [
    'Product.find({ |',
    'where select relations order take skip withDeleted cache lock loadRelationIds loadEagerRelations relationLoadStrategy join comment transaction',
  ],
  ['Product.find({ join: { |', 'alias leftJoinAndSelect innerJoinAndSelect leftJoin innerJoin'],
  [
    "Product.find({ lock: { mode: 'pessimistic_|",
    'pessimistic_read pessimistic_write pessimistic_partial_write pessimistic_write_or_fail',
  ],
  ["Product.find({ relations: ['|", 'translations variants channels …'],
  ["Product.find({ relations: ['variants.|", 'variants.product …'],
  ["Product.find({ select: ['|", 'id createdAt …'],
  ["Product.find({ order: { id: '|", 'ASC DESC'],
  ["Product.upsert({}, { upsertType: '|", 'on-conflict-do-update on-duplicate-key-update primary-key'],
  ['Product.clear({ |', ''],
  ['Product.exis|', 'exist exists existsBy'],
  ['Product.findOneB|', 'findOneBy findOneById findOneByOrFail'],
]);
