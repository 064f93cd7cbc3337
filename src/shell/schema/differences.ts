import type { EntityMetadata, Table, TableColumn, TableForeignKey, TableIndex } from 'typeorm';
import { MASK, type Masking } from '../safety/masking/masking';
import { defaultOf, fullType, typeText } from './column-facts';
import { dataSourceOf, type ColumnMetadata } from './entity-facts';
import type { FoundTable, ViewColumn } from './read-table';

/**
 * Where the database differs from an entity, one sentence each, with the entity's side last: `hire_date is nullable in the database,
 * not in the entity`. What counts as a difference is what TypeORM itself would change.
 * @param metadata of a class that shares its table: that of the topmost one, which the table was made for.
 */
export function differences(
  found: FoundTable,
  metadata: EntityMetadata,
  masking: Pick<Masking, 'hides'>,
): readonly string[] {
  switch (found.kind) {
    case 'nothing':
      return [`${metadata.tablePath} is not in the database`];
    case 'view':
      return [
        ...(metadata.tableType === 'view'
          ? []
          : [`${metadata.tablePath} is a view in the database, a table in the entity`]),
        ...presentColumns(found.columns, metadata, 'view'),
      ];
    case 'table':
      if (metadata.tableType === 'view')
        return [
          `${metadata.tablePath} is a table in the database, a view in the entity`,
          ...presentColumns(found.table.columns, metadata, 'table'),
        ];
      return [
        ...presentColumns(found.table.columns, metadata, 'table'),
        ...changedColumns(found.table, metadata, masking),
        ...foreignKeys(found.table, metadata),
        ...indices(found.table, metadata),
        ...constraints('unique constraint', found.table.uniques.filter(isOfSeveral), severalColumns(metadata)),
        ...(isMysql(metadata) ? [] : constraints('check', found.table.checks, metadata.checks)),
        ...constraints('exclusion', found.table.exclusions, metadata.exclusions),
      ];
  }
}

function presentColumns(
  found: readonly Pick<ViewColumn, 'name'>[],
  metadata: EntityMetadata,
  place: 'table' | 'view',
): readonly string[] {
  const columns = metadata.columns.filter(({ isVirtualProperty }) => !isVirtualProperty);
  const missing = columns.filter(({ databaseName }) => !found.some(({ name }) => name === databaseName));
  const unknown = found.filter(({ name }) => !columns.some(({ databaseName }) => databaseName === name));
  return [
    ...missing.map(({ databaseName }) => `column ${databaseName} is in the entity, not in the ${place}`),
    ...unknown.map(({ name }) => `column ${name} is in the ${place}, not in the entity`),
  ];
}

function changedColumns(table: Table, metadata: EntityMetadata, masking: Pick<Masking, 'hides'>): readonly string[] {
  const { driver } = dataSourceOf(metadata);
  return driver.findChangedColumns(table.columns, metadata.columns).flatMap((column) => {
    const found = table.columns.find(({ name }) => name === column.databaseName);
    if (found === undefined || found.generatedType !== undefined) return found ? computed(found, column) : [];
    const said = changes(found, column, masking.hides(column));
    const name = column.databaseName;
    // What a driver compares beyond this (comments of columns, character sets) has no words of its own.
    return said.length > 0 ? said.map((each) => `${name} ${each}`) : [`${name} is not what the entity says of it`];
  });
}

/** The expression of a column that TypeORM did not make is not known, and so no difference. */
function computed(found: TableColumn, column: ColumnMetadata): readonly string[] {
  const name = column.databaseName;
  if (column.generatedType === undefined) return [`${name} is computed in the database, not in the entity`];
  if (!found.asExpression) return [];
  return [`${name} is computed as ${found.asExpression} in the database, as ${column.asExpression} in the entity`];
}

function changes(found: TableColumn, column: ColumnMetadata, isSecret: boolean): readonly string[] {
  const dataSource = dataSourceOf(column.entityMetadata);
  const { driver } = dataSource;
  const said: string[] = [];
  const differs = (there: string, here: string): unknown =>
    there !== here && said.push(`is ${there} in the database, ${here} in the entity`);
  const either = (what: string, there: boolean, here: boolean): unknown =>
    there !== here &&
    said.push(
      there ? `is ${what} in the database, not in the entity` : `is ${what} in the entity, not in the database`,
    );
  differs(fullType(found, driver), typeText(column, dataSource));
  either('nullable', found.isNullable, column.isNullable);
  either('part of the primary key', found.isPrimary, column.isPrimary);
  either('unique', found.isUnique, driver.normalizeIsUnique(column));
  if (column.generationStrategy !== 'uuid') either('generated', found.isGenerated, column.isGenerated);
  if (column.generatedType !== undefined) said.push('is computed in the entity, not in the database');
  const [thereValues, hereValues] = [found.enum, column.enum].map((values) => values?.map(String).join(', '));
  if (thereValues !== undefined && hereValues !== undefined) differs(`one of ${thereValues}`, `one of ${hereValues}`);
  // Drivers compare defaults loosely, each in its own way: the text is only told where nothing else explains the difference.
  const [there, here] = [found.default as unknown, defaultOf(column, dataSource)];
  if (said.length === 0 && String(there ?? '') !== (here ?? '') && !column.isGenerated)
    said.push(`has ${defaultWords(there, isSecret)} in the database, ${defaultWords(here, isSecret)} in the entity`);
  if (said.length === 0 && (found.comment ?? '') !== (column.comment ?? ''))
    said.push('has another comment in the database than in the entity');
  return said;
}

function defaultWords(value: unknown, isSecret: boolean): string {
  if (value === undefined || value === null) return 'no default';
  // TypeORM writes some numbers of the catalogue between quotes.
  return `the default ${isSecret ? MASK : String(value).replace(/^'(-?\d+)'$/u, '$1')}`;
}

function foreignKeys(table: Table, metadata: EntityMetadata): readonly string[] {
  const path = (schema: string | undefined, name: string): string => name.split('.').at(-1) ?? schema ?? name;
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
      sameNames(key.columnNames, columns) && path(undefined, key.referencedTableName) === target;
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
        `foreign key ${columnNames.join(', ')} → ${path(undefined, referencedTableName)} is in the database, not in the entity`,
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
    if (there === undefined) said.push(`${words} is in the entity, not in the database`);
    else if (!isSame(there))
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
