import type { DataSource } from 'typeorm';
import { dataOf } from '../plain-data';

/** Whether a data source is of TypeORM 0.3, which has methods and options that 1.0 has dropped. */
export function isBefore1({ manager }: DataSource): boolean {
  return typeof dataOf(manager, 'findOneById') === 'function';
}
