import type { EntityMetadata } from 'typeorm';
import type { Filled } from './fill';
import { Random } from './random';
import { referencesOf, satisfies, type Reference } from './references';
import type { TableRow, Tables } from './tables/tables';
import { finishTree } from './trees';
import { UniqueTogether } from './unique-together';

/** How often a row leads to none of its kind: there are several roots. */
const ROOTS = 0.15;
/** No tree is higher: the path to a row is kept in a column, which may be short for long keys. */
const MOST_LEVELS = 6;
/** How often a relation to rows that were made later leads somewhere. */
const LINKED = 0.85;

/**
 * Fills the relations that had to wait: those into the entity's own table, and those to rows that were made after it. Rows of one entity
 * lead to rows that were made before them, so that nothing is above itself.
 */
export async function linkLater({ metadata, made, later }: Filled, tables: Tables, seed: number): Promise<void> {
  for (const reference of later) {
    if (!isFree(reference, metadata)) continue;
    const random = new Random(seed, `${metadata.tablePath} ${metadata.name}.${reference.relation.propertyPath}`);
    const together = await UniqueTogether.read(reference, metadata, tables);
    if (reference.isToItself && satisfies(metadata, reference)) {
      const rows = await made.columns([...metadata.primaryColumns, ...reference.referenced]);
      const parents = parentsOf(rows.length, reference, metadata, random).map((parent, index) =>
        parent === -1 || together.take(rows[index], rows[parent]) ? parent : -1,
      );
      await setTargets(tables, metadata, reference, rows, (index) => rows[parents[index]]);
      if (metadata.treeParentRelation?.propertyPath === reference.relation.propertyPath)
        await finishTree({ tables, metadata, rows, parents });
    } else {
      const rows = await made.columns(metadata.primaryColumns);
      const targets = await targetsFor(reference, metadata, tables);
      const isTaken = new Set<TableRow>();
      await setTargets(tables, metadata, reference, rows, (index) => {
        if (targets.length === 0 || !random.chance(LINKED)) return undefined;
        const target = random.pick(targets);
        if (reference.isUnique && isTaken.has(target)) return undefined;
        if (!together.take(rows[index], target)) return undefined;
        isTaken.add(target);
        return target;
      });
    }
  }
}

/** Whether its columns belong to nothing else: what is there already stays. */
function isFree({ columns, relation }: Reference, metadata: EntityMetadata): boolean {
  const others = referencesOf(metadata).filter((each) => each.relation.propertyPath !== relation.propertyPath);
  const taken = others.flatMap((each) => each.columns.map(({ databaseName }) => databaseName));
  return columns.every(({ isNullable, databaseName }) => isNullable && !taken.includes(databaseName));
}

/** Of each row the one above it, by their places; -1 for none. */
function parentsOf(
  count: number,
  { isUnique, relation }: Reference,
  { treeType }: EntityMetadata,
  random: Random,
): readonly number[] {
  // A nested set has one root.
  const roots = relation.isTreeParent && treeType === 'nested-set' ? 0 : ROOTS;
  const parents: number[] = [];
  const levels: number[] = [];
  for (let index = 0; index < count; index++) {
    let parent = -1;
    if (isUnique) parent = index % 2 === 1 ? index - 1 : -1;
    else if (index > 0 && !random.chance(roots)) parent = random.below(index);
    while (parent !== -1 && levels[parent] >= MOST_LEVELS) parent = parents[parent];
    parents.push(parent);
    levels.push(parent === -1 ? 1 : levels[parent] + 1);
  }
  return parents;
}

/** The rows that it may lead to; where no two may lead to the same one, those that none leads to yet. */
async function targetsFor(
  reference: Reference,
  metadata: EntityMetadata,
  tables: Tables,
): Promise<readonly TableRow[]> {
  const { target, referenced, columns, isUnique } = reference;
  const targets = await tables.select(target, referenced, { whole: true, alive: true, limit: true });
  if (!isUnique) return targets;
  const used = new Set((await tables.select(metadata, columns, { whole: true })).map((row) => keyOf(row, columns)));
  return targets.filter((row) => !used.has(keyOf(row, referenced)));
}

function keyOf(row: TableRow, columns: Reference['columns']): string {
  return columns.map(({ databaseName }) => String(row[databaseName])).join('\0');
}

/** Rows that lead to the same one are changed together. */
async function setTargets(
  tables: Tables,
  metadata: EntityMetadata,
  { columns, referenced }: Reference,
  rows: readonly TableRow[],
  targetOf: (index: number) => TableRow | undefined,
): Promise<void> {
  const byTarget = new Map<TableRow, TableRow[]>();
  rows.forEach((row, index) => {
    const target = targetOf(index);
    if (target === undefined) return;
    const together = byTarget.get(target);
    if (together === undefined) byTarget.set(target, [row]);
    else together.push(row);
  });
  for (const [target, together] of byTarget) {
    const set = Object.fromEntries(
      columns.map(({ databaseName }, at) => [databaseName, target[referenced[at].databaseName]]),
    );
    await tables.update(metadata, set, together);
  }
}
