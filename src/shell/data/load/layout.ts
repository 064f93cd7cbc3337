import { nearNames } from '../../near-names';
import { tableOwner, type EntityNames } from '../../schema/entity-facts';
import { UserError } from '../../user-error';
import { cellWriter, type CellWriter } from '../cell-writer';
import type { Family } from '../column-kind';
import type { DataColumn, DataTable } from '../data-tables';
import type { Zone } from '../instant';

/** Where rows with the same names of columns go to. */
export interface Layout {
  readonly table: DataTable;
  readonly columns: readonly DataColumn[];
  readonly writers: readonly CellWriter[];
  /** `INSERT INTO … VALUES `. */
  readonly insert: string;
}

export interface LayoutOptions {
  readonly tables: readonly DataTable[];
  readonly names: EntityNames;
  readonly family: Family;
  readonly zone: Zone;
}

/**
 * The table that a name in a file means: its own name, or that of an entity.
 * @returns `undefined` when it means none.
 */
export function tableNamed(
  word: string,
  { tables, names }: Pick<LayoutOptions, 'tables' | 'names'>,
): DataTable | undefined {
  const entity = names.entries.find(([name]) => name === word)?.[1];
  return (
    tables.find(({ name, metadatas: [{ tablePath }] }) => name === word || tablePath === word) ??
    (entity && tables.find(({ metadatas }) => metadatas.includes(tableOwner(entity))))
  );
}

/** @param where what the error begins with: a file, or a line of it. @throws UserError */
export function noTable(where: string, word: string, { tables }: Pick<LayoutOptions, 'tables'>): UserError {
  const near = nearNames(
    word,
    tables.map(({ name }) => name),
  );
  return new UserError(
    `${where} has rows of ${word}, and no entity has such a table.`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${tables.map(({ name }) => name).join(', ')}.`,
  );
}

/**
 * @param where file and line of the row that has these names first.
 * @throws UserError for a column that there is not.
 */
export function layoutOf(where: string, table: DataTable, words: readonly string[], options: LayoutOptions): Layout {
  const columns = words.map((word) => columnNamed(where, word, table));
  const twice = columns.find((column, at) => columns.indexOf(column) !== at);
  if (twice !== undefined) throw new UserError(`${where} has the column ${table.name}.${twice.name} twice.`);
  const { family, zone } = options;
  // Ids are given, also where the database says that it alone gives them.
  const overriding = family === 'postgres' ? ' OVERRIDING SYSTEM VALUE' : '';
  return {
    table,
    columns,
    writers: columns.map((column) => cellWriter(column, family, zone)),
    insert: `INSERT INTO ${table.sql} (${columns.map(({ sql }) => sql).join(', ')})${overriding} VALUES `,
  };
}

function columnNamed(where: string, word: string, { name, columns, metadatas }: DataTable): DataColumn {
  const found =
    columns.find((column) => column.name === word) ?? columns.find(({ metadata }) => metadata.propertyPath === word);
  if (found !== undefined) return found;
  const isComputed = metadatas.some((metadata) => metadata.columns.some(({ databaseName }) => databaseName === word));
  if (isComputed)
    throw new UserError(`${where} has ${name}.${word}, which the database computes itself.`, 'Leave the column out.');
  const [near] = nearNames(
    word,
    columns.map((column) => column.name),
  );
  throw new UserError(
    `${where} has a column ${word === '' ? '""' : word}, and ${name} has none.`,
    near === undefined ? `It has ${columns.map((column) => column.name).join(', ')}.` : `Did you mean ${near}?`,
  );
}
