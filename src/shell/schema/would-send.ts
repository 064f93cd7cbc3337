import type { DataSource } from 'typeorm';
import { unheardRunner } from '../queries/unheard-runner';

/** A statement of TypeORM's own. */
export interface SchemaStatement {
  readonly query: string;
  readonly parameters?: readonly unknown[];
}

/**
 * What TypeORM would send to make the database's schema what the entities say, in that order. It is asked of TypeORM itself, which then keeps it
 * to itself: the database is only read.
 */
export async function wouldSend(dataSource: DataSource): Promise<readonly SchemaStatement[]> {
  const quiet: unknown = Object.create(dataSource, { createQueryRunner: { value: () => unheardRunner(dataSource) } });
  const builder = dataSource.driver.createSchemaBuilder();
  // Called `connection` in 0.3, `dataSource` since.
  const aside = Object.create(builder, {
    connection: { value: quiet },
    dataSource: { value: quiet },
  }) as typeof builder;
  const { upQueries } = await aside.log();
  return upQueries;
}
