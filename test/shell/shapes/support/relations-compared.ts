import assert from 'node:assert/strict';
import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { ShapeShell } from './shape-shell';

/** A relation of an entity that people have, with the entity: a relation that a child inherits comes with it once more. */
export interface OwnedRelation {
  readonly metadata: EntityMetadata;
  readonly relation: RelationMetadata;
}

/** Relations over which no row of the shapes leads: comparing them says little. */
export const EMPTY: ReadonlySet<string> = new Set(['Concert.area', 'Country.parent']);

/** All relations of all entities that one can ask for at the prompt. */
export function relationsOf({ dataSource }: ShapeShell): readonly OwnedRelation[] {
  return dataSource.entityMetadatas
    .filter(({ tableType }) => !['junction', 'closure', 'closure-junction'].includes(tableType))
    .flatMap((metadata) => metadata.relations.map((relation) => ({ metadata, relation })));
}

export function nameOf({ metadata, relation }: OwnedRelation): string {
  return `${metadata.name}.${relation.propertyPath}`;
}

/** Puts all rows of the entity into a variable at the prompt, in the order of their keys. */
export async function holdOwners(shell: ShapeShell, { metadata }: OwnedRelation, variable = 'owners'): Promise<void> {
  await shell.value(
    `${variable} = manager.find(${JSON.stringify(metadata.name)}, { order: ${JSON.stringify(order(metadata))} })`,
  );
}

/** Touches the relation of each entity in the variable: what it gives, by primary keys. */
export async function touched(
  shell: ShapeShell,
  { relation }: OwnedRelation,
  variable = 'owners',
): Promise<readonly unknown[]> {
  const path = relation.propertyPath.split('.').map((name) => `?.[${JSON.stringify(name)}]`);
  const values = (await shell.value(`${variable}.map(owner => owner${path.join('')})`)) as readonly unknown[];
  return values.map((value) => keys(value, relation));
}

/** What a `find` with that relation gives, in the same form. */
export async function found(shell: ShapeShell, { metadata, relation }: OwnedRelation): Promise<readonly unknown[]> {
  const repository = shell.dataSource.getRepository<ObjectLiteral>(metadata.target);
  const rows = await repository.find({
    order: order(metadata) as object,
    relations: nested(relation.propertyPath, true) as object,
    relationLoadStrategy: strategyFor(relation),
  });
  return rows.map((row) => sorted(keys(relation.getEntityValue(row), relation)));
}

/** Joining a child of a single-table hierarchy that has children of its own, TypeORM leaves those out; asking for it, it does not. */
function strategyFor({ inverseEntityMetadata: target }: RelationMetadata): 'join' | 'query' {
  return target.tableType === 'entity-child' && target.childEntityMetadatas.length > 0 ? 'query' : 'join';
}

/** @throws AssertionError naming the relation where touching gives something else than finding. */
export async function compare(
  shell: ShapeShell,
  owned: OwnedRelation,
  when = '',
  variable = 'owners',
): Promise<number> {
  const [touching, finding] = [await touched(shell, owned, variable), await found(shell, owned)];
  assert.deepEqual(touching.map(sorted), finding, `${nameOf(owned)} ${when}`);
  return finding.filter((value) => value !== null && !(Array.isArray(value) && value.length === 0)).length;
}

function order(metadata: EntityMetadata): unknown {
  const orders = metadata.primaryColumns.map(({ propertyPath }) => nested(propertyPath, 'ASC'));
  return orders.reduce<Record<string, unknown>>((all, each) => merged(all, each as Record<string, unknown>), {});
}

function merged(left: Record<string, unknown>, right: Record<string, unknown>): Record<string, unknown> {
  const all = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const before = all[key];
    all[key] =
      typeof before === 'object' ? merged(before as Record<string, unknown>, value as Record<string, unknown>) : value;
  }
  return all;
}

function nested(path: string, value: unknown): unknown {
  return path.split('.').reduceRight((inner, name) => ({ [name]: inner }), value);
}

/** The primary keys of a relation's value as texts; `null` for none. */
function keys(value: unknown, { inverseEntityMetadata }: RelationMetadata): unknown {
  const key = (entity: object): string =>
    inverseEntityMetadata.primaryColumns
      .map((column) => column.getEntityValue(entity) as unknown)
      .map((part) => (part instanceof Uint8Array ? Buffer.from(part).toString('hex') : String(part)))
      .join('/');
  if (Array.isArray(value)) return (value as object[]).map(key);
  return value === null || value === undefined ? null : key(value);
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? [...(value as string[])].sort() : value;
}
