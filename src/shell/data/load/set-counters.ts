import { countedColumns } from '../counters';
import type { DataTable } from '../data-tables';
import type { DataConnection } from '../database/connection';

/** How long MariaDB may wait for a table that another session uses, in seconds: its own default is a day. */
const LOCK_WAIT_SECONDS = 2;

/**
 * Has the database go on counting after the highest number that is there. Belongs to the transaction. MariaDB and MySQL set a counter by
 * a statement that commits: for them there is {@link lowerCounters}.
 * @param tables those that had no other rows before; of others the counter is only raised.
 */
export async function setCounters(
  connection: DataConnection,
  tables: readonly DataTable[],
  isNew: boolean,
): Promise<void> {
  if (connection.family === 'mysql') return;
  const hasSequences =
    connection.family === 'postgres' ||
    (await connection.all("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")).length > 0;
  if (!hasSequences) return;
  for (const table of tables)
    for (const { sql, name } of countedColumns(table)) {
      const highest = `(SELECT coalesce(max(${sql}), 0) FROM ${table.sql})`;
      if (connection.family === 'postgres') await setSequence(connection, table, name, highest, isNew);
      // SQLite raises a counter by itself.
      else if (isNew)
        await connection.run(`UPDATE sqlite_sequence SET seq = ${highest} WHERE name = ?`, [
          table.metadatas[0].tableName,
        ]);
    }
}

async function setSequence(
  connection: DataConnection,
  table: DataTable,
  column: string,
  highest: string,
  isNew: boolean,
): Promise<void> {
  const [[sequence, most, isOwner]] = await connection.all(
    `SELECT name, ${highest}::text, (SELECT pg_has_role(relowner, 'MEMBER')::text FROM pg_class WHERE oid = name::regclass)
    FROM pg_get_serial_sequence($1, $2) AS name`,
    [table.sql, column],
  );
  if (sequence === null) return;
  // Not setval(), which a rollback does not undo: old rows would come back under a counter that is too low. Who is not the owner can only raise it.
  if (isNew && isOwner === 'true')
    await connection.run(`ALTER SEQUENCE ${String(sequence)} RESTART WITH ${BigInt(String(most)) + 1n}`);
  else
    await connection.run(
      `SELECT setval($1::regclass, $2::bigint) FROM ${String(sequence)} WHERE last_value < $2::bigint`,
      [String(sequence), String(most)],
    );
}

/**
 * The same for MariaDB and MySQL, after the transaction: the server takes the highest number that is there plus one for a counter that is
 * too low. Where another session holds a table its counter stays: no number is wrong by it, only higher than need be.
 */
export async function lowerCounters(connection: DataConnection, tables: readonly DataTable[]): Promise<void> {
  if (connection.family !== 'mysql') return;
  const [[before]] = await connection.all('SELECT @@SESSION.lock_wait_timeout');
  await connection.run(`SET SESSION lock_wait_timeout = ${LOCK_WAIT_SECONDS}`);
  for (const table of tables)
    if (countedColumns(table).length > 0)
      await connection.run(`ALTER TABLE ${table.sql} AUTO_INCREMENT = 1`).catch(() => {});
  await connection.run(`SET SESSION lock_wait_timeout = ${Number(before)}`);
}
