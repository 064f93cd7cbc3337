import type { DataSource } from 'typeorm';

/** TypeORM's own methods of a data source, and its constructor: a project's class may have put others before them. */
export function typeormsOwn(dataSource: DataSource): DataSource {
  let own: object = dataSource;
  for (;;) {
    const above = Object.getPrototypeOf(own) as object | null;
    if (above === null || above === Object.prototype) return own as DataSource;
    own = above;
  }
}
