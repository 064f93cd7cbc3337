import type { DataSource, QueryRunner } from 'typeorm';

type Query = (this: QueryRunner, ...args: unknown[]) => Promise<unknown>;

/**
 * From now on each statement that goes to a data source by a query runner that it makes is sent as it is made here.
 * @param made throws where it is not to be sent.
 */
export function guardQueries(dataSource: DataSource, made: (sql: string) => string): void {
  const create = dataSource.createQueryRunner.bind(dataSource);
  // On SQLite all are one.
  const guarded = new WeakSet<QueryRunner>();
  dataSource.createQueryRunner = (...args) => {
    const runner = create(...args);
    if (guarded.has(runner)) return runner;
    guarded.add(runner);
    const send = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
    const query: Query = async (sql, ...rest) => send(made(String(sql)), ...rest);
    runner.query = query as QueryRunner['query'];
    return runner;
  };
}
