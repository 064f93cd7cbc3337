import { createDataSource } from '../../src/data-source';
import { dataSourceOptions } from '../../src/data-source-options';
import { Assignment } from '../../src/entities/assignment';
import { Employee } from '../../src/entities/employee';
import { Project } from '../../src/entities/project';
import { seed } from '../../src/seed';
import { PipedShell } from './piped-shell';

export interface WritersOptions {
  /** As in `DATABASE_URL`: an empty database. */
  readonly url: string;
  readonly shells: number;
  /** How long they write, from when the last of them is ready. */
  readonly seconds: number;
}

/** What lines said that they have added, and what there is. */
interface Sum {
  readonly promised: number;
  readonly found: number;
}

export interface WritersReport {
  /** Lines that were done. */
  readonly lines: number;
  readonly rows: Sum;
  /** A number that lines read and raise. */
  readonly counter: Sum;
  /** What the shells said of lines that failed, and how often. */
  readonly errors: ReadonlyMap<string, number>;
  /** The longest that a line took, in milliseconds. */
  readonly longest: number;
}

interface Line {
  readonly text: string;
  readonly rows: number;
  readonly counted: number;
}

/** What each shell writes, one after the other. A transaction that reads and writes locks what it reads where a database knows of that. */
function linesOf(url: string): readonly Line[] {
  const lock = url.startsWith('sqlite') ? '' : ", lock: { mode: 'pessimistic_write' }";
  const raise = (id: string): string =>
    `{ const p = m.findOneOrFail(Project, { where: { id: ${id} }${lock} }); p.budget = Number(p.budget) + 1; m.save(p) }`;
  return [
    { text: "Employee.save({ name: 'one' })", rows: 1, counted: 0 },
    { text: `dataSource.transaction(m => ${raise('1')})`, rows: 0, counted: 1 },
    { text: 'repo(Project).increment({ id: 2 }, "budget", 1)', rows: 0, counted: 1 },
    {
      text: "dataSource.transaction(m => { m.count(Employee); m.insert(Employee, [{ name: 'a' }, { name: 'b' }]) })",
      rows: 2,
      counted: 0,
    },
    // In one order and the other: on a server some of these wait for each other.
    { text: `dataSource.transaction(m => { ${raise('1')} ${raise('2')} })`, rows: 0, counted: 2 },
    { text: `dataSource.transaction(m => { ${raise('2')} ${raise('1')} })`, rows: 0, counted: 2 },
    { text: "Assignment.save({ role: 'r', employee: { id: 1 } })", rows: 1, counted: 0 },
    { text: 'sql`update projects set budget = budget + 1 where id = 1`', rows: 0, counted: 1 },
  ];
}

/** Lets shells, each a process with lines in its standard input, write to one database at once. */
export async function writers({ url, shells, seconds }: WritersOptions): Promise<WritersReport> {
  const before = await withDatabase(url, async (dataSource) => {
    await dataSource.runMigrations();
    await seed(dataSource);
    return stateOf(dataSource);
  });
  const all = await Promise.all(Array.from({ length: shells }, () => Writer.start(url)));
  const end = performance.now() + seconds * 1_000;
  await Promise.all(all.map((writer, index) => writer.write(linesOf(url), index, end)));
  const after = await withDatabase(url, stateOf);
  const errors = new Map<string, number>();
  for (const error of all.flatMap((writer) => writer.errors)) errors.set(error, (errors.get(error) ?? 0) + 1);
  const sum = (of: 'rows' | 'counted'): number => all.reduce((total, writer) => total + writer[of], 0);
  return {
    lines: all.reduce((total, { lines }) => total + lines, 0),
    rows: { promised: sum('rows'), found: after.rows - before.rows },
    counter: { promised: sum('counted'), found: after.counter - before.counter },
    errors,
    longest: Math.max(...all.map(({ longest }) => longest)),
  };
}

type ProjectDataSource = ReturnType<typeof createDataSource>;

async function withDatabase<Result>(
  url: string,
  work: (dataSource: ProjectDataSource) => Promise<Result>,
): Promise<Result> {
  const dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: url })).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function stateOf({ manager }: ProjectDataSource): Promise<{ readonly rows: number; readonly counter: number }> {
  const projects = await manager.find(Project);
  return {
    rows: (await manager.count(Employee)) + (await manager.count(Assignment)),
    counter: projects.reduce((total, { budget }) => total + Number(budget), 0),
  };
}

/** A shell that writes, and what it has done. */
class Writer {
  readonly errors: string[] = [];
  lines = 0;
  rows = 0;
  counted = 0;
  longest = 0;
  readonly #shell: PipedShell;

  private constructor(shell: PipedShell) {
    this.#shell = shell;
  }

  static async start(url: string): Promise<Writer> {
    return new Writer(await PipedShell.on(url));
  }

  async write(lines: readonly Line[], first: number, end: number): Promise<void> {
    for (let at = first; performance.now() < end; at++) {
      const { text, rows, counted } = lines[at % lines.length];
      const start = performance.now();
      const { said } = await this.#shell.enter(text);
      this.longest = Math.max(this.longest, performance.now() - start);
      if (said !== '') this.errors.push(said.split('\n')[0] ?? said);
      else {
        this.lines++;
        this.rows += rows;
        this.counted += counted;
      }
    }
    await this.#shell.leave();
  }
}
