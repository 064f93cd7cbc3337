/** Run by wall-clock.test.ts in a zone of its own: reads, searches and writes times, and prints all that can be seen of them. */
import { inspect } from 'node:util';
import { Between, MoreThan } from 'typeorm';
import { dataSource } from '../../src/data-source';
import { Assignment } from '../../src/entities/assignment';
import { Employee } from '../../src/entities/employee';
import { Meeting } from '../../src/entities/meeting';

async function main(): Promise<void> {
  await dataSource.initialize();
  const { manager } = dataSource;
  const raw = (sql: string): Promise<unknown> => manager.query(sql);

  // The hour that summer time skips in New York, and the one it has twice.
  for (const [id, time] of [
    [11, new Date(2023, 2, 12, 2, 30)],
    [12, new Date(2023, 10, 5, 1, 30)],
  ] as const) {
    await manager.delete(Meeting, { topic: `Clock ${id}` });
    await manager.save(Object.assign(new Meeting(), { topic: `Clock ${id}`, scheduledTime: time }));
  }
  const meetings = await manager.find(Meeting, { order: { scheduledTime: 'ASC' } });
  // What it shows must not depend on the ids, which grow with each run.
  const shown = meetings.map(({ topic, scheduledTime }) => ({ topic, scheduledTime }));
  const early = new Date(2023, 9, 31, 9, 30);
  const found = [
    await manager.findBy(Meeting, { scheduledTime: early }),
    await manager.findBy(Meeting, { scheduledTime: MoreThan(early) }),
    await manager.findBy(Meeting, { scheduledTime: Between(new Date(2023, 2, 12), new Date(2023, 2, 13)) }),
    await manager.createQueryBuilder(Meeting, 'm').where('m.scheduledTime > :early', { early }).getMany(),
    await manager.createQueryBuilder(Meeting, 'm').where('m.scheduledTime = :early', { early }).getMany(),
  ].map((list) => list.map(({ topic }) => topic));
  const assignments = await manager.find(Assignment, { order: { id: 'ASC' } });
  console.log(
    inspect(
      {
        printed: String(await manager.findOneBy(Meeting, { id: 2 })),
        employees: (await manager.find(Employee, { order: { id: 'ASC' } })).map(String),
        assignments: assignments.map(String),
        days: assignments.map(
          ({ startDate, endDate }) => ((endDate?.getTime() ?? 0) - (startDate?.getTime() ?? 0)) / 86_400_000,
        ),
        hours: meetings.map(({ scheduledTime }) => scheduledTime?.getHours()),
        shown,
        json: JSON.stringify(shown),
        found,
        stored: await raw(
          "SELECT CAST(scheduled_time AS CHAR(19)) AS t FROM meetings WHERE topic LIKE 'Clock%' ORDER BY 1",
        ),
      },
      { depth: null, breakLength: 120 },
    ),
  );
  await dataSource.destroy();
}

void main();
