/**
 * A process with a real session on the lesson, in a SQLite database in memory. It runs one input after the other that its parent sends.
 *
 * What an input could do to the machine or to this process is refused: what is looked for are crashes of the shell's, and a line that
 * ends the process, or the machine, does what it says.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import vm from 'node:vm';
import * as typeorm from 'typeorm';
import { createDataSource } from '../../../../src/data-source';
import { dataSourceOptions } from '../../../../src/data-source-options';
import { seed } from '../../../../src/seed';
import { assemble } from '../../../../src/shell/assemble';
import { keepSigint } from '../../../../src/shell/evaluator/sigint-hold';
import type { Session } from '../../../../src/shell/session';
import { engineState } from './engine-state';

/** What the parent sends: an input, by a number. */
export interface Job {
  readonly id: number;
  readonly text: string;
}

/** What became of an input. */
export interface Verdict {
  readonly id: number;
  readonly kind: 'value' | 'error' | 'interrupted';
  /** What the shell did wrong, if anything. */
  readonly wrong?: string;
  /** The input has changed what belongs to the engine: what comes after it tells nothing. */
  readonly spoilt: boolean;
  /** Memory in use, in bytes, without what is garbage. */
  readonly heap?: number;
}

/** How often the garbage is collected to see how much memory is in use. */
const MEASURED = 100;

/** What inputs have to work with. */
const KNOWN = `
  var a = 1, b = 's', c = [1, 2], d = { k: 1, a: [2] }, e = (x) => x, employee1 = Employee.findOneBy({ id: 1 });
  function f(x) { return x } async function g(x) { return x } function* h() { yield 1 } class K { #p = 1; static a = 2; get b() { return this.#p } }
`;

/** Inputs for which parts of the shell are loaded that most do not need. */
const LATE = [
  'const typed: number = Employee.find()[0].meetings.length',
  'for (let n = 0; n < 12; n++) Employee.findOneBy({ id: 1 + (n % 4) }).assignments.length',
  'Employee.find({ where: { nmae: 1 } })',
  "'\u{1F600}' nonsense",
  "sql`select '\u{1F600}' as face`",
  'eval("var late = 1")',
  "import { sep } from 'node:path'",
  // Some of what Node has is made when it is first asked for.
  'Reflect.ownKeys(globalThis).forEach((key) => globalThis[key])',
  'Employee.save({ name: {} })',
];

const answer = process.send!.bind(process);
const collect = global.gc!;

async function openSession(): Promise<Session> {
  const dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' })).initialize();
  await dataSource.runMigrations();
  await seed(dataSource);
  const { session } = assemble({
    dataSource,
    typeorm,
    baseFile: path.join(tmpdir(), 'typeorm-shell-fuzz', 'shell.ts'),
    programFile: undefined,
    interactive: true,
    json: false,
    colored: false,
    width: () => 100,
    tableWidth: () => 100,
    title: 'fuzz',
    database: 'a test',
  });
  return session;
}

/** The rooms of the shell in which an error that is thrown is never the person's. */
const WITHIN =
  /src\/shell\/evaluator\/(?!runtime|array-methods|patterns|scope|modules|interruptible|declare-in-realm|eval-source|run-unit)/;

/** Whether an error comes from the shell itself and not from the input. */
function fault(error: unknown, text: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { stack = '' } = error;
  const frame = /^\s+at .*$/m.exec(stack)?.[0] ?? '';
  if (!(error instanceof SyntaxError) && error.name !== 'InterruptedError' && WITHIN.test(frame))
    return `an error of the shell's own: ${stack}`;
  if (error instanceof SyntaxError && /compileFunction/.test(stack) && !/stack/.test(error.message) && isScript(text))
    return `the rewritten text is not JavaScript: ${stack}`;
  return undefined;
}

function isScript(text: string): boolean {
  try {
    new vm.Script(text);
    return true;
  } catch {
    return false;
  }
}

function refuse(object: object, names: readonly string[]): void {
  for (const name of names) {
    Object.defineProperty(object, name, {
      configurable: true,
      value: () => {
        throw new Error(`${name} is refused here`);
      },
    });
  }
}

const WRITING =
  /^(write|append|rm|unlink|rename|copy|cp|mkdir|mkdtemp|ch|link|symlink|truncate|ftruncate|open|create|utimes|lutimes|futimes|watch)/;

/** Whether a file is of the shell's own, or only read. */
function isOwn([file, flags]: readonly unknown[]): boolean {
  return typeof file === 'number' || String(file).includes('node_modules') || flags === 'r' || flags === 0;
}

function makeHarmless(): void {
  const require = createRequire(__filename);
  const functionsOf = (name: string): string[] =>
    Object.entries(require(name) as object).flatMap(([key, value]) => (typeof value === 'function' ? [key] : []));
  refuse(process, [
    'exit',
    'reallyExit',
    'kill',
    'abort',
    'chdir',
    'disconnect',
    'binding',
    '_kill',
    'setuid',
    'send',
    'setUncaughtExceptionCaptureCallback',
  ]);
  // All are loaded before the first is changed: one makes use of another.
  const ways = [
    'child_process',
    'net',
    'http',
    'https',
    'dgram',
    'cluster',
    'worker_threads',
    'repl',
    'inspector',
    'fs/promises',
  ];
  for (const [module, names] of ways.map((name) => [require(name) as object, functionsOf(name)] as const))
    refuse(module, names);
  const files = require('fs') as Record<string, unknown>;
  const writing = functionsOf('fs').filter((name) => WRITING.test(name));
  const whole = writing.map((name) => [name, files[name] as (...args: unknown[]) => unknown] as const);
  refuse(files, writing);
  // The shell's own parts are loaded, and kept compiled, when they are needed.
  for (const [name, way] of whole) {
    const refused = files[name] as () => void;
    const allowed = (...args: unknown[]): unknown => (isOwn(args) ? way(...args) : refused());
    Object.defineProperty(files, name, { value: allowed });
  }
  for (const name of ['log', 'info', 'debug', 'warn', 'error', 'dir', 'table', 'trace', 'group'] as const)
    console[name] = () => {};
}

async function main(): Promise<void> {
  const session = await openSession();
  assert.ok(keepSigint(() => session.interrupt()));
  let wrong: string | undefined;
  const stray = (error: unknown): void => {
    try {
      session.failure(error);
    } catch (failure) {
      wrong = `an error from nowhere cannot be shown: ${inspect(failure)}`;
    }
  };
  process.on('uncaughtException', stray);
  process.on('unhandledRejection', stray);
  for (const text of [KNOWN, ...LATE]) await session.run(text);
  const listen = process.on.bind(process);
  makeHarmless();
  const before = engineState();
  const { now } = Date;
  const run = async ({ id, text }: Job): Promise<Verdict> => {
    wrong = undefined;
    let kind: Verdict['kind'] = 'value';
    try {
      session.evaluator.isUnfinished(text);
      const outcome = await session.run(text);
      if (!outcome.ok) {
        kind = outcome.interrupted ? 'interrupted' : 'error';
        wrong ??= fault(outcome.error, text);
      }
    } catch (error) {
      wrong = `the session threw: ${error instanceof Error ? String(error.stack) : inspect(error)}`;
    }
    const spoilt = engineState() !== before || Date.now !== now;
    return { id, kind, wrong, spoilt, ...(id % MEASURED === 0 ? { heap: heap() } : {}) };
  };
  listen('message', (job: Job) => void run(job).then((verdict) => answer(verdict)));
  answer({ id: -1, kind: 'value', spoilt: false } satisfies Verdict);
}

function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

main().catch((error: unknown) =>
  answer({ id: -1, kind: 'error', wrong: inspect(error), spoilt: false } satisfies Verdict),
);
