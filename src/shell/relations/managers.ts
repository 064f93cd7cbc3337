import type { DataSource, EntityManager } from 'typeorm';

/**
 * Does something with every entity manager of a data source: its own at once, those of query runners and transactions when
 * they are made. Repositories and BaseEntity go through them. Meant for replacing methods of instances, never of a class.
 * @returns stops it for managers that are made from now on
 */
export function onEveryManager(dataSource: DataSource, change: (manager: EntityManager) => void): () => void {
  const { createEntityManager } = dataSource;
  dataSource.createEntityManager = (...args) => {
    const manager = createEntityManager.apply(dataSource, args);
    change(manager);
    return manager;
  };
  change(dataSource.manager);
  return () => (dataSource.createEntityManager = createEntityManager);
}
