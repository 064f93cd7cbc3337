import { createDataSource } from '../../src/data-source';
import { dataSourceOptions } from '../../src/data-source-options';
import { prepareDatabase } from '../../src/project-database';
import { SourceMode } from '../../src/shell/safety/modes/source-mode';

/** Root may write everything. Without root, nobody is who runs the tests. */
const NOBODY = 65_534;

/** Opens `DATABASE_URL` as somebody who is not root, and prints as JSON what came of it. */
async function main(): Promise<void> {
  // What is loaded late may be out of nobody's reach.
  const first = await createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' })).initialize();
  await prepareDatabase(first);
  await first.destroy();
  if (process.getuid?.() === 0) process.setuid?.(NOBODY);

  const dataSource = createDataSource(dataSourceOptions(process.env));
  if (process.env.MODE === 'read-only') SourceMode.of(dataSource).prepare('read-only');
  await dataSource.initialize();
  const prepared = await prepareDatabase(dataSource);
  const refusal = await dataSource.manager.insert('Employee', { name: 'x' }).then(
    () => 'it was written',
    (error: unknown) => String(error),
  );
  const employees = await dataSource.manager.count('Employee');
  await dataSource.destroy();
  console.log(JSON.stringify({ notice: dataSource.notice, prepared, employees, refusal }));
}

void main();
