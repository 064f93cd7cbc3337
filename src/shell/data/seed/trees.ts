import type { EntityMetadata } from 'typeorm';
import { numberNestedSet } from './nested-set';
import type { TableRow, Tables } from './tables/tables';

export interface MadeTree {
  readonly tables: Tables;
  readonly metadata: EntityMetadata;
  /** What was made, each row behind the one above it. */
  readonly rows: readonly TableRow[];
  /** Of each the place of the one above it, -1 for none. */
  readonly parents: readonly number[];
}

/** Writes what TypeORM keeps of a tree beside the relation to the parent. */
export async function finishTree(tree: MadeTree): Promise<void> {
  const { metadata, tables, rows } = tree;
  if (rows.length === 0) return;
  const level = metadata.treeLevelColumn?.databaseName;
  if (level !== undefined)
    for (const [depth, together] of byDepth(tree)) await tables.update(metadata, { [level]: depth }, together);
  switch (metadata.treeType) {
    case 'closure-table':
      return writeClosure(tree);
    case 'materialized-path':
      return writePaths(tree);
    case 'nested-set':
      return numberNestedSet(tree);
    default:
      return undefined;
  }
}

function byDepth({ rows, parents }: MadeTree): ReadonlyMap<number, readonly TableRow[]> {
  const depths: number[] = [];
  const together = new Map<number, TableRow[]>();
  rows.forEach((row, index) => {
    depths.push(parents[index] === -1 ? 0 : depths[parents[index]] + 1);
    together.set(depths[index], [...(together.get(depths[index]) ?? []), row]);
  });
  return together;
}

/** A row for each of the rows above one, and for itself. */
async function writeClosure({ metadata, tables, rows, parents }: MadeTree): Promise<void> {
  const closure = metadata.closureJunctionTable;
  const level = closure.columns.find(
    ({ closureType, propertyName }) => closureType === undefined && propertyName === 'level',
  );
  const sides = [
    ...closure.ancestorColumns.map((column) => ({ column, isAbove: true })),
    ...closure.descendantColumns.map((column) => ({ column, isAbove: false })),
  ];
  const columns = [...sides.map(({ column }) => column), ...(level ? [level] : [])].map(
    ({ databaseName }) => databaseName,
  );
  const written: TableRow[] = [];
  rows.forEach((row, index) => {
    for (let at = index, distance = 0; at !== -1; at = parents[at], distance++) {
      const entry: Record<string, unknown> = level ? { [level.databaseName]: distance } : {};
      for (const { column, isAbove } of sides)
        entry[column.databaseName] = (isAbove ? rows[at] : row)[column.referencedColumn?.databaseName ?? ''];
      written.push(entry);
    }
  });
  await tables.insert(closure, columns, written);
}

/** `1.4.9.`: the keys of those above, and its own. */
async function writePaths({ metadata, tables, rows, parents }: MadeTree): Promise<void> {
  const column = metadata.materializedPathColumn?.databaseName;
  const key = metadata.treeParentRelation?.joinColumns.map(
    ({ referencedColumn }) => referencedColumn?.databaseName ?? '',
  );
  if (column === undefined || key === undefined) return;
  const paths: string[] = [];
  for (const [index, row] of rows.entries()) {
    const above = parents[index] === -1 ? '' : paths[parents[index]];
    paths.push(`${above}${key.map((name) => String(row[name])).join('_')}.`);
    await tables.update(metadata, { [column]: paths[index] }, [row]);
  }
}
