import type { DataSource } from 'typeorm';
import type { AskRows } from '../catalogue/catalogue';
import { familyOf } from '../new/table-key';

/** How many rows each table has, by its name; those of other schemas with the schema. */
export type TableRows = ReadonlyMap<string, number>;

const TABLES = {
  sqlite: "SELECT name, NULL AS namespace FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  mysql:
    "SELECT table_name AS name, NULL AS namespace FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
  postgres: `SELECT table_name AS name, NULLIF(table_schema, current_schema()) AS namespace FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') AND table_schema !~ '^pg_(toast|temp)'`,
} as const;

/** Counts them, every one. @param without tables that are not counted. */
export async function countRows(dataSource: DataSource, ask: AskRows, without: readonly string[]): Promise<TableRows> {
  const { driver } = dataSource;
  const family = familyOf(dataSource);
  if (family === undefined) return new Map();
  const counts = new Map<string, number>();
  const tables = (await ask(TABLES[family])).map(({ name, namespace }) =>
    [namespace, name].filter((part) => part !== null && part !== undefined).map(String),
  );
  for (const parts of tables) {
    if (without.includes(parts.at(-1) ?? '')) continue;
    const path = parts.map((part) => driver.escape(part)).join('.');
    const [row] = await ask(`SELECT COUNT(*) AS count FROM ${path}`);
    counts.set(parts.join('.'), Number(row.count));
  }
  return new Map([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}
