import type { DataSource, DataSourceOptions } from 'typeorm';
import type * as typeorm from 'typeorm';
import type { DatabaseKind } from '../../../support/databases';

/** A copy of TypeORM: the one of this project, or another version. */
export type Typeorm = typeof typeorm;

/** One way to declare entities, with a few rows. */
export interface Shape {
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly options?: Partial<DataSourceOptions>;
  /** What the tables need to be made. */
  prepare?(dataSource: DataSource): Promise<unknown>;
  /** Writes the rows, by TypeORM alone. */
  fill(dataSource: DataSource): Promise<unknown>;
}

/** Declares the entities with the decorators of that copy, for that kind of database. */
export type MakeShape = (typeorm: Typeorm, kind: DatabaseKind) => Shape;
