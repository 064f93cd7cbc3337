import { dataSource } from '../../../../src/data-source';
import { seed } from '../../../../src/seed';
import type { World } from './world';

export const world: World = {
  dataSource,
  fill: async () => {
    await dataSource.runMigrations();
    await seed(dataSource);
  },
};
