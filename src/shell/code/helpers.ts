const IN_ORDER = 'one element after the other';

/**
 * Functions that are written into a program because application code has nothing of their kind. Those for arrays do what the shell does
 * with methods whose callbacks wait: the same order, the same stops.
 */
export const HELPERS = {
  mapInOrder: `/** Like \`list.map\`, for a callback that waits: ${IN_ORDER}. */
async function mapInOrder<Item, Result>(
  list: readonly Item[],
  callback: (item: Item, index: number) => Result | Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, item] of list.entries()) results.push(await callback(item, index));
  return results;
}`,
  flatMapInOrder: `/** Like \`list.flatMap\`, for a callback that waits: ${IN_ORDER}. */
async function flatMapInOrder<Item, Result>(
  list: readonly Item[],
  callback: (item: Item, index: number) => Promise<Result | readonly Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, item] of list.entries()) results.push(...[await callback(item, index)].flat() as Result[]);
  return results;
}`,
  filterInOrder: `/** Like \`list.filter\`, for a test that waits: ${IN_ORDER}. */
async function filterInOrder<Item>(
  list: readonly Item[],
  test: (item: Item, index: number) => Promise<unknown>,
): Promise<Item[]> {
  const kept: Item[] = [];
  for (const [index, item] of list.entries()) if (await test(item, index)) kept.push(item);
  return kept;
}`,
  findInOrder: `/** Like \`list.find\`, for a test that waits: ${IN_ORDER}. */
async function findInOrder<Item>(
  list: readonly Item[],
  test: (item: Item, index: number) => Promise<unknown>,
): Promise<Item | undefined> {
  for (const [index, item] of list.entries()) if (await test(item, index)) return item;
  return undefined;
}`,
  findIndexInOrder: `/** Like \`list.findIndex\`, for a test that waits: ${IN_ORDER}. */
async function findIndexInOrder<Item>(
  list: readonly Item[],
  test: (item: Item, index: number) => Promise<unknown>,
): Promise<number> {
  for (const [index, item] of list.entries()) if (await test(item, index)) return index;
  return -1;
}`,
  findLastInOrder: `/** Like \`list.findLast\`, for a test that waits: ${IN_ORDER}, from the end. */
async function findLastInOrder<Item>(
  list: readonly Item[],
  test: (item: Item, index: number) => Promise<unknown>,
): Promise<Item | undefined> {
  for (const [index, item] of [...list.entries()].reverse()) if (await test(item, index)) return item;
  return undefined;
}`,
  findLastIndexInOrder: `/** Like \`list.findLastIndex\`, for a test that waits: ${IN_ORDER}, from the end. */
async function findLastIndexInOrder<Item>(
  list: readonly Item[],
  test: (item: Item, index: number) => Promise<unknown>,
): Promise<number> {
  for (const [index, item] of [...list.entries()].reverse()) if (await test(item, index)) return index;
  return -1;
}`,
  someInOrder: `/** Like \`list.some\`, for a test that waits: ${IN_ORDER}. */
async function someInOrder<Item>(
  list: readonly Item[],
  test: (item: Item, index: number) => Promise<unknown>,
): Promise<boolean> {
  for (const [index, item] of list.entries()) if (await test(item, index)) return true;
  return false;
}`,
  everyInOrder: `/** Like \`list.every\`, for a test that waits: ${IN_ORDER}. */
async function everyInOrder<Item>(
  list: readonly Item[],
  test: (item: Item, index: number) => Promise<unknown>,
): Promise<boolean> {
  for (const [index, item] of list.entries()) if (!(await test(item, index))) return false;
  return true;
}`,
  forEachInOrder: `/** Like \`list.forEach\`, for a callback that waits: ${IN_ORDER}. */
async function forEachInOrder<Item>(
  list: readonly Item[],
  callback: (item: Item, index: number) => unknown,
): Promise<void> {
  for (const [index, item] of list.entries()) await callback(item, index);
}`,
  reduceInOrder: `/** Like \`list.reduce\` with a start, for a callback that waits: ${IN_ORDER}. */
async function reduceInOrder<Item, Result>(
  list: readonly Item[],
  callback: (before: Result, item: Item, index: number) => Promise<Result>,
  start: Result,
): Promise<Result> {
  let result = start;
  for (const [index, item] of list.entries()) result = await callback(result, item, index);
  return result;
}`,
  reduceRightInOrder: `/** Like \`list.reduceRight\` with a start, for a callback that waits: ${IN_ORDER}, from the end. */
async function reduceRightInOrder<Item, Result>(
  list: readonly Item[],
  callback: (before: Result, item: Item, index: number) => Promise<Result>,
  start: Result,
): Promise<Result> {
  let result = start;
  for (const [index, item] of [...list.entries()].reverse()) result = await callback(result, item, index);
  return result;
}`,
  sortInOrder: `/** Like \`list.sort\`, for a comparison that waits: it sorts the list itself. */
async function sortInOrder<Item>(list: Item[], compare: (left: Item, right: Item) => Promise<number>): Promise<Item[]> {
  const sorted = await sortedInOrder(list, compare);
  list.splice(0, list.length, ...sorted);
  return list;
}

async function sortedInOrder<Item>(
  list: readonly Item[],
  compare: (left: Item, right: Item) => Promise<number>,
): Promise<Item[]> {
  if (list.length < 2) return [...list];
  const middle = list.length >> 1;
  const left = await sortedInOrder(list.slice(0, middle), compare);
  const right = await sortedInOrder(list.slice(middle), compare);
  const merged: Item[] = [];
  while (left.length > 0 && right.length > 0)
    merged.push(((await compare(left[0], right[0])) > 0 ? right : left).shift() as Item);
  return [...merged, ...left, ...right];
}`,
  loadRelations: `/** Reads relations of entities anew and puts them in. Gives what it was given. */
async function loadRelations<Entity extends ObjectLiteral, Given extends Entity | null | undefined | readonly Entity[]>(
  type: EntityTarget<Entity>,
  given: Given,
  relations: FindOptionsRelations<Entity>,
  order: FindOptionsOrder<Entity> = {},
): Promise<Given> {
  const entities = [given ?? []].flat() as Entity[];
  const metadata = dataSource.getMetadata(type);
  const where = entities.map((entity) => metadata.getEntityIdMap(entity)) as FindOptionsWhere<Entity>[];
  const found = where.length > 0 ? await dataSource.getRepository(type).find({ where, relations, order }) : [];
  for (const entity of entities) {
    const read = found.find((each) => metadata.compareEntities(each, entity));
    for (const name of Object.keys(relations) as (keyof Entity)[]) if (read) entity[name] = read[name];
  }
  return given;
}`,
  writeRows: `/** Runs a statement that writes. Gives how many rows it wrote. */
async function writeRows(statement: string, parameters: unknown[]): Promise<{ affected: number | undefined }> {
  const runner = dataSource.createQueryRunner();
  try {
    const { affected } = (await runner.query(statement, parameters, true)) as { affected?: number };
    return { affected };
  } finally {
    await runner.release();
  }
}`,
} as const satisfies Readonly<Record<string, string>>;

export type HelperName = keyof typeof HELPERS;
