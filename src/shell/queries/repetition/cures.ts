import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { Comparison } from '../sql/parts';
import type { OwnerPath } from './owners';

/** What to do instead of sending the same statement again and again, in the words of the model. */

export const KEEP_ANSWER = 'keep the answer in a variable';

/** `load them with relations: { assignments: { project: true } } (of Employee)` */
export function withRelations({ root, relations }: OwnerPath): string {
  return `load them with relations: ${relationsText(relations.map(({ propertyPath }) => propertyPath))} (of ${root.name})`;
}

function relationsText(paths: readonly string[]): string {
  const names = paths.flatMap((path) => path.split('.'));
  return names.reduceRight((inner, name) => `{ ${name}: ${inner} }`, 'true');
}

/**
 * `ask once: Employee.findBy({ id: In([...]) })`
 * @param joins whether rows of other tables come with them.
 */
export function findAll(entity: EntityMetadata, keys: readonly Comparison[], joins: boolean): string {
  return joins && keys.length === 1
    ? `ask once: ${entity.name}.find({ where: ${condition(entity, keys)}, … })`
    : `ask once: ${entity.name}.${among(entity, keys, 'findBy', 'find')}`;
}

/** For conditions that are several joined by OR. */
export function findAnyOf(entity: EntityMetadata | undefined): string {
  return entity === undefined ? 'ask once, with all the values' : `ask once: ${entity.name}.find({ where: [...] })`;
}

/** `delete them at once: Employee.delete({ id: In([...]) })` */
export function deleteAll(entity: EntityMetadata, keys: readonly Comparison[]): string {
  return keys.length === 1
    ? `delete them at once: ${entity.name}.${among(entity, keys, 'delete', 'delete')}`
    : removeAll(entity);
}

export function removeAll({ name }: EntityMetadata): string {
  return `remove them together: ${name}.remove([...])`;
}

/** `write them at once: Employee.update({ id: In([...]) }, { name: … })` */
export function updateAll(entity: EntityMetadata, keys: readonly Comparison[], set: readonly Comparison[]): string {
  const values = set.map(({ column }) => `${propertyOf(entity, column)?.propertyName ?? column}: …`).join(', ');
  return `write them at once: ${entity.name}.update(${condition(entity, keys)}, { ${values} })`;
}

export function saveAll({ name }: EntityMetadata): string {
  return `save them together: ${name}.save([...])`;
}

export function insertAll({ name }: EntityMetadata): string {
  return `insert them together: ${name}.insert([...])`;
}

/** `count them in one query: Assignment.createQueryBuilder('a').select('a.employee')…` */
export function groupedQuery(entity: EntityMetadata, keys: readonly string[], aggregate: string): string {
  const alias = entity.name[0]?.toLowerCase() ?? 'e';
  const [first, ...others] = keys.map((key) => `'${alias}.${key}'`);
  const selected = `select(${first})${others.map((key) => `.addSelect(${key})`).join('')}`;
  const grouped = `groupBy(${first})${others.map((key) => `.addGroupBy(${key})`).join('')}`;
  const what = aggregate === 'count' ? 'COUNT(*)' : `${aggregate.toUpperCase()}(…)`;
  const verb = aggregate === 'count' ? 'count them in one query' : 'ask once';
  return `${verb}: ${entity.name}.createQueryBuilder('${alias}').${selected}.addSelect('${what}').${grouped}.getRawMany()`;
}

/** What is counted for each owner through a relation that the counted rows do not hold themselves. */
export function groupedThrough({
  entityMetadata: owner,
  inverseEntityMetadata,
  propertyPath,
}: RelationMetadata): string {
  const alias = owner.name[0]?.toLowerCase() ?? 'o';
  const key = `'${alias}.${owner.primaryColumns[0]?.propertyPath ?? 'id'}'`;
  const counted = `COUNT(each.${inverseEntityMetadata.primaryColumns[0]?.propertyPath ?? 'id'})`;
  const query = `createQueryBuilder('${alias}').leftJoin('${alias}.${propertyPath}', 'each').select(${key}).addSelect('${counted}')`;
  return `count them in one query: ${owner.name}.${query}.groupBy(${key}).getRawMany()`;
}

/** For tables that the model does not know. */
export function rawCure(verb: string, column: string | undefined): string {
  if (verb === 'insert') return 'write several rows at once: VALUES (…), (…)';
  return `${verb === 'select' ? 'ask' : 'write'} once: WHERE ${column ?? '…'} IN (…)`;
}

/** One call for many keys: of a single key by a list, of several by a list of conditions. */
function among(entity: EntityMetadata, keys: readonly Comparison[], by: string, where: string): string {
  if (keys.length === 1) return `${by}(${condition(entity, keys)})`;
  const each = keys.map(({ column }) => `${propertyOf(entity, column)?.propertyName ?? column}: …`).join(', ');
  return `${where}({ where: [{ ${each} }, …] })`;
}

/** `{ id: In([...]) }`; the nearest there is for several keys. */
function condition(entity: EntityMetadata, keys: readonly Comparison[]): string {
  const parts = keys.map(({ column }) => {
    const path = pathOf(entity, column).split('.');
    return path.reduceRight((inner, name) => `${name}: ${inner.includes(':') ? `{ ${inner} }` : inner}`, 'In([...])');
  });
  return `{ ${parts.join(', ')} }`;
}

/** How a column is called in a condition: by its property, or by the relation whose key it is. */
export function pathOf(entity: EntityMetadata, column: string): string {
  const found = propertyOf(entity, column);
  if (found === undefined) return column;
  if (!found.isVirtual) return found.propertyPath;
  const key = found.referencedColumn?.propertyPath ?? 'id';
  return found.relationMetadata === undefined ? column : `${found.relationMetadata.propertyPath}.${key}`;
}

function propertyOf(entity: EntityMetadata, column: string): ColumnMetadata | undefined {
  return entity.columns.find(({ databaseName }) => databaseName === column);
}
