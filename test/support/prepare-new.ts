/** Does with the database of `DATABASE_URL` what `npm start` does first, and prints what came of it as JSON. */
import { dataSource } from '../../src/data-source';
import { Employee } from '../../src/entities/employee';
import { prepareDatabase } from '../../src/project-database';

async function main(): Promise<void> {
  await dataSource.initialize();
  const prepared = await prepareDatabase(dataSource);
  console.log(JSON.stringify({ ...prepared, employees: await dataSource.manager.count(Employee) }));
  await dataSource.destroy();
}

void main();
