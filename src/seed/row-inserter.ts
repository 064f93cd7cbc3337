import type { EntityManager } from 'typeorm';
import type { CompanyRow, CompanyTable } from './company';

/** Writes rows, whose values stand in the order of the table's columns. */
export type RowInserter = (rows: readonly CompanyRow[]) => Promise<void>;

/** What better-sqlite3 gives for a statement. */
interface Prepared {
  run(row: CompanyRow): unknown;
}

/**
 * The fastest way of each database into a table: a prepared statement on SQLite, arrays on PostgreSQL, many rows in a statement on
 * MariaDB. Entities would be made and thrown away for each row.
 * @param manager one in a transaction, which the rows become a part of.
 */
export function rowInserter(
  manager: EntityManager,
  { name, columns }: Pick<CompanyTable, 'name' | 'columns'>,
): RowInserter {
  const { driver, options } = manager.dataSource;
  const names = columns.map((column) => driver.escape(column.name)).join(', ');
  const into = `INSERT INTO ${driver.escape(name)} (${names})`;
  switch (options.type) {
    case 'better-sqlite3': {
      const statement = prepare(driver, `${into} VALUES (${columns.map(() => '?').join(', ')})`);

      return async (rows) => {
        for (const row of rows) statement.run(row);
      };
    }
    case 'postgres': {
      const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
      const sql = `${into} SELECT * FROM UNNEST(${arrays})`;
      return async (rows) => {
        await manager.query(
          sql,
          columns.map((_, index) => rows.map((row) => row[index])),
        );
      };
    }
    default:
      return async (rows) => {
        await manager.query(`${into} VALUES ?`, [rows]);
      };
  }
}

/** TypeORM has one connection to a SQLite file: the statement runs in the transaction that is open. */
function prepare(driver: object, sql: string): Prepared {
  return (driver as { readonly databaseConnection: { prepare(text: string): Prepared } }).databaseConnection.prepare(
    sql,
  );
}
