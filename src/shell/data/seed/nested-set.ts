import { tableOwner, type ColumnMetadata } from '../../schema/entity-facts';
import type { TableRow } from './tables/tables';
import type { MadeTree } from './trees';

/** Numbers all of the table anew: what is made hangs below the root that is there, for TypeORM allows no second one. */
export async function numberNestedSet({ metadata, tables, rows }: MadeTree): Promise<void> {
  const { nestedSetLeftColumn: left, nestedSetRightColumn: right, treeParentRelation } = metadata;
  if (left === undefined || right === undefined || treeParentRelation === undefined) return;
  const owner = tableOwner(metadata);
  const { joinColumns } = treeParentRelation;
  const referenced = joinColumns.map((column) => column.referencedColumn as ColumnMetadata);
  const keyOf = (row: TableRow): string => idOf(row, owner.primaryColumns);
  const made = new Set(rows.map(keyOf));
  const columns = [...owner.primaryColumns, ...joinColumns, ...referenced];
  const all = (await tables.select(owner, columns)).map((row) => ({ ...row }));
  const tops = all.filter((row) => joinColumns.some(({ databaseName }) => row[databaseName] === null));
  const root = tops.find((row) => !made.has(keyOf(row))) ?? tops[0];
  const below = Object.fromEntries(
    joinColumns.map(({ databaseName }, at) => [databaseName, root[referenced[at].databaseName]]),
  );
  for (const row of tops) {
    if (row === root) continue;
    await tables.update(owner, below, [row]);
    Object.assign(row, below);
  }
  const children = new Map<string, TableRow[]>();
  for (const row of all) {
    if (row === root) continue;
    const above = idOf(row, joinColumns);
    const siblings = children.get(above);
    if (siblings === undefined) children.set(above, [row]);
    else siblings.push(row);
  }
  for (const { row, first, last } of numbered(root, (row) => children.get(idOf(row, referenced)) ?? []))
    await tables.update(owner, { [left.databaseName]: first, [right.databaseName]: last }, [row]);
}

interface Numbered {
  readonly row: TableRow;
  /** What is below it has the numbers between these. */
  readonly first: number;
  readonly last: number;
}

/** Without recursion: a tree may be deep. */
function* numbered(root: TableRow, childrenOf: (row: TableRow) => readonly TableRow[]): Generator<Numbered> {
  let number = 1;
  const open = [{ row: root, children: childrenOf(root), next: 0, first: number }];
  for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
    const child = at.children[at.next++];
    if (child === undefined) {
      open.pop();
      yield { row: at.row, first: at.first, last: ++number };
    } else open.push({ row: child, children: childrenOf(child), next: 0, first: ++number });
  }
}

function idOf(row: TableRow, columns: readonly ColumnMetadata[]): string {
  return columns.map(({ databaseName }) => String(row[databaseName])).join('\0');
}
