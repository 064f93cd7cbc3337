/** Tables that lead to each other by foreign keys; most groups are one table that does not lead to itself. */
export interface TableGroup<Table> {
  readonly tables: readonly Table[];
  /** Whether rows of the group may lead to rows that come later. */
  readonly isCycle: boolean;
}

/**
 * Tables in an order in which each comes behind those that its foreign keys lead to, as far as that can be. (The strongly connected parts
 * of a graph, by Tarjan's algorithm.)
 * @param tables in the order that decides where keys do not.
 * @param referred the tables that the keys of one lead to.
 */
export function inKeyOrder<Table>(
  tables: readonly Table[],
  referred: (table: Table) => readonly Table[],
): readonly TableGroup<Table>[] {
  const places = new Map(tables.map((table, at) => [table, at]));
  const index = new Map<Table, number>();
  const lowest = new Map<Table, number>();
  const stack: Table[] = [];
  const groups: TableGroup<Table>[] = [];
  const visit = (table: Table): number => {
    const own = index.size;
    index.set(table, own);
    lowest.set(table, own);
    stack.push(table);
    const next = referred(table).filter((each) => places.has(each));
    let low = own;
    for (const each of [...next].sort((one, other) => places.get(one)! - places.get(other)!)) {
      if (!index.has(each)) low = Math.min(low, visit(each));
      else if (stack.includes(each)) low = Math.min(low, index.get(each)!);
    }
    lowest.set(table, low);
    if (low === own) {
      const group = stack.splice(stack.indexOf(table)).sort((one, other) => places.get(one)! - places.get(other)!);
      groups.push({ tables: group, isCycle: group.length > 1 || next.includes(table) });
    }
    return low;
  };
  for (const table of tables) if (!index.has(table)) visit(table);
  return groups;
}
