import type { DataSource, EntityMetadata, Table } from 'typeorm';
import { constraintChanges } from './constraint-names';
import type { RenamedTable } from './rename-models';
import type { Renames } from './renames';
import type { SchemaRunner } from './schema-runner';
import type { Change } from './statement';
import { bareName, familyOf, quotedPath } from './table-key';

export interface Renaming {
  readonly dataSource: DataSource;
  readonly runner: SchemaRunner;
  readonly renames: Renames;
  /** After {@link renameModels}. */
  readonly renamed: readonly RenamedTable[];
  /** All tables that were read; the names of their constraints are changed. */
  readonly tables: readonly Table[];
  readonly metadataOf: (table: Table) => EntityMetadata | undefined;
}

/** The statements that rename, in their order, each with the way back. */
export async function renameChanges(renaming: Renaming): Promise<readonly Change[]> {
  const { dataSource, renamed, renames } = renaming;
  const family = familyOf(dataSource);
  const changes: Change[] = [];
  for (const each of renamed) changes.push(...tableChanges(each, renaming));
  for (const each of renamed) for (const change of await columnChanges(each, renaming)) changes.push(change);
  if (family === 'postgres') for (const each of renamed) changes.push(...ownedChanges(each, renaming));
  if (renames.tables.length > 0) changes.push(...expressionChanges(renaming));
  return [...changes, ...(await constraintChanges(renaming))];
}

function tableChanges({ before, after }: RenamedTable, { dataSource }: Renaming): readonly Change[] {
  if (before.name === after.name) return [];
  const { driver } = dataSource;
  const to = (table: Table): string =>
    familyOf(dataSource) === 'mysql' ? quotedPath(driver, table.name) : driver.escape(bareName(driver, table));
  const statement = (one: Table, other: Table): string =>
    `ALTER TABLE ${quotedPath(driver, one.name)} RENAME TO ${to(other)}`;
  return [{ up: statement(before, after), down: statement(after, before) }];
}

async function columnChanges({ before, after }: RenamedTable, renaming: Renaming): Promise<readonly Change[]> {
  const { dataSource, runner } = renaming;
  const { driver } = dataSource;
  const changes = before.columns.flatMap((column, at) =>
    column.name === after.columns[at].name ? [] : [{ column, to: after.columns[at].name }],
  );
  if (changes.length === 0) return [];
  const path = quotedPath(driver, after.name);
  const old = familyOf(dataSource) === 'mysql' && !(await renamesColumns(runner));
  return changes.map(({ column, to }) => {
    const [one, other] = [driver.escape(column.name), driver.escape(to)];
    if (!old)
      return {
        up: `ALTER TABLE ${path} RENAME COLUMN ${one} TO ${other}`,
        down: `ALTER TABLE ${path} RENAME COLUMN ${other} TO ${one}`,
      };
    const definition = runner.buildCreateColumnSql(column, true, true);
    return {
      up: `ALTER TABLE ${path} CHANGE ${one} ${other} ${definition}`,
      down: `ALTER TABLE ${path} CHANGE ${other} ${one} ${definition}`,
    };
  });
}

/** MySQL 8.0 and MariaDB 10.5.2 and newer; before, a column has to be defined anew to be renamed. */
async function renamesColumns(runner: SchemaRunner): Promise<boolean> {
  const [row] = (await runner.query('SELECT VERSION() AS version')) as readonly { readonly version: string }[];
  const [, ...numbers] = /(\d+)\.(\d+)\.(\d+)/.exec(row?.version ?? '') ?? [];
  const version = numbers.map(Number);
  const least = /mariadb/i.test(row?.version ?? '') ? [10, 5, 2] : [8, 0, 0];
  const at = version.findIndex((number, index) => number !== least[index]);
  return at === -1 || version[at] > least[at];
}

/** What PostgreSQL keeps beside a table and TypeORM knows by its name: sequences, enum types, the primary key's constraint. */
function ownedChanges({ before, after }: RenamedTable, { dataSource, runner }: Renaming): readonly Change[] {
  const { driver, namingStrategy } = dataSource;
  const schema = before.name.slice(0, before.name.lastIndexOf('.') + 1);
  const rename = (what: string, one: string, other: string): readonly Change[] =>
    one === other
      ? []
      : [
          {
            up: `ALTER ${what} ${quotedPath(driver, schema + one)} RENAME TO ${driver.escape(other)}`,
            down: `ALTER ${what} ${quotedPath(driver, schema + other)} RENAME TO ${driver.escape(one)}`,
          },
        ];
  const owned = before.columns.flatMap((column, at) => {
    const now = after.columns[at];
    const isSerial = column.isGenerated && column.generationStrategy === 'increment' && !column.generatedIdentity;
    const isEnum = (column.type === 'enum' || column.type === 'simple-enum') && column.enumName === undefined;
    return [
      ...(isSerial
        ? rename('SEQUENCE', runner.buildSequenceName(before, column.name), runner.buildSequenceName(after, now.name))
        : []),
      ...(isEnum
        ? rename(
            'TYPE',
            runner.buildEnumName(before, column, false, true),
            runner.buildEnumName(after, now, false, true),
          )
        : []),
    ];
  });
  const columns = (table: Table): string[] => table.primaryColumns.map(({ name }) => name);
  const [primary] = before.primaryColumns;
  if (primary === undefined) return owned;
  const [one, other] = [before, after].map((table) => namingStrategy.primaryKeyName(table, columns(table)));
  // TypeORM notes the name where it is not the usual one: that one stays.
  const isUsual = primary.primaryKeyConstraintName === undefined || primary.primaryKeyConstraintName === one;
  if (!isUsual || one === other) return owned;
  for (const column of after.primaryColumns)
    if (column.primaryKeyConstraintName) column.primaryKeyConstraintName = other;
  return [...owned, constraintRename(driver, after, one, other)];
}

export function constraintRename(driver: DataSource['driver'], table: Table, one: string, other: string): Change {
  const path = quotedPath(driver, table.name);
  return {
    up: `ALTER TABLE ${path} RENAME CONSTRAINT ${driver.escape(one)} TO ${driver.escape(other)}`,
    down: `ALTER TABLE ${path} RENAME CONSTRAINT ${driver.escape(other)} TO ${driver.escape(one)}`,
  };
}

/** What TypeORM has written down of columns that the database computes goes by the table's name. */
function expressionChanges({ dataSource, renamed }: Renaming): readonly Change[] {
  const { driver, metadataTableName, options } = dataSource;
  const { schema } = options as { readonly schema?: string };
  const path = quotedPath(driver, driver.buildTableName(metadataTableName, schema));
  const text = (name: string): string => `'${name.replaceAll("'", "''")}'`;
  return renamed.flatMap(({ before, after }) => {
    const [one, other] = [before, after].map((table) => text(bareName(driver, table)));
    if (one === other || !before.columns.some(({ asExpression }) => asExpression)) return [];
    const [type, table] = [driver.escape('type'), driver.escape('table')];
    const statement = (from: string, to: string): string =>
      `UPDATE ${path} SET ${table} = ${to} WHERE ${type} = 'GENERATED_COLUMN' AND ${table} = ${from}`;
    return [{ up: statement(one, other), down: statement(other, one) }];
  });
}
