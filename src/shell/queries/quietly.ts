import type { DataSource, QueryRunner } from 'typeorm';

/**
 * Does something with a query runner of which the project's logger does not hear. The runner is as it was afterwards: that of SQLite is
 * everybody's.
 */
export async function quietly<Answer>(
  dataSource: DataSource,
  runner: QueryRunner,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const nothing = { value: () => {} };
  const logger: unknown = Object.create(dataSource.logger, {
    logQuery: nothing,
    logQuerySlow: nothing,
    logQueryError: nothing,
  });
  const quiet: unknown = Object.create(dataSource, { logger: { value: logger } });
  const holder = runner as unknown as { driver: object };
  const { driver } = holder;
  // The runner asks its driver for the logger: by `connection` in 0.3, by `dataSource` since.
  holder.driver = Object.create(driver, { connection: { value: quiet }, dataSource: { value: quiet } }) as object;
  try {
    return await work();
  } finally {
    holder.driver = driver;
  }
}
