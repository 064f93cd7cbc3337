import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../src/shell/commands';
import { saveResultCommand } from '../src/shell/commands/save-result';
import { modelsCommand } from '../src/shell/commands/models';
import type { CommandContext } from '../src/shell/commands/command';
import { sessionCompleter } from '../src/shell/completion/session-completer';
import type { Complete } from '../src/shell/completion/suggestion';
import type { ShellParts } from '../src/shell/shell-parts';
import { compare, print } from './support/compare';
import { lessonOfSize, type LessonOfSize } from './support/lesson-of-size';
import { enter, openShell } from './support/shell';
import { size } from './support/sizes';
import { median } from './support/statistics';
import { temporaryFolder } from './support/temporary';

/**
 * What a line costs on a few rows and on many: `--full` adds ten million. Each time it works on other rows, so that it is not the same
 * few that are in memory already.
 */
const SIZES = [
  size(10_000, 600),
  size(1_000_000, 2_000),
  ...(process.argv.includes('--full') ? [size(10_000_000, 4_000)] : []),
];
const ROUNDS = size(25, 2);
/** Employees that a line works on. */
const SOME = size(100, 10);

/** A shell on a database of one size. */
class Measured {
  readonly parts: ShellParts;
  readonly name: string;
  readonly #complete: Complete;
  #turn = 0;

  constructor(
    readonly lesson: LessonOfSize,
    readonly folder: string,
  ) {
    this.parts = openShell(lesson.dataSource);
    this.name = `${lesson.rows.toLocaleString('en')} rows`;
    this.#complete = sessionCompleter(this.parts, {
      commands: () => COMMANDS,
      resolvePath: (path) => join(folder, path),
    }).complete;
  }

  /** The first of some employees, others than the last time: all over the table. */
  #first(): number {
    return 1 + ((this.#turn++ * 7919) % Math.max(1, this.lesson.employees - SOME));
  }

  async run(line: (first: number) => string): Promise<void> {
    await enter(this.parts.session, line(this.#first()));
  }

  complete(text: string): void {
    this.#complete({ text, cursor: text.length });
  }

  /** Runs a command; what it prints goes nowhere. */
  async command(run: (context: CommandContext, first: number) => void | Promise<void>): Promise<void> {
    const context: CommandContext = {
      ...this.parts,
      commands: COMMANDS,
      width: 130,
      interactive: false,
      json: false,
      print: () => {},
      show: async () => {},
      run: async () => {},
      evaluate: (text, options) => this.parts.session.run(text, options),
      breakable: (work) => work(new AbortController().signal),
      leave: () => {},
      resolvePath: (path) => join(this.folder, path),
    };
    await this.parts.session.attend(() => run(context, this.#first()));
  }
}

const BETWEEN = (first: number): string => `where: { id: Between(${first}, ${first + SOME - 1}) }`;
const TYPED = [
  'employee.assignments[0].project.ti',
  "Employee.find({ where: { assignments: { project: { title: 'P",
  'sql`select e.name from employees e join assi',
];

type Line = readonly [claim: string, work: (on: Measured) => Promise<unknown>];

/** What follows the rows that are touched. */
const LINES: readonly Line[] = [
  [
    `${SOME} employees touch their projects and meetings`,
    (on) =>
      on.run(
        (first) =>
          `for (const each of Employee.find({ ${BETWEEN(first)} })) each.projects.length + each.meetings.length`,
      ),
  ],
  [`${SOME} employees are found and printed`, (on) => on.run((first) => `Employee.find({ ${BETWEEN(first)} })`)],
  [
    'the last of a table are found and printed',
    (on) => on.run(() => "Employee.find({ order: { id: 'DESC' }, take: 20 })"),
  ],
  [
    'the assignments of one employee are counted',
    (on) => on.run((first) => `Assignment.countBy({ employee: { id: ${first} } })`),
  ],
  [
    'the employees of one project are counted by touching them',
    (on) => on.run((first) => `Project.findOneBy({ id: ${1 + (first % 5)} }).employees.length`),
  ],
  [
    `${SOME} employees are written to a CSV file`,
    (on) =>
      on.command((context, first) =>
        saveResultCommand.run(context, `--force some.csv Employee.find({ ${BETWEEN(first)} })`),
      ),
  ],
  ['.models is shown, without counting', (on) => on.command((context) => modelsCommand.run(context, ''))],
  [
    'what may come next is completed, with entities in scope',
    async (on) => {
      for (let times = 0; times < 20; times++) for (const text of TYPED) on.complete(text);
    },
  ],
];

/** What reads every row, as it must. */
const WHOLE: readonly Line[] = [
  ['a table is counted: every row', (on) => on.run(() => 'Assignment.count()')],
  [
    'what no index knows is looked for: every row',
    (on) => on.run((first) => `Employee.findBy({ name: 'Nobody ${first}' })`),
  ],
];

async function main(): Promise<void> {
  const folder = temporaryFolder();
  const all: Measured[] = [];
  for (const rows of SIZES) {
    const start = performance.now();
    const lesson = await lessonOfSize(rows, folder);
    all.push(new Measured(lesson, folder));
    const seconds = (performance.now() - start) / 1000;
    print(`  ${lesson.rows.toLocaleString('en')} rows made in ${seconds.toFixed(1)} s (raw prepared inserts)`);
  }
  for (const on of all) await on.run(() => 'employee = Employee.findOneBy({ id: 1 }); employee.assignments.length');
  const [few, ...many] = all as [Measured, ...Measured[]];
  const inTurn = (claim: string, work: Line[1], rounds: number, goal?: { readonly ratio: number }) =>
    compare({
      claim,
      baseline: [few.name, () => work(few)],
      measured: many.map((on) => [on.name, () => work(on)]),
      rounds,
      warmUp: size(3, 0),
      goal,
    });
  print('', 'What follows the rows that a line touches, not those that there are');
  for (const [claim, work] of LINES) await inTurn(claim, work, ROUNDS, { ratio: 1.5 });
  print('', 'What reads every row, because it is asked for that');
  for (const [claim, work] of WHOLE) await inTurn(claim, work, size(5, 2));
  await exportAll(all.slice(0, 2));
  for (const { lesson } of all) await lesson.dataSource.destroy();
  rmSync(folder, { recursive: true, force: true });
}

/** All employees to a file: what one of them costs. */
async function exportAll(all: readonly Measured[]): Promise<void> {
  const costs = new Map(all.map((on) => [on, [] as number[]]));
  const rounds = size(3, 2);
  for (let round = size(-1, 0); round < rounds; round++)
    for (const [on, taken] of costs) {
      const start = performance.now();
      await on.command((context) => saveResultCommand.run(context, '--force all.csv Employee.find()'));
      if (round >= 0) taken.push(((performance.now() - start) / on.lesson.employees) * 1000);
    }
  print('a whole table is found and written to a CSV file: what one row of it costs', `  ${rounds} rounds in turn`);
  const [[, base] = [undefined, []]] = [...costs];
  for (const [on, taken] of costs)
    print(
      `  ${on.name.padEnd(14)}  ${median(taken).toFixed(1)} µs for each of ${on.lesson.employees.toLocaleString('en')}   ` +
        `ratio ${(median(taken) / median(base)).toFixed(2)}`,
    );
}

void main();
