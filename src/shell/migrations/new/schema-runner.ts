import type { DataSource, QueryRunner, Table, TableColumn } from 'typeorm';
import { unheardRunner } from '../../queries/unheard-runner';

/** A query runner with what TypeORM's schema builder uses of it, beside its public methods. */
export interface SchemaRunner extends QueryRunner {
  loadedTables: Table[];
  /** PostgreSQL. */
  buildSequenceName(table: Table, column: string): string;
  buildEnumName(table: Table, column: TableColumn, withSchema?: boolean, disableEscape?: boolean): string;
  getUserDefinedTypeName(
    table: Table,
    column: TableColumn,
  ): Promise<{ readonly schema: string; readonly name: string }>;
  hasEnumType(table: Table, column: TableColumn): Promise<boolean>;
  /** MySQL and MariaDB. */
  buildCreateColumnSql(column: TableColumn, skipPrimary: boolean, skipName?: boolean): string;
  /** SQLite: makes the table anew, with what is in it. */
  recreateTable(newTable: Table, oldTable: Table): Promise<void>;
  getCachedTable(name: string): Promise<Table>;
}

/** A runner of its own, which neither logs nor is counted, and whose memory of tables and statements is nobody else's. */
export function schemaRunner(dataSource: DataSource): SchemaRunner {
  return unheardRunner(dataSource) as SchemaRunner;
}

/** Puts another function in the place of a method of this runner alone. */
export function replaceMethod<Name extends keyof SchemaRunner>(
  runner: SchemaRunner,
  name: Name,
  make: (original: SchemaRunner[Name]) => SchemaRunner[Name],
): void {
  const method = runner[name] as unknown;
  if (typeof method !== 'function') return;
  const original = method.bind(runner) as SchemaRunner[Name];
  Object.defineProperty(runner, name, { value: make(original), configurable: true, writable: true });
}
