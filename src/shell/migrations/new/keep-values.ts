import type { DataSource, Table, TableColumn } from 'typeorm';
import { replaceMethod, type SchemaRunner } from './schema-runner';
import { familyOf, quotedPath } from './table-key';

/** What TypeORM takes an enum for. */
const ENUMS: readonly string[] = ['enum', 'simple-enum'];

/**
 * Where the type or the length of a column changes, TypeORM drops it and adds another one on PostgreSQL and MySQL: all values are lost
 * (https://github.com/typeorm/typeorm/issues/3357). Here the database is told to change the column, and keeps what is in it or refuses.
 */
export function keepValues(runner: SchemaRunner, dataSource: DataSource): void {
  const family = familyOf(dataSource);
  if (family !== 'postgres' && family !== 'mysql') return;
  replaceMethod(runner, 'changeColumn', (original) => async (tableOrName, oldOrName, newColumn) => {
    const table = typeof tableOrName === 'string' ? await runner.getCachedTable(tableOrName) : tableOrName;
    const old = typeof oldOrName === 'string' ? table.findColumnByName(oldOrName) : oldOrName;
    if (old !== undefined && isComputed(old) === isComputed(newColumn)) {
      if (family === 'postgres') changeOnPostgres(runner, dataSource, table, old, newColumn);
      else changeOnMysql(runner, dataSource, table, old, newColumn);
    }
    if (old === undefined) return original(table, oldOrName, newColumn);
    await withDefaultBack(runner, dataSource, table, old, () => original(table, old, newColumn));
  });
}

/**
 * Where values are added to an enum of PostgreSQL, the way back makes another type of those that were there, and a default keeps the column from
 * getting it: TypeORM 1 forgets that one. It is dropped first and set again in the end.
 */
async function withDefaultBack(
  runner: SchemaRunner,
  { driver }: DataSource,
  table: Table,
  old: TableColumn,
  work: () => Promise<void>,
): Promise<void> {
  const { upQueries, downQueries } = runner.getMemorySql();
  const { default: usual } = old as { readonly default?: unknown };
  const name = old.name;
  const [firstUp, firstDown] = [upQueries.length, downQueries.length];
  await work();
  const addsValues = upQueries.slice(firstUp).some(({ query }) => / ADD VALUE '/.test(query));
  if (!addsValues || usual === undefined || usual === null) return;
  const alter = `ALTER TABLE ${quotedPath(driver, table.name)} ALTER COLUMN ${driver.escape(name)}`;
  const others = downQueries.splice(firstDown).filter(({ query }) => !/ (?:SET|DROP) DEFAULT\b/.test(query));
  const statement = (query: string) => ({ query, parameters: undefined }) as (typeof downQueries)[number];
  // It is read from its end.
  downQueries.push(statement(`${alter} SET DEFAULT ${String(usual)}`), ...others, statement(`${alter} DROP DEFAULT`));
}

function isComputed({ generatedType }: TableColumn): boolean {
  return generatedType !== undefined;
}

function changeOnPostgres(
  runner: SchemaRunner,
  { driver }: DataSource,
  table: Table,
  old: TableColumn,
  wanted: TableColumn,
): void {
  const isOtherType = old.type !== wanted.type;
  if (!isOtherType && old.length === wanted.length) return;
  // An array has no cast to what is none, and an enum is made and dropped with its column.
  if (isComputed(wanted) || old.isArray !== wanted.isArray || [old, wanted].some(({ type }) => ENUMS.includes(type)))
    return;
  const path = quotedPath(driver, table.name);
  const name = driver.escape(old.name);
  const alter = (change: string): string => `ALTER TABLE ${path} ALTER COLUMN ${name} ${change}`;
  const type = (column: TableColumn): string => driver.createFullType(column);
  // Without a length: a cast to varchar(5) would cut what is longer, where the change of the type alone refuses.
  const using = (column: TableColumn): string =>
    isOtherType ? ` USING ${name}::${driver.createFullType(withoutLength(column))}` : '';
  const { default: oldDefault } = old as { readonly default?: unknown };
  const hasDefault = isOtherType && oldDefault !== undefined && oldDefault !== null;
  if (hasDefault) remember(runner, alter('DROP DEFAULT'), alter(`SET DEFAULT ${String(oldDefault)}`));
  remember(runner, alter(`TYPE ${type(wanted)}${using(wanted)}`), alter(`TYPE ${type(old)}${using(old)}`));
  const { type: newType, length, precision, scale } = wanted;
  Object.assign(old, { type: newType, length, precision, scale, ...(hasDefault && { default: undefined }) });
}

function withoutLength(column: TableColumn): TableColumn {
  const plain = column.clone();
  plain.length = '';
  return plain;
}

function changeOnMysql(
  runner: SchemaRunner,
  { driver }: DataSource,
  table: Table,
  old: TableColumn,
  wanted: TableColumn,
): void {
  const isOtherGeneration = old.isGenerated !== wanted.isGenerated && wanted.generationStrategy !== 'uuid';
  if (old.type === wanted.type && old.length === wanted.length && !isOtherGeneration) return;
  if (isComputed(wanted)) return;
  const path = quotedPath(driver, table.name);
  const change = (column: TableColumn): string =>
    `ALTER TABLE ${path} CHANGE ${driver.escape(old.name)} ${runner.buildCreateColumnSql(withoutUsualDigits(column), true)}`;
  remember(runner, change(wanted), change(old));
  // All that the statement has said; keys are changed by statements of their own.
  const { isPrimary, isUnique } = old;
  Object.assign(old, wanted.clone(), { isPrimary, isUnique });
}

/** The catalogue says of a double that it has 22 digits, which is no type that could be written. */
function withoutUsualDigits(column: TableColumn): TableColumn {
  if (!/^(?:float|double)/u.test(column.type) || typeof column.scale === 'number') return column;
  const plain = column.clone();
  plain.precision = undefined;
  return plain;
}

function remember(runner: SchemaRunner, up: string, down: string): void {
  const { upQueries, downQueries } = runner.getMemorySql();
  upQueries.push({ query: up, parameters: undefined } as (typeof upQueries)[number]);
  downQueries.push({ query: down, parameters: undefined } as (typeof downQueries)[number]);
}
