import { inspect } from 'node:util';
import { Employee } from '../src/entities/employee';
import { Meeting } from '../src/entities/meeting';
import { ATTENDEES, bigDatabase, EMPLOYEES } from './support/big-database';
import { compare } from './support/compare';
import { enter, openSession } from './support/shell';
import { size } from './support/sizes';

/** Many rows at once: a large relation touched, and a whole table loaded, against the same in a script. */
async function main(): Promise<void> {
  const { open } = await bigDatabase();
  const [bare, used] = [await open(), await open()];
  const session = openSession(used);
  const rounds = size(11, 1);
  const goal = { ratio: 1.1 };
  await compare({
    claim: `One meeting with ${ATTENDEES} employees, touched`,
    baseline: [
      'find with relations',
      async () => {
        const meeting = await bare.manager.findOne(Meeting, { where: { id: 1 }, relations: { employees: true } });
        return meeting!.employees.length;
      },
    ],
    measured: [['touch at the prompt', () => enter(session, 'Meeting.findOneBy({ id: 1 }).employees.length')]],
    rounds,
    goal,
  });
  await compare({
    claim: `${EMPLOYEES} entities loaded, not printed`,
    baseline: ['script', () => bare.manager.find(Employee)],
    measured: [['prompt', () => enter(session, 'all = Employee.find(); void 0')]],
    rounds,
    goal,
  });
  await enter(session, 'all = undefined');
  await compare({
    claim: `${EMPLOYEES} entities loaded and printed (100 are shown)`,
    baseline: ['script', async () => inspect(await bare.manager.find(Employee))],
    measured: [['prompt', () => enter(session, 'Employee.find()')]],
    rounds,
    goal,
  });
  await bare.destroy();
  await used.destroy();
}

void main();
