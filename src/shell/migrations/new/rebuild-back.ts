import type { Table, TableUnique } from 'typeorm';
import { replaceMethod, type SchemaRunner } from './schema-runner';

/**
 * SQLite changes a table by making it anew under another name, which is dropped or renamed in the end. On the way back TypeORM renames the table that
 * is there out of the way first, and since SQLite 3.26 what other tables refer to goes with it (https://sqlite.org/lang_altertable.html): when that
 * one is dropped, they refer to nothing (https://github.com/typeorm/typeorm/issues/5409). Here the way back goes as the way up does.
 */
export function rebuildBack(runner: SchemaRunner): void {
  replaceMethod(runner, 'recreateTable', (original) => async (newTable, oldTable) => {
    const [back, from] = [oldTable.clone(), newTable.clone()];
    const memory = runner.getMemorySql();
    const statements = memory.downQueries.length;
    dropUniques(newTable);
    from.uniques = newTable.clone().uniques;
    await original(newTable, oldTable);
    memory.downQueries.splice(statements);
    const before = memory.upQueries.length;
    // What is remembered of the table is what it is on the way up.
    const nothing = { value: () => {}, configurable: true };
    Object.defineProperty(runner, 'replaceCachedTable', nothing);
    try {
      await original(back, from);
    } finally {
      Reflect.deleteProperty(runner, 'replaceCachedTable');
    }
    const way = memory.upQueries.splice(before);
    memory.downQueries.splice(statements);
    // All of the way back is read from its end.
    memory.downQueries.push(...way.reverse());
  });
}

/** A column that is not unique any more is none in TypeORM's picture of the table, but the constraint is still there. */
function dropUniques(table: Table): void {
  const isDropped = ({ columnNames: [name, ...others] }: TableUnique): boolean =>
    others.length === 0 && table.columns.some((column) => column.name === name && !column.isUnique);
  table.uniques = table.uniques.filter((unique) => !isDropped(unique));
}
