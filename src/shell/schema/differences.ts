import type { EntityMetadata, Table, TableColumn } from 'typeorm';
import { MASK, type Masking } from '../safety/masking/masking';
import { defaultOf, fullType, typeText } from './column-facts';
import { dataSourceOf, type ColumnMetadata } from './entity-facts';
import { keyDifferences } from './key-differences';
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
        ...keyDifferences(found.table, metadata),
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
