import type { DataSource, EntityManager, EntityMetadata } from 'typeorm';

/** How long MariaDB may wait for a table that another session uses, in seconds: its own default is a day. */
const LOCK_WAIT_SECONDS = 2;

/**
 * Lets the database go on counting after the highest id that is there, for every generated id. All databases keep counting
 * after their rows were deleted. Belongs to the transaction it is called in and is undone with it.
 *
 * On MariaDB and MySQL it does nothing: they set a counter by `ALTER TABLE`, which commits. There, {@link lowerCounters}.
 */
export async function resetCounters(manager: EntityManager): Promise<void> {
  const { type } = manager.dataSource.options;
  if (type !== 'better-sqlite3' && type !== 'postgres') return;
  for (const { table, column } of counted(manager.dataSource.entityMetadatas)) {
    const highest = `SELECT COALESCE(MAX("${column}"), 0) AS highest FROM "${table}"`;
    if (type === 'better-sqlite3') {
      await manager.query(`UPDATE sqlite_sequence SET seq = (${highest}) WHERE name = ?`, [table]);
    } else {
      const [row] = await manager.query<[{ sequence: string; highest: number }]>(
        `SELECT pg_get_serial_sequence($1, $2) AS sequence, highest FROM (${highest}) AS ids`,
        [table, column],
      );
      // Not setval(), which a rollback does not undo: old rows would come back under a counter that is too low.
      await manager.query(`ALTER SEQUENCE ${row.sequence} RESTART WITH ${Number(row.highest) + 1}`);
    }
  }
}

/**
 * The same for MariaDB and MySQL, to be called after the transaction. The server takes the highest id that is there plus one
 * for a counter that is too low, so this can run at any time. Where another session holds a table, its counter stays: no id is
 * ever wrong by it, only higher than need be.
 */
export async function lowerCounters(dataSource: DataSource): Promise<void> {
  if (dataSource.options.type !== 'mariadb' && dataSource.options.type !== 'mysql') return;
  const queryRunner = dataSource.createQueryRunner();
  try {
    const [{ before }] = await queryRunner.manager.query<[{ before: number }]>(
      'SELECT @@SESSION.lock_wait_timeout AS `before`',
    );
    await queryRunner.query(`SET SESSION lock_wait_timeout = ${LOCK_WAIT_SECONDS}`);
    for (const { table } of counted(dataSource.entityMetadatas)) {
      await queryRunner.query(`ALTER TABLE \`${table}\` AUTO_INCREMENT = 1`).catch(ignoreLockWait);
    }
    await queryRunner.query(`SET SESSION lock_wait_timeout = ${before}`);
  } finally {
    await queryRunner.release();
  }
}

function ignoreLockWait(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'ER_LOCK_WAIT_TIMEOUT') throw error;
}

function counted(metadatas: readonly EntityMetadata[]): { readonly table: string; readonly column: string }[] {
  return metadatas.flatMap(({ tableName, generatedColumns }) =>
    generatedColumns
      .filter(({ generationStrategy }) => generationStrategy === 'increment')
      .map(({ databaseName }) => ({ table: tableName, column: databaseName })),
  );
}
