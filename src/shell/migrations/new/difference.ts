import type { DataSource, EntityMetadata, Table } from 'typeorm';
import { keepValues } from './keep-values';
import { concernedText, countQuery, lossText } from './loss-texts';
import { watchLosses, type FoundLoss } from './losses';
import { rebuildBack } from './rebuild-back';
import { renameModels, sayLengths } from './rename-models';
import { renameChanges } from './rename-statements';
import type { Renames } from './renames';
import { replaceMethod, schemaRunner, type SchemaRunner } from './schema-runner';
import { tablesOf } from './shape';
import { DEPENDENTS, withDependents, type Dependent } from './sqlite-dependents';
import type { Change, Statement, Statements } from './statement';
import { familyOf, tableKey } from './table-key';

/** What can be lost, in a sentence; with how many rows it concerns, where that could be counted. */
export interface ToldLoss {
  readonly text: string;
  readonly rows?: number;
}

export interface Difference extends Statements {
  readonly losses: readonly ToldLoss[];
}

interface SchemaBuilder {
  log(): Promise<SqlLog>;
}

interface SqlLog {
  readonly upQueries: readonly Query[];
  readonly downQueries: readonly Query[];
}

interface Query {
  readonly query: string;
  readonly parameters?: readonly unknown[];
}

/**
 * What has to be done to a database so that it is as the entities want it, and to take that back: TypeORM's own statements, but that what is
 * renamed is renamed, and that a column whose type changes keeps its values. Reads the catalogue and counts rows; changes nothing.
 */
export async function differenceOf(dataSource: DataSource, renames: Renames): Promise<Difference> {
  const runner = schemaRunner(dataSource);
  let changes: readonly Change[] = [];
  replaceMethod(runner, 'getTables', (original) => async (paths) => {
    const names = paths?.map((path) => renames.oldTable(tableKey(dataSource.driver, path)));
    const tables = await original(names);
    changes = await rename(tables, { runner, dataSource, renames });
    return tables;
  });
  readByNewNames(runner, dataSource, renames);
  if (familyOf(dataSource) === 'sqlite') rebuildBack(runner);
  keepValues(runner, dataSource);
  const losses = watchLosses(runner, dataSource);
  const { upQueries, downQueries } = await builderOn(dataSource, runner).log();
  const told = await count(losses, renames, dataSource);
  const noted = upQueries.map((query, at): Statement => {
    const notes = told.filter((each) => each.at === at).map(noteOf);
    return { ...statementOf(query), ...(notes.length > 0 && { notes }) };
  });
  const statements = {
    up: [...changes.map(({ up: sql }) => ({ sql })), ...noted],
    down: [...downQueries.map(statementOf).reverse(), ...[...changes].reverse().map(({ down: sql }) => ({ sql }))],
  };
  const { up, down, lost } = withDependents(statements, await dependentsOf(dataSource), renames);
  const counted = told.map(({ text, rows, loss }) => ({
    text: rows === undefined ? text : `${text} (${concernedText(loss, rows)})`,
    ...(rows === undefined ? {} : { rows }),
  }));
  return { up, down, losses: [...counted, ...lost.map((text) => ({ text }))] };
}

/** Views and triggers of SQLite, which TypeORM does not look at when it makes a table anew. */
async function dependentsOf(dataSource: DataSource): Promise<readonly Dependent[]> {
  if (familyOf(dataSource) !== 'sqlite') return [];
  const runner = schemaRunner(dataSource);
  try {
    return (await runner.query(DEPENDENTS)) as readonly Dependent[];
  } finally {
    await runner.release();
  }
}

/** TypeORM's own, but that it takes this runner, and does not guess at renames itself. */
function builderOn(dataSource: DataSource, runner: SchemaRunner): SchemaBuilder {
  const builder = dataSource.driver.createSchemaBuilder();
  const Builder = builder.constructor as new (source: DataSource) => SchemaBuilder;
  const source: DataSource = Object.create(dataSource, {
    createQueryRunner: { value: () => runner },
  }) as DataSource;
  return Object.defineProperty(new Builder(source), 'renameColumns', { value: () => Promise.resolve() });
}

async function rename(
  tables: readonly Table[],
  { runner, dataSource, renames }: { runner: SchemaRunner; dataSource: DataSource; renames: Renames },
): Promise<readonly Change[]> {
  if (renames.all.length === 0) return [];
  const { driver } = dataSource;
  const metadatas = new Map<string, EntityMetadata>();
  for (const metadata of tablesOf(dataSource)) metadatas.set(tableKey(driver, metadata), metadata);
  const metadataOf = (table: Table): EntityMetadata | undefined => metadatas.get(tableKey(driver, table));
  const renamed = renameModels(tables, renames, driver);
  for (const each of renamed) sayLengths(each, metadataOf(each.after), driver);
  return renameChanges({ dataSource, runner, renames, renamed, tables, metadataOf });
}

/** What the schema builder asks the database while it notes statements, it asks by names that are not there yet. */
function readByNewNames(runner: SchemaRunner, dataSource: DataSource, renames: Renames): void {
  const { driver } = dataSource;
  replaceMethod(runner, 'getCachedTable', (original) => async (name) => {
    const known = runner.loadedTables.find((table) => tableKey(driver, table) === tableKey(driver, name));
    return known ?? original(name);
  });
  if (familyOf(dataSource) !== 'postgres' || renames.all.length === 0) return;
  const oldNames = (table: Table, column: Parameters<SchemaRunner['hasEnumType']>[1]) => {
    const [oldTable, oldColumn] = [table.clone(), column.clone()];
    const key = tableKey(driver, table);
    const old = renames.oldTable(key);
    if (old !== key)
      oldTable.name = table.name.slice(0, table.name.lastIndexOf('.') + 1) + old.slice(old.lastIndexOf('.') + 1);
    oldColumn.name = renames.oldColumn(key, column.name);
    return { oldTable, oldColumn, isRenamed: old !== key || oldColumn.name !== column.name };
  };
  replaceMethod(runner, 'hasEnumType', (original) => (table, column) => {
    const { oldTable, oldColumn } = oldNames(table, column);
    return original(oldTable, oldColumn);
  });
  replaceMethod(runner, 'getUserDefinedTypeName', (original) => async (table, column) => {
    const { oldTable, oldColumn, isRenamed } = oldNames(table, column);
    const type = await original(oldTable, oldColumn);
    const isUsual = isRenamed && type.name === runner.buildEnumName(oldTable, oldColumn, false, true);
    return isUsual ? { ...type, name: runner.buildEnumName(table, column, false, true) } : type;
  });
}

async function count(
  losses: readonly FoundLoss[],
  renames: Renames,
  dataSource: DataSource,
): Promise<readonly (FoundLoss & ToldLoss)[]> {
  if (losses.length === 0) return [];
  const runner = schemaRunner(dataSource);
  const told: (FoundLoss & ToldLoss)[] = [];
  try {
    for (const each of losses) {
      const text = lossText(each.loss, dataSource, familyOf(dataSource));
      const sql = countQuery(each.loss, renames, dataSource);
      const rows = sql === undefined ? undefined : await countOf(runner, sql);
      told.push({ ...each, text, ...(rows === undefined ? {} : { rows }) });
    }
  } finally {
    await runner.release();
  }
  return told;
}

async function countOf(runner: SchemaRunner, sql: string): Promise<number | undefined> {
  try {
    const [row] = (await runner.query(sql)) as readonly { readonly count: unknown }[];
    return Number(row.count);
  } catch {
    // A new column, or a condition on one: there is nothing in it.
    return undefined;
  }
}

function noteOf({ text, rows, loss }: FoundLoss & ToldLoss): string {
  return rows === undefined ? text : `${text} When this was written: ${concernedText(loss, rows)}.`;
}

function statementOf({ query, parameters }: Query): Statement {
  return { sql: query, ...(parameters && parameters.length > 0 && { parameters }) };
}
