/** Seeds the database of `DATABASE_URL` with a made company and sends itself `SIGNAL` in the middle of it. */
import { createDataSource } from '../../src/data-source';
import { dataSourceOptions } from '../../src/data-source-options';
import { seed } from '../../src/seed';
import { writeScaledRows } from '../../src/seed/scaled-rows';

async function main(): Promise<void> {
  const dataSource = await createDataSource(dataSourceOptions(process.env)).initialize();
  const onProgress = (done: number, all: number): void => {
    if (done > all / 2) process.kill(process.pid, process.env.SIGNAL);
  };
  await seed(dataSource, (manager) => writeScaledRows(manager, { scale: 20_000, seed: 1, onProgress }));
  await dataSource.destroy();
}

void main();
