import type { DataSource, QueryRunner } from 'typeorm';

type Query = (this: QueryRunner, ...args: unknown[]) => Promise<unknown>;

/**
 * A query runner for what the shell asks for itself: neither the project's logger hears of it nor who counts the person's queries.
 * It stands before a runner of the driver's, which stays as it is: better-sqlite3 hands out the one that everybody uses.
 * @param on a runner to ask on, where one has a transaction open; then it must not be released.
 */
export function unheardRunner(dataSource: DataSource, on?: QueryRunner): QueryRunner {
  const runner = on ?? dataSource.driver.createQueryRunner('master');
  const nothing = { value: () => {} };
  const logger: unknown = Object.create(dataSource.logger, {
    logQuery: nothing,
    logQuerySlow: nothing,
    logQueryError: nothing,
  });
  const quiet: unknown = Object.create(dataSource, { logger: { value: logger } });
  const driver: unknown = Object.create(dataSource.driver, {
    // The runner asks its driver for the logger: by `connection` in 0.3, by `dataSource` since.
    connection: { value: quiet },
    dataSource: { value: quiet },
  });
  // The class's own: that of the object may be one that listens.
  const query = Reflect.get(Object.getPrototypeOf(runner) as object, 'query') as Query;
  let last: Promise<unknown> = Promise.resolve();
  return Object.create(runner, {
    driver: { value: driver },
    query: {
      // One after the other: TypeORM 0.3 asks several at once of one connection, and pg prints a warning about that.
      value(this: QueryRunner, ...args: unknown[]): Promise<unknown> {
        return (last = last.then(
          () => query.apply(this, args),
          () => query.apply(this, args),
        ));
      },
      configurable: true,
    },
    // What it finds out of tables is not kept for others.
    loadedTables: { value: [], writable: true },
    loadedViews: { value: [], writable: true },
  }) as QueryRunner;
}
