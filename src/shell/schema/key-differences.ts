import type { EntityMetadata, Table, TableForeignKey, TableIndex } from 'typeorm';
import { dataSourceOf } from './entity-facts';

/** Where foreign keys, indices and constraints of a table differ from those of its entity, one sentence each. */
export function keyDifferences(table: Table, metadata: EntityMetadata): readonly string[] {
  return [
    ...foreignKeys(table, metadata),
    ...indices(table, metadata),
    ...constraints('unique constraint', table.uniques.filter(isOfSeveral), severalColumns(metadata)),
    // TypeORM does not look at the checks of MySQL.
    ...(isMysql(metadata) ? [] : constraints('check', table.checks, metadata.checks)),
    ...constraints('exclusion', table.exclusions, metadata.exclusions),
  ];
}

function foreignKeys(table: Table, metadata: EntityMetadata): readonly string[] {
  const bare = (name: string): string => name.split('.').at(-1) ?? name;
  const said: string[] = [];
  const left = [...table.foreignKeys];
  const take = (isThat: (key: TableForeignKey) => boolean): TableForeignKey | undefined => {
    const at = left.findIndex(isThat);
    return at === -1 ? undefined : left.splice(at, 1)[0];
  };
  for (const wanted of metadata.foreignKeys) {
    const target = wanted.referencedEntityMetadata.tableName;
    const columns = wanted.columns.map(({ databaseName }) => databaseName);
    const words = `foreign key ${columns.join(', ')} → ${target}`;
    const isSame = (key: TableForeignKey): boolean =>
      sameNames(key.columnNames, columns) && bare(key.referencedTableName) === target;
    const there = take((key) => key.name === wanted.name && isSame(key)) ?? take(isSame);
    if (there === undefined) {
      said.push(`${words} is in the entity, not in the database`);
      continue;
    }
    for (const [event, found, here] of [
      ['ON DELETE', there.onDelete, wanted.onDelete],
      ['ON UPDATE', there.onUpdate, wanted.onUpdate],
    ] as const)
      if (here !== undefined && found !== here)
        said.push(`${words} has ${event} ${found ?? 'NO ACTION'} in the database, ${here} in the entity`);
    if (there.name !== wanted.name) said.push(named(words, there.name, wanted.name));
  }
  return [
    ...said,
    ...left.map(
      ({ columnNames, referencedTableName }) =>
        `foreign key ${columnNames.join(', ')} → ${bare(referencedTableName)} is in the database, not in the entity`,
    ),
  ];
}

function indices(table: Table, metadata: EntityMetadata): readonly string[] {
  const said: string[] = [];
  const left = [...table.indices];
  const take = (isThat: (index: TableIndex) => boolean): TableIndex | undefined => {
    const at = left.findIndex(isThat);
    return at === -1 ? undefined : left.splice(at, 1)[0];
  };
  for (const wanted of metadata.indices) {
    const columns = wanted.columns.map(({ databaseName }) => databaseName);
    const words = `${wanted.isUnique ? 'unique index' : 'index'} on ${columns.join(', ')}`;
    const isSame = (index: TableIndex): boolean => sameNames(index.columnNames, columns);
    const there =
      take(({ name }) => name === wanted.name) ??
      take((index) => isSame(index) && !metadata.indices.some(({ name }) => name === index.name));
    // An index that TypeORM is told to leave alone is the database's own affair.
    if (!wanted.synchronize) continue;
    if (there === undefined) {
      // On MySQL that of a unique column is said with the column.
      const isSaid =
        isMysql(metadata) && wanted.isUnique && table.columns.some(({ name }) => sameNames([name], columns));
      if (!isSaid) said.push(`${words} is in the entity, not in the database`);
    } else if (!isSame(there))
      said.push(
        `index ${wanted.name} is on ${there.columnNames.join(', ')} in the database, on ${columns.join(', ')} in the entity`,
      );
    else if (there.isUnique !== wanted.isUnique)
      said.push(
        `index on ${columns.join(', ')} is ${there.isUnique ? 'unique in the database, not in the entity' : 'unique in the entity, not in the database'}`,
      );
    else if (there.name !== wanted.name) said.push(named(words, there.name, wanted.name));
  }
  return [
    ...said,
    // That of a unique column of MySQL is said with the column.
    ...left
      .filter((index) => !isOfUniqueColumn(index, table, metadata))
      .map(
        ({ name, isUnique, columnNames }) =>
          `${isUnique ? 'unique index' : 'index'} ${name} on ${columnNames.join(', ')} is in the database, not in the entity`,
      ),
  ];
}

function isOfUniqueColumn({ isUnique, columnNames }: TableIndex, table: Table, metadata: EntityMetadata): boolean {
  if (!isMysql(metadata) || !isUnique || columnNames.length !== 1) return false;
  const column = metadata.columns.find(({ databaseName }) => databaseName === columnNames[0]);
  return column !== undefined && table.columns.some(({ name, isUnique: is }) => is && name === columnNames[0]);
}

interface Named {
  readonly name?: string;
}

/** Of constraints that TypeORM knows by their names alone. */
function constraints(what: string, there: readonly Named[], here: readonly Named[]): readonly string[] {
  const lacks = (all: readonly Named[], one: Named): boolean => !all.some(({ name }) => name === one.name);
  return [
    ...here
      .filter((each) => lacks(there, each))
      .map(({ name }) => `${what} ${name} is in the entity, not in the database`),
    ...there
      .filter((each) => lacks(here, each))
      .map(({ name }) => `${what} ${name} is in the database, not in the entity`),
  ];
}

function isOfSeveral({ columnNames }: { readonly columnNames: readonly string[] }): boolean {
  return columnNames.length > 1;
}

/** Of a single column it is said with the column. */
function severalColumns({ uniques }: EntityMetadata): EntityMetadata['uniques'] {
  return uniques.filter(({ columns }) => columns.length > 1);
}

function named(words: string, there: string | undefined, here: string): string {
  return there === undefined
    ? `${words} has no name in the database, and is called ${here} in the entity`
    : `${words} is called ${there} in the database, ${here} in the entity`;
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}

function isMysql(metadata: EntityMetadata): boolean {
  const { type } = dataSourceOf(metadata).options;
  return type === 'mysql' || type === 'mariadb';
}
