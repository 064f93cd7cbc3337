import * as acorn from 'acorn';
import { join, resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import * as typeorm from 'typeorm';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../src/data-source';
import { dataSourceOptions } from '../src/data-source-options';
import { prepareDatabase } from '../src/project-database';
import { COMMANDS } from '../src/shell/commands';
import { sessionCompleter } from '../src/shell/completion/session-completer';
import type { Complete } from '../src/shell/completion/suggestion';
import { openShell } from './support/shell';
import { manyEntities } from './support/many-entities';
import { print } from './support/compare';
import { percentile } from './support/statistics';
import { size } from './support/sizes';

/** What is typed at the prompt, with the lesson's names. */
const LESSON = [
  'employee1 = Employee.findOneBy({ id: 1 })',
  'employee1.assignments[0].project.title.toUpperCase()',
  "Employee.find({ where: { assignments: { project: { budget: MoreThan(5) } } }, order: { hireDate: 'DESC' }, take: 10 })",
  'Project.find().map(({ title, employees }) => `${title}: ${employees.map(e => e.name).join(", ")}`)',
  "Employee.createQueryBuilder('e').leftJoinAndSelect('e.assignments', 'a').where('a.role = :role and e.name like :name', { role: 'x' }).orderBy('e.name').getMany()",
  'sql`select e.name, count(*) from employees e join employee_meetings em on em.employee_id = e.id where e.id = ${1} group by e.name`',
  'for (const employee of Employee.find()) for (const meeting of employee.meetings) console.log(meeting.topic, employee.name)',
  'const budgets = new Map(Project.find().map(project => [project.title, project.budget])); budgets.get("x")',
  'const total = (list: Project[]): number => list.reduce((sum, { budget }) => sum + (budget ?? 0), 0); total(Project.find())',
  'dataSource.transaction(async manager => { const found = await manager.findOneByOrFail(Employee, { id: 1 }); found.name = "x"; return manager.save(found) })',
];

/** The same kinds of texts for a model of 70 entities in a chain. */
const MANY = LESSON.map((text) =>
  text
    .replaceAll('Employee', 'Entity1')
    .replaceAll('Project', 'Entity2')
    .replaceAll('assignments', 'previous')
    .replaceAll('project', 'next')
    .replaceAll('employees', 'entity1'),
);

/** A longer input: a function of 3,000 characters around each text. */
function inFunction(text: string): string {
  const before = Array.from({ length: 40 }, (_none, at) => `  const found${at} = Employee.findOneBy({ id: ${at} });`);
  return `function all(employees) {\n${before.join('\n')}\n  ${text}`;
}

/** Milliseconds, as a clock on the wall shows them and of the processor: neighbours on a busy machine lengthen the first. */
interface Time {
  readonly wall: number;
  readonly processor: number;
}

interface Measured {
  readonly ours: readonly Time[];
  readonly parses: readonly Time[];
}

/** Completes at every position of texts, and parses the same text with acorn alone, in turn. */
function measure(texts: readonly string[], complete: Complete, from: (text: string) => number = () => 0): Measured {
  const [ours, parses]: [Time[], Time[]] = [[], []];
  for (const text of texts) {
    for (let cursor = from(text); cursor <= text.length; cursor++) {
      const typed = text.slice(0, cursor);
      ours.push(timed(() => complete({ text: typed, cursor })));
      parses.push(timed(() => parsed(typed)));
    }
  }
  return { ours, parses };
}

function timed(work: () => unknown): Time {
  const [start, usage] = [performance.now(), process.cpuUsage()];
  work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(usage);
  return { wall, processor: (user + system) / 1000 };
}

function parsed(text: string): unknown {
  try {
    return acorn.parse(text, { ecmaVersion: 'latest', allowAwaitOutsideFunction: true });
  } catch {
    return undefined;
  }
}

/** Milliseconds. */
const GOAL = 10;

function report(claim: string, rounds: readonly Measured[]): void {
  const ours = rounds.flatMap((round) => round.ours);
  const parses = rounds.flatMap((round) => round.parses);
  const p99 = percentile(processor(ours), 99);
  const median = (times: readonly Time[]): number => percentile(processor(times), 50);
  print(
    claim,
    `  ${ours.length} completions, each in turn with a parse of the same text; ms of the processor (on the clock)`,
    row('acorn alone', parses),
    `${row('completion', ours)}   ratio of medians ${(median(ours) / median(parses)).toFixed(1)}`,
    `  p99: ${p99 <= GOAL ? 'goal met' : 'GOAL MISSED'} (at most ${GOAL} ms)`,
  );
}

function row(name: string, times: readonly Time[]): string {
  const wall = times.map((time) => time.wall);
  const at = (percent: number): string =>
    `p${percent} ${percentile(processor(times), percent).toFixed(2)} (${percentile(wall, percent).toFixed(2)})`;
  return `  ${name.padEnd(11)}  ${at(50)}   ${at(99)}`;
}

function processor(times: readonly Time[]): readonly number[] {
  return times.map((time) => time.processor);
}

function completerOn(dataSource: DataSource): { readonly complete: Complete; close(): Promise<void> } {
  const parts = openShell(dataSource);
  const { complete } = sessionCompleter(parts, { commands: () => COMMANDS, resolvePath: (path) => resolve(path) });
  return { complete, close: () => parts.close() };
}

async function main(): Promise<void> {
  const lesson = await createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' })).initialize();
  await prepareDatabase(lesson);
  const many = await new typeorm.DataSource({
    type: 'better-sqlite3',
    database: ':memory:',
    entities: [...manyEntities(70)],
    synchronize: true,
  }).initialize();
  const rounds = size(5, 1);
  for (const [claim, dataSource, texts, long] of [
    ['At every position of ten inputs, the lesson (4 entities)', lesson, LESSON, false],
    ['The same, a model of 70 entities', many, MANY, false],
    ['The same behind 40 lines of a function, the lesson', lesson, LESSON.map(inFunction), true],
  ] as const) {
    const { complete, close } = completerOn(dataSource);
    const first = timed(() => complete({ text: 'Employee.fi', cursor: 11 }));
    const from = (text: string): number => (long ? text.lastIndexOf('\n') : 0);
    measure(texts, complete, from);
    report(
      claim,
      Array.from({ length: rounds }, () => measure(texts, complete, from)),
    );
    print(`  the first one of all: ${first.wall.toFixed(1)} ms`);
    await close();
  }
  const paste = readFileSync(join(__dirname, '..', 'src', 'shell', 'terminal', 'prompt-loop.ts'), 'utf8').slice(
    0,
    10_000,
  );
  const again = await createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' })).initialize();
  const { complete, close } = completerOn(again);
  const positions = Array.from(
    { length: size(300, 5) },
    (_none, index) => 1 + Math.floor((index * paste.length) / 300),
  );
  const inPaste = (): readonly Measured[] =>
    positions.map((cursor) => ({
      ours: [timed(() => complete({ text: paste, cursor }))],
      parses: [timed(() => parsed(paste))],
    }));
  inPaste();
  report('Somewhere in a paste of 10,000 characters of TypeScript', inPaste());
  await close();
}

void main();
