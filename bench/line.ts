import { PassThrough } from 'node:stream';
import * as repl from 'node:repl';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../src/data-source';
import { dataSourceOptions } from '../src/data-source-options';
import { Employee } from '../src/entities/employee';
import { prepareDatabase } from '../src/project-database';
import { compare } from './support/compare';
import { enter, openSession } from './support/shell';
import { size } from './support/sizes';
import { temporaryFolder } from './support/temporary';

const FUNCTION = `function seniority(employees, today) {
  const years = new Map();
  for (const { name, hireDate } of employees) {
    if (hireDate === null) continue;
    const hired = Number(hireDate.slice(0, 4));
    const served = today.getFullYear() - hired;
    years.set(name, served > 10 ? 'senior' : \`\${served} years\`);
  }
  return years;
}`;

/** Each input as our prompt takes it and as Node's does. */
const LINES = [
  ['1 + 1', '1 + 1', '1 + 1'],
  ['a query', 'Employee.findOneBy({ id: 1 })', 'await Employee.findOneBy({ id: 1 })'],
  ['ten lines', FUNCTION, FUNCTION],
] as const;

/** Node's own REPL without a terminal: its evaluation and its printing. */
function nodePrompt(dataSource: DataSource): (text: string) => Promise<string> {
  const server = repl.start({ prompt: '', input: new PassThrough(), output: new PassThrough(), useGlobal: true });
  Object.assign(server.context, { Employee: dataSource.getRepository(Employee) });
  return (text) =>
    new Promise((resolve, reject) => {
      // The context is typed as one of `vm`; with `useGlobal` it is this realm's global object.
      server.eval(`${text}\n`, server.context, 'REPL', (error, value: unknown) =>
        error ? reject(error) : resolve(server.writer(value)),
      );
    });
}

async function main(): Promise<void> {
  const options = dataSourceOptions({ DATABASE_URL: `sqlite:${join(temporaryFolder(), 'lesson.db')}` });
  const open = (): Promise<DataSource> => createDataSource(options).initialize();
  const [bare, used, interactive] = [await open(), await open(), await open()];
  await prepareDatabase(bare);
  const node = nodePrompt(bare);
  const session = openSession(used);
  const inTerminal = openSession(interactive, true);
  for (const [name, ours, theirs] of LINES) {
    await compare({
      claim: `A line, ${name}: evaluated and its value printed to text`,
      baseline: ["Node's REPL", () => node(theirs)],
      measured: [
        ['this shell', () => enter(session, ours)],
        ['in a terminal', () => enter(inTerminal, ours)],
      ],
      rounds: size(500, 3),
      warmUp: size(200, 0),
      unit: 'µs',
      goal: { added: 1 },
    });
  }
  await waits(bare, { session, inTerminal });
  await callbacks({ session, inTerminal });
  for (const each of [bare, used, interactive]) await each.destroy();
  process.exit();
}

type Sessions = Readonly<Record<'session' | 'inTerminal', ReturnType<typeof openSession>>>;

/** Waits in a loop: each comes back through the evaluator. */
async function waits(bare: DataSource, { session, inTerminal }: Sessions): Promise<void> {
  const count = size(1_000, 5);
  const loop = `for (let i = 0; i < ${count}; i++) last = Employee.findOneBy({ id: 1 + i % 4 }); void 0`;
  await compare({
    claim: `${count} queries in a loop, each waited for (information)`,
    baseline: [
      'script',
      async () => {
        for (let i = 0; i < count; i++) await bare.manager.findOneBy(Employee, { id: 1 + (i % 4) });
      },
    ],
    measured: [
      ['this shell', () => enter(session, loop)],
      ['in a terminal', () => enter(inTerminal, loop)],
    ],
    rounds: size(7, 1),
  });
}

async function callbacks({ session, inTerminal }: Sessions): Promise<void> {
  const count = size(100_000, 10);
  const big = Array.from({ length: count }, (_, index) => ({ name: `Employee ${index}` }));
  for (const each of [session, inTerminal]) each.evaluator.define('big', big);
  await compare({
    claim: `big.map(e => e.name) over ${count} objects (information)`,
    baseline: ['script', () => big.map((e) => e.name)],
    measured: [
      ['this shell', () => enter(session, 'names = big.map(e => e.name); void 0')],
      ['in a terminal', () => enter(inTerminal, 'names = big.map(e => e.name); void 0')],
    ],
    rounds: size(15, 1),
  });
}

void main();
