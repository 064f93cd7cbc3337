import type { AskDriver } from '../recorder';

/** What the catalogue of a database says of a table. */
export interface TableFacts {
  /** How many rows it has, as far as the catalogue knows; counted, up to {@link MOST_COUNTED}, where it does not. */
  readonly rows: number | undefined;
  readonly indexes: readonly IndexFacts[];
}

export interface IndexFacts {
  readonly name: string;
  readonly isPrimary: boolean;
  /** In their order; an expression is none. */
  readonly columns: readonly string[];
}

/** Reads the catalogue of one kind of database. */
export type ReadTable = (ask: AskDriver, table: string) => Promise<TableFacts>;

/** Rows are not counted beyond that. */
export const MOST_COUNTED = 1_000_000;

type Row = Readonly<Record<string, unknown>>;

const rowsOf = async (ask: AskDriver, sql: string, parameters: readonly unknown[]): Promise<readonly Row[]> =>
  (await ask(sql, parameters)) as readonly Row[];

export const sqliteTable: ReadTable = async (ask, table) => {
  const columns = await rowsOf(
    ask,
    `SELECT l.name AS "index", l.origin = 'pk' AS is_primary, i.name AS "column"
      FROM pragma_index_list(?) l, pragma_index_info(l.name) i WHERE NOT l.partial ORDER BY l.name, i.seqno`,
    [table],
  );
  const keys = await rowsOf(ask, `SELECT name AS "column" FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk`, [table]);
  const indexes = indexesIn(columns);
  // An INTEGER PRIMARY KEY is the table itself, and in no list of indexes.
  const rowid = keys.map(({ column }) => String(column));
  const own = indexes.some(({ isPrimary }) => isPrimary)
    ? []
    : [{ name: 'primary key', isPrimary: true, columns: rowid }];
  return {
    rows: (await sqliteStatistics(ask, table)) ?? (await counted(ask, `"${table.replaceAll('"', '""')}"`)),
    indexes: [...own, ...indexes],
  };
};

/** The first number of a line of sqlite_stat1 is the number of rows, as of the last ANALYZE. */
async function sqliteStatistics(ask: AskDriver, table: string): Promise<number | undefined> {
  const [{ there }] = (await rowsOf(
    ask,
    `SELECT COUNT(*) AS there FROM sqlite_master WHERE name = 'sqlite_stat1'`,
    [],
  )) as [Row];
  if (there === 0) return undefined;
  const [line] = await rowsOf(ask, 'SELECT stat FROM sqlite_stat1 WHERE tbl = ? AND stat IS NOT NULL LIMIT 1', [table]);
  return line === undefined ? undefined : Number.parseInt(String(line.stat), 10);
}

export const postgresTable: ReadTable = async (ask, table) => {
  const [known] = await rowsOf(
    ask,
    `SELECT c.oid::text AS id, c.reltuples::float8 AS rows, c.oid::regclass::text AS path FROM pg_class c
      WHERE c.relname = $1 AND c.relkind IN ('r', 'p', 'm', 'f') ORDER BY pg_table_is_visible(c.oid) DESC LIMIT 1`,
    [table],
  );
  if (known === undefined) return { rows: undefined, indexes: [] };
  const columns = await rowsOf(
    ask,
    `SELECT i.relname AS index, x.indisprimary AS is_primary, a.attname AS column FROM pg_index x
      JOIN pg_class i ON i.oid = x.indexrelid
      CROSS JOIN LATERAL unnest(x.indkey::int2[]) WITH ORDINALITY AS k(number, place)
      JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number
      WHERE x.indrelid = $1::text::oid AND x.indpred IS NULL ORDER BY i.relname, k.place`,
    [known.id],
  );
  // Below zero it has never been analysed.
  const rows = Number(known.rows) < 0 ? await counted(ask, String(known.path)) : Number(known.rows);
  return { rows, indexes: indexesIn(columns) };
};

export const mysqlTable: ReadTable = async (ask, table) => {
  const [known] = await rowsOf(
    ask,
    'SELECT table_rows AS `rows` FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?',
    [table],
  );
  const columns = await rowsOf(
    ask,
    `SELECT index_name AS \`index\`, index_name = 'PRIMARY' AS is_primary, column_name AS \`column\`
      FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? ORDER BY index_name, seq_in_index`,
    [table],
  );
  return { rows: known?.rows == null ? undefined : Number(known.rows), indexes: indexesIn(columns) };
};

async function counted(ask: AskDriver, path: string): Promise<number | undefined> {
  const [row] = await rowsOf(
    ask,
    `SELECT COUNT(*) AS rows FROM (SELECT 1 FROM ${path} LIMIT ${MOST_COUNTED}) counted`,
    [],
  );
  return row === undefined ? undefined : Number(row.rows);
}

function indexesIn(columns: readonly Row[]): readonly IndexFacts[] {
  const indexes = new Map<string, { name: string; isPrimary: boolean; columns: string[] }>();
  for (const { index, is_primary: isPrimary, column } of columns) {
    const name = String(index);
    const known = indexes.get(name) ?? { name, isPrimary: Boolean(Number(isPrimary)), columns: [] };
    indexes.set(name, known);
    if (column !== null) known.columns.push(String(column));
  }
  return [...indexes.values()];
}
