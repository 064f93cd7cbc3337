import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { before, test } from 'node:test';
import * as pty from '@lydell/node-pty';
import { createDataSource } from '../../../../src/data-source';
import { prepareDatabase } from '../../../../src/project-database';
import { onEachDatabase, type TestDatabase } from '../../../support/databases';
import { temporaryHome } from '../../../support/test-shell';

const ROOT = join(__dirname, '../../../..');
/** How often the shell is left in each way: `SANDBOX_RUNS=500 npm test -- modes/leaving`. */
const RUNS = Number(process.env.SANDBOX_RUNS ?? 1);
/** As long as a start takes, and some lines more, in milliseconds. */
const LONGEST = 2_000;

/** What the shell says when there is something in the sandbox. */
const WROTE = 'nothing is saved';

/** What a sandbox is used for, again and again: each line is an input. */
const LINES = [
  "zed = Employee.save({ name: 'Zed' })",
  "Assignment.save({ employee: zed, project: Project.findOneBy({ id: 1 }), role: 'all' })",
  "dataSource.transaction((em) => { em.update(Employee, { id: 1 }, { name: 'X' }); em.delete(Assignment, { role: 'all' }); })",
  "dataSource.transaction((em) => { em.update(Employee, { id: 2 }, { name: 'Y' }); throw new Error('on purpose'); }).catch(() => 0)",
  "for (let i = 0; i < 50; i++) Employee.save({ name: 'many' })",
  'dataSource.query("update meetings set topic = \'gone\'")',
  "Employee.delete({ name: 'many' })",
];

interface Child {
  write(text: string): void;
  readonly ended: Promise<unknown>;
  /** It has said that it has written something. */
  readonly wrote: Promise<unknown>;
  kill(signal: NodeJS.Signals): void;
}

interface Way {
  readonly name: string;
  /** In a terminal, or fed by a pipe. */
  readonly terminal?: true;
  /** Leaves. */
  leave(child: Child, end: () => void): void;
}

const WAYS: readonly Way[] = [
  { name: 'kill -9', leave: (child) => child.kill('SIGKILL') },
  { name: 'SIGTERM', leave: (child) => child.kill('SIGTERM') },
  { name: 'the end of a pipe', leave: (_child, end) => end() },
  { name: 'an error', leave: (child, end) => (child.write("throw new Error('on purpose')\n"), end()) },
  { name: 'process.exit()', leave: (child, end) => (child.write('process.exit(3)\n'), end()) },
  { name: 'Ctrl-D', terminal: true, leave: pressUntilGone },
  { name: 'SIGHUP', terminal: true, leave: (child) => child.kill('SIGHUP') },
  { name: 'a lost terminal', terminal: true, leave: (_child, end) => end() },
];

/** As long as the shell has not taken the terminal, a key goes to nobody. */
function pressUntilGone(child: Child): void {
  const press = setInterval(() => child.write('\x15\x04'), 200);
  void child.ended.then(() => clearInterval(press));
}

function start(database: TestDatabase, { terminal }: Way): Child & { end(): void } {
  const args = ['-r', join(ROOT, 'scripts/ts.cjs'), join(ROOT, 'src/repl.ts'), '--sandbox'];
  const home = temporaryHome();
  const env = { ...database.env, NO_COLOR: '1', HOME: home, XDG_STATE_HOME: home } as Record<string, string>;
  if (terminal) {
    const shell = pty.spawn(process.execPath, args, { cwd: ROOT, env });
    const ended = gone(shell.pid);
    const wrote = new Promise<void>((done) => shell.onData((text) => text.includes(WROTE) && done()));
    return {
      wrote,
      write: (text) => shell.write(text.replaceAll('\n', '\r')),
      ended,
      kill: (signal) => shell.kill(signal),
      end: () => (shell as pty.IPty & { destroy(): void }).destroy(),
    };
  }
  const shell = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['pipe', 'ignore', 'pipe'] });
  shell.stdin.on('error', () => {}); // It is gone.
  const wrote = new Promise<void>((done) =>
    shell.stderr.on('data', (text: Buffer) => text.toString().includes(WROTE) && done()),
  );
  return {
    wrote,
    write: (text) => void shell.stdin.write(text),
    ended: new Promise((done) => shell.on('close', done)),
    kill: (signal) => void shell.kill(signal),
    end: () => void shell.stdin.end(),
  };
}

/** Resolves when there is no such process any more. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await setTimeout(20);
  }
}

/** All rows of all tables, as text. */
async function contents({ options }: TestDatabase): Promise<string> {
  const dataSource = await createDataSource(options).initialize();
  try {
    const tables = ['employees', 'meetings', 'projects', 'assignments', 'employee_meetings'];
    const rows = await Promise.all(tables.map((table) => dataSource.query(`SELECT * FROM ${table} ORDER BY 1, 2`)));
    return JSON.stringify(rows);
  } finally {
    await dataSource.destroy();
  }
}

onEachDatabase('leaving a sandbox at a random moment', (database) => {
  let whole = '';
  before(async () => {
    const dataSource = await createDataSource(database.options).initialize();
    await prepareDatabase(dataSource);
    await dataSource.destroy();
    whole = await contents(database);
  });

  // A server hears of the end of a connection and not of why: a short run leaves out ways that are the same to it.
  const short = database.kind !== 'sqlite' && RUNS === 1;
  for (const way of WAYS.filter(({ name }) => !short || ['kill -9', 'SIGTERM', 'a lost terminal'].includes(name))) {
    test(`${way.name}, ${RUNS} times: the database is as it was`, async () => {
      for (let run = 0; run < RUNS; run++) {
        const child = start(database, way);
        child.write(`${LINES.join('\n')}\n`.repeat(3));
        // The last time there is something in the sandbox for certain.
        const length = Math.random() * LONGEST;
        await (run === RUNS - 1 ? child.wrote : setTimeout(length));
        way.leave(child, () => child.end());
        await child.ended;
        assert.equal(await contents(database), whole, `run ${run}, ${Math.round(length)} ms`);
      }
    });
  }
});
