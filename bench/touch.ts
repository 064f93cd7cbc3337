import { Between, type DataSource } from 'typeorm';
import { Employee } from '../src/entities/employee';
import { QueryRecorder } from '../src/shell/queries/recorder';
import { bigDatabase } from './support/big-database';
import { compare, print } from './support/compare';
import { enter, openSession } from './support/shell';
import { size } from './support/sizes';

/** A loop at the prompt touches `projects` of 1,000 employees, against one `find` with the relations written down. */
const TOUCHED = size(1_000, 20);
const LOOP = `
  touched = 0
  for (const employee of Employee.find({ where: { id: Between(1, ${TOUCHED}) } }))
    for (const project of employee.projects) touched += project.title.length
  touched`;

async function plain(dataSource: DataSource): Promise<number> {
  let touched = 0;
  const employees = await dataSource.manager.find(Employee, {
    where: { id: Between(1, TOUCHED) },
    relations: { assignments: { project: true } },
  });
  for (const employee of employees) for (const project of employee.projects) touched += project.title!.length;
  return touched;
}

async function main(): Promise<void> {
  const { open } = await bigDatabase();
  const [bare, used] = [await open(), await open()];
  const session = openSession(used);
  await compare({
    claim: `${TOUCHED} employees touch their projects at the prompt, against one find with relations in a script`,
    baseline: ['find with relations', () => plain(bare)],
    measured: [['loop at the prompt', () => enter(session, LOOP)]],
    rounds: size(15, 2),
    goal: { ratio: 1 },
  });
  const answers = [await plain(bare), await enter(session, LOOP)];
  if (answers[0] !== answers[1]) throw new Error(`The answers differ: ${answers.join(' and ')}.`);
  const counted = await open();
  const recorder = new QueryRecorder(counted);
  await enter(openSession(counted), LOOP);
  print(`  queries of the loop: ${recorder.countSince(0)} (goal: 3)`);
  for (const each of [bare, used, counted]) await each.destroy();
}

void main();
