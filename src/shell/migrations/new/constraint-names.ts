import type { Table, TableForeignKey } from 'typeorm';
import { constraintRename, type Renaming } from './rename-statements';
import type { Change } from './statement';
import { familyOf, quotedPath, tableKey } from './table-key';

/** A constraint or an index of a table that has a name of the entity's. */
interface Wrong {
  readonly kind: 'unique' | 'index' | 'foreign key';
  readonly table: Table;
  readonly from: string;
  readonly to: string;
  /** Gives it the name, in the table as it was read. */
  rename(): void;
}

/**
 * Names of constraints and indices follow those of their tables and columns, and TypeORM knows them by name: what is the same under another
 * name is renamed, where it would be dropped and made anew.
 */
export async function constraintChanges(renaming: Renaming): Promise<readonly Change[]> {
  const wrong = renaming.tables.flatMap((table) => wronglyNamed(table, renaming));
  switch (familyOf(renaming.dataSource)) {
    case 'postgres':
      return wrong.map((each) => postgres(each, renaming));
    case 'mysql': {
      const changes: Change[] = [];
      for (const each of wrong) changes.push(...(await mysql(each, renaming)));
      return changes;
    }
    case 'sqlite':
      return sqlite(wrong, renaming);
    case undefined:
      return [];
  }
}

function wronglyNamed(table: Table, { dataSource, metadataOf, renamed, renames }: Renaming): readonly Wrong[] {
  const metadata = metadataOf(table);
  if (metadata === undefined) return [];
  const { driver } = dataSource;
  const isOwn = renamed.some(({ after }) => after === table);
  const refersToRenamed = (key: TableForeignKey): boolean =>
    renames.oldTable(tableKey(driver, key)) !== tableKey(driver, key) ||
    renamed.some(({ after }) => tableKey(driver, after) === tableKey(driver, key));
  const wrong: Wrong[] = [];
  const compare = <
    Found extends { name?: string; readonly columnNames: string[] },
    Wanted extends { readonly name: string },
  >(
    kind: Wrong['kind'],
    found: readonly Found[],
    wanted: readonly Wanted[],
    isSame: (one: Found, other: Wanted) => boolean,
  ): void => {
    const left = wanted.filter(({ name }) => !found.some((each) => each.name === name));
    for (const each of found) {
      const { name } = each;
      if (name === undefined || wanted.some((other) => other.name === name)) continue;
      const at = left.findIndex((other) => isSame(each, other));
      if (at === -1) continue;
      const [{ name: to }] = left.splice(at, 1);
      wrong.push({ kind, table, from: name, to, rename: () => (each.name = to) });
    }
  };
  const names = (columns: readonly { readonly databaseName: string }[]): readonly string[] =>
    columns.map(({ databaseName }) => databaseName);
  if (isOwn) {
    // MySQL has unique indices alone, and TypeORM reads them as both.
    if (familyOf(dataSource) !== 'mysql')
      compare('unique', table.uniques, metadata.uniques, (one, other) =>
        isEqual(one.columnNames, names(other.columns)),
      );
    compare(
      'index',
      table.indices,
      metadata.indices,
      (one, other) => one.isUnique === other.isUnique && isEqual(one.columnNames, names(other.columns)),
    );
  }
  compare(
    'foreign key',
    table.foreignKeys.filter((key) => isOwn || refersToRenamed(key)),
    metadata.foreignKeys,
    (one, other) =>
      isEqual(one.columnNames, names(other.columns)) &&
      tableKey(driver, one) === tableKey(driver, other.referencedEntityMetadata),
  );
  return wrong;
}

function postgres({ kind, table, from, to, rename }: Wrong, { dataSource: { driver } }: Renaming): Change {
  rename();
  if (kind !== 'index') return constraintRename(driver, table, from, to);
  const schema = table.name.slice(0, table.name.lastIndexOf('.') + 1);
  const statement = (one: string, other: string): string =>
    `ALTER INDEX ${quotedPath(driver, schema + one)} RENAME TO ${driver.escape(other)}`;
  return { up: statement(from, to), down: statement(to, from) };
}

/** A foreign key has to be made anew, and the index that MySQL has made for it keeps its old name unless it is told. */
async function mysql(
  { kind, table, from, to, rename }: Wrong,
  { dataSource, runner }: Renaming,
): Promise<readonly Change[]> {
  const { driver } = dataSource;
  const path = quotedPath(driver, table.name);
  const indexRename = {
    up: `ALTER TABLE ${path} RENAME INDEX ${driver.escape(from)} TO ${driver.escape(to)}`,
    down: `ALTER TABLE ${path} RENAME INDEX ${driver.escape(to)} TO ${driver.escape(from)}`,
  };
  if (kind !== 'foreign key') {
    rename();
    for (const unique of table.uniques) if (unique.name === from) unique.name = to;
    return [indexRename];
  }
  const key = table.foreignKeys.find(({ name }) => name === from);
  if (key === undefined) return [];
  const columns = (names: readonly string[]): string => names.map((name) => driver.escape(name)).join(', ');
  const add = (name: string): string =>
    `ALTER TABLE ${path} ADD CONSTRAINT ${driver.escape(name)} FOREIGN KEY (${columns(key.columnNames)}) REFERENCES ${quotedPath(driver, key.referencedTableName)}(${columns(key.referencedColumnNames)})${
      key.onDelete ? ` ON DELETE ${key.onDelete}` : ''
    }${key.onUpdate ? ` ON UPDATE ${key.onUpdate}` : ''}`;
  const drop = (name: string): string => `ALTER TABLE ${path} DROP FOREIGN KEY ${driver.escape(name)}`;
  const hasOwnIndex = await indexOfForeignKey(runner, from);
  rename();
  return [{ up: drop(from), down: add(from) }, ...(hasOwnIndex ? [indexRename] : []), { up: add(to), down: drop(to) }];
}

async function indexOfForeignKey(runner: Renaming['runner'], name: string): Promise<boolean> {
  const rows = (await runner.query(
    'SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name = ? LIMIT 1',
    [name],
  )) as readonly unknown[];
  return rows.length > 0;
}

/**
 * SQLite keeps the names of constraints in the text of the table: it is made anew, once, with its rows. Indices alone are dropped and
 * made, which TypeORM does.
 */
async function sqlite(wrong: readonly Wrong[], { runner }: Renaming): Promise<readonly Change[]> {
  const tables = new Set(
    wrong
      .filter(
        ({ kind, table, from }) =>
          kind === 'foreign key' ||
          (kind === 'unique' && table.uniques.some(({ name, columnNames }) => name === from && columnNames.length > 1)),
      )
      .map(({ table }) => table),
  );
  const changes: Change[] = [];
  for (const table of tables) {
    const old = table.clone();
    for (const each of wrong) if (each.table === table) each.rename();
    changes.push(...(await remembered(runner, () => runner.recreateTable(table.clone(), old))));
  }
  return changes;
}

async function remembered(runner: Renaming['runner'], work: () => Promise<void>): Promise<readonly Change[]> {
  runner.enableSqlMemory();
  try {
    await work();
    const { upQueries, downQueries } = runner.getMemorySql();
    // The way back of as many statements, read from its end.
    return upQueries.map(({ query }, at) => ({ up: query, down: downQueries[at].query }));
  } finally {
    runner.disableSqlMemory();
  }
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}
