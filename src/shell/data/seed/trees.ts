import type { EntityMetadata } from 'typeorm';
import { tableOwner } from '../../schema/entity-facts';
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
  const level = closure.columns.find(({ closureType, propertyName }) => closureType === undefined && propertyName === 'level');
  const sides = [
    ...closure.ancestorColumns.map((column) => ({ column, isAbove: true })),
    ...closure.descendantColumns.map((column) => ({ column, isAbove: false })),
  ];
  const columns = [...sides.map(({ column }) => column), ...(level ? [level] : [])].map(({ databaseName }) => databaseName);
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
  const key = metadata.treeParentRelation?.joinColumns.map(({ referencedColumn }) => referencedColumn?.databaseName ?? '');
  if (column === undefined || key === undefined) return;
  const paths: string[] = [];
  for (const [index, row] of rows.entries()) {
    const above = parents[index] === -1 ? '' : paths[parents[index]];
    paths.push(`${above}${key.map((name) => String(row[name])).join('_')}.`);
    await tables.update(metadata, { [column]: paths[index] }, [row]);
  }
}

/** Numbers all of the table anew: what is made hangs below the root that is there, for TypeORM allows no second one. */
async function numberNestedSet({ metadata, tables, rows }: MadeTree): Promise<void> {
  const { nestedSetLeftColumn: left, nestedSetRightColumn: right, treeParentRelation } = metadata;
  if (left === undefined || right === undefined || treeParentRelation === undefined) return;
  const owner = tableOwner(metadata);
  const { joinColumns } = treeParentRelation;
  const referenced = joinColumns.map((column) => column.referencedColumn!);
  const idOf = (row: TableRow, names: readonly { readonly databaseName: string }[]): string =>
    names.map(({ databaseName }) => String(row[databaseName])).join('\0');
  const all = (await tables.select(owner, [...owner.primaryColumns, ...joinColumns, ...referenced, left])).map((row) => ({ ...row }));
  const isTop = (row: TableRow): boolean => joinColumns.some(({ databaseName }) => row[databaseName] === null);
  const made = new Set(rows.map((row) => idOf(row, owner.primaryColumns)));
  const tops = all.filter(isTop).sort((one, other) => Number(made.has(idOf(one, owner.primaryColumns))) - Number(made.has(idOf(other, owner.primaryColumns))));
  const [root, ...others] = tops;
  const children = new Map<string, TableRow[]>();
  for (const row of others) {
    const set = Object.fromEntries(joinColumns.map(({ databaseName }, at) => [databaseName, root[referenced[at].databaseName]]));
    await tables.update(owner, set, [row]);
    Object.assign(row, set);
  }
  for (const row of all) {
    if (row === root) continue;
    const above = idOf(row, joinColumns);
    const siblings = children.get(above);
    if (siblings === undefined) children.set(above, [row]);
    else siblings.push(row);
  }
  let number = 0;
  const lefts = new Map<TableRow, number>();
  // Without recursion: a tree may be deep.
  const open: { readonly row: TableRow; readonly left: readonly TableRow[]; next: number }[] = [];
  const enter = (row: TableRow): void => {
    lefts.set(row, ++number);
    open.push({ row, left: children.get(idOf(row, referenced)) ?? [], next: 0 });
  };
  enter(root);
  while (open.length > 0) {
    const at = open[open.length - 1];
    if (at.next < at.left.length) enter(at.left[at.next++]);
    else {
      open.pop();
      await tables.update(owner, { [left.databaseName]: lefts.get(at.row), [right.databaseName]: ++number }, [at.row]);
    }
  }
}
