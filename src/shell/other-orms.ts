import type { EntityMetadata } from 'typeorm';

/**
 * What other object mappers call what TypeORM calls otherwise: people bring the words of Prisma, Sequelize, MikroORM, Mongoose, Active
 * Record, Django and SQLAlchemy with them. Names only; nothing here knows whether TypeORM has one of the same name, so it is asked
 * where something is not there.
 */

/** Where the names in an advice come from, so that it works in this project when it is pasted. */
export type NamesOf = Pick<EntityMetadata, 'primaryColumns' | 'relations'>;

/** @param text in which `KEY` stands for the primary key, and `RELATION` for a relation. */
function withNames(text: string, metadata: NamesOf | undefined): string {
  return text
    .replaceAll('KEY', metadata?.primaryColumns[0]?.propertyPath ?? 'id')
    .replaceAll('RELATION', metadata?.relations[0]?.propertyPath ?? 'RELATION');
}

const ALL = 'find()';
const BY_KEY = 'findOneBy({ KEY: 1 })';
const BY = 'findBy({ KEY: 1 })';
const WITH = 'find({ relations: { RELATION: true } })';
const ORDER = "find({ order: { KEY: 'ASC' } })";
const FIRST = "find({ order: { KEY: 'ASC' }, take: 1 })[0]";
const LAST = "find({ order: { KEY: 'DESC' }, take: 1 })[0]";
const LIST = 'save([{ … }, { … }])';

/** Methods of an entity's class, a repository or a table. What writes is not said in full: it is not to be pasted as it stands. */
const METHODS: Readonly<Record<string, string>> = {
  all: ALL,
  findAll: ALL,
  findMany: ALL,
  getAll: ALL,
  fetchAll: ALL,
  list: ALL,
  get: BY_KEY,
  fetch: BY_KEY,
  findById: BY_KEY,
  findByPk: BY_KEY,
  findByPrimary: BY_KEY,
  findUnique: BY_KEY,
  find_by_id: BY_KEY,
  findUniqueOrThrow: 'findOneByOrFail({ KEY: 1 })',
  findFirst: BY_KEY,
  find_by: BY_KEY,
  findFirstOrThrow: 'findOneByOrFail({ KEY: 1 })',
  first: FIRST,
  last: LAST,
  where: BY,
  filter: BY,
  filter_by: BY,
  filterBy: BY,
  exclude: 'findBy({ KEY: Not(1) })',
  findAndCountAll: 'findAndCount()',
  order: ORDER,
  orderBy: ORDER,
  order_by: ORDER,
  limit: 'find({ take: 10 })',
  take: 'find({ take: 10 })',
  offset: 'find({ skip: 10 })',
  skip: 'find({ skip: 10 })',
  include: WITH,
  includes: WITH,
  populate: WITH,
  pluck: 'find().map(({ KEY }) => KEY)',
  build: 'create({ … })',
  bulkCreate: LIST,
  bulk_create: LIST,
  createMany: LIST,
  insertMany: LIST,
  updateMany: 'update({ … }, { … })',
  updateAll: 'update({ … }, { … })',
  update_all: 'update({ … }, { … })',
  deleteMany: 'delete({ … })',
  destroy: 'delete({ … })',
  destroy_all: 'delete({ … })',
  findOrCreate: 'findOneBy({ … }) ?? ENTITY.create({ … }).save()',
  get_or_create: 'findOneBy({ … }) ?? ENTITY.create({ … }).save()',
  max: "maximum('KEY')",
  min: "minimum('KEY')",
  avg: "average('KEY')",
  aggregate: 'createQueryBuilder()',
  groupBy: 'createQueryBuilder()',
  select: 'find({ select: { KEY: true } })',
};

/**
 * What is written for a method that other mappers have.
 * @param owner what it is asked of, as it was written: `Employee`, `repo(Employee)`
 * @returns `Employee.find()`
 */
export function methodInstead(method: string, owner: string, metadata?: NamesOf): string | undefined {
  if (!Object.hasOwn(METHODS, method)) return undefined;
  return `${owner}.${withNames(METHODS[method] ?? '', metadata).replaceAll('ENTITY', owner)}`;
}

/** Methods of one row's object. */
const OF_ENTITIES: Readonly<Record<string, string>> = {
  destroy: 'remove()',
  delete: 'remove()',
  update: 'save()',
  persist: 'save()',
  refresh: 'reload()',
  refetch: 'reload()',
  fetch: 'reload()',
};

export function entityMethodInstead(method: string, owner: string): string | undefined {
  return Object.hasOwn(OF_ENTITIES, method) ? `${owner}.${OF_ENTITIES[method]}` : undefined;
}

/** What is asked of a relation elsewhere; here it is a list. */
const OF_LISTS: Readonly<Record<string, string>> = {
  all: '',
  toArray: '',
  first: '[0]',
  last: '.at(-1)',
  count: '.length',
  size: '.length',
  where: '.filter(({ KEY }) => KEY === 1)',
  filter_by: '.filter(({ KEY }) => KEY === 1)',
  pluck: '.map(({ KEY }) => KEY)',
  add: '.push(…)',
  append: '.push(…)',
};

export function listMethodInstead(method: string, owner: string, metadata?: NamesOf): string | undefined {
  return Object.hasOwn(OF_LISTS, method) ? `${owner}${withNames(OF_LISTS[method] ?? '', metadata)}` : undefined;
}

/** Options of a find. */
const OPTIONS: Readonly<Record<string, string>> = {
  limit: 'take: 10',
  first: 'take: 10',
  offset: 'skip: 10',
  include: 'relations: { RELATION: true }',
  includes: 'relations: { RELATION: true }',
  with: 'relations: { RELATION: true }',
  populate: 'relations: { RELATION: true }',
  joins: 'relations: { RELATION: true }',
  attributes: 'select: { KEY: true }',
  fields: 'select: { KEY: true }',
  columns: 'select: { KEY: true }',
  orderBy: "order: { KEY: 'ASC' }",
  sort: "order: { KEY: 'ASC' }",
  filter: 'where: { KEY: 1 }',
  conditions: 'where: { KEY: 1 }',
  paranoid: 'withDeleted: true',
};

/** `take: 10` for `limit`. */
export function optionInstead(option: string, metadata?: NamesOf): string | undefined {
  return Object.hasOwn(OPTIONS, option) ? withNames(OPTIONS[option] ?? '', metadata) : undefined;
}

/** Operators, by their name without case, `$` and `_`: `VALUE` is what is compared with, `TEXT` the same without its quotes. */
const OPERATORS: Readonly<Record<string, string>> = {
  gt: 'MoreThan(VALUE)',
  greaterthan: 'MoreThan(VALUE)',
  gte: 'MoreThanOrEqual(VALUE)',
  ge: 'MoreThanOrEqual(VALUE)',
  greaterthanorequal: 'MoreThanOrEqual(VALUE)',
  greaterthanorequalto: 'MoreThanOrEqual(VALUE)',
  lt: 'LessThan(VALUE)',
  lower: 'LessThan(VALUE)',
  lte: 'LessThanOrEqual(VALUE)',
  le: 'LessThanOrEqual(VALUE)',
  eq: 'VALUE',
  equals: 'VALUE',
  is: 'VALUE',
  ne: 'Not(VALUE)',
  neq: 'Not(VALUE)',
  notequal: 'Not(VALUE)',
  not: 'Not(VALUE)',
  in: 'In(VALUE)',
  inarray: 'In(VALUE)',
  notin: 'Not(In(VALUE))',
  nin: 'Not(In(VALUE))',
  like: 'Like(VALUE)',
  notlike: 'Not(Like(VALUE))',
  ilike: 'ILike(VALUE)',
  contains: 'Like("%TEXT%")',
  includes: 'Like("%TEXT%")',
  startswith: 'Like("TEXT%")',
  endswith: 'Like("%TEXT")',
  between: 'Between(LIST)',
  isnull: 'IsNull()',
  null: 'IsNull()',
  isnotnull: 'Not(IsNull())',
  notnull: 'Not(IsNull())',
  exists: 'Not(IsNull())',
  any: 'Any(VALUE)',
};

/**
 * TypeORM's operator for one that others have: `MoreThan(1)` for `gt`, `$gt`, `greaterThan`.
 * @param value what it is given; `undefined` where that is not known.
 */
export function operatorInstead(operator: string, value?: unknown): string | undefined {
  const name = operator.replaceAll(/[$_]/g, '').toLowerCase();
  if (!Object.hasOwn(OPERATORS, name)) return undefined;
  return OPERATORS[name]
    ?.replaceAll('VALUE', asCode(value))
    .replaceAll('TEXT', asCode(value).replace(/^"|"$/g, ''))
    .replaceAll('LIST', Array.isArray(value) ? value.map(asCode).join(', ') : '…, …');
}

/** A plain value as it is written; `…` for any other. */
function asCode(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return `new Date("${value.toISOString()}")`;
  return Array.isArray(value) && value.length <= MOST_IN_LIST ? `[${value.map(asCode).join(', ')}]` : '…';
}

/** A longer list is not written again. */
const MOST_IN_LIST = 5;

/** Signs that somebody may put into a text, in front of what a column is compared with. */
const SIGNS: Readonly<Record<string, string>> = {
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
  '=': 'eq',
  '==': 'eq',
  '!=': 'ne',
  '<>': 'ne',
};

/** `MoreThan("2020-01-01")` for `> 2020-01-01`; `undefined` for a text without a sign. */
export function signInstead(text: string): string | undefined {
  const [, sign, value = ''] = /^\s*(>=|<=|<>|!=|==|[<>=])\s*(\S.*?)\s*$/.exec(text) ?? [];
  const operator = sign === undefined ? undefined : SIGNS[sign];
  return operator && operatorInstead(operator, /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value);
}
