import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import * as pty from '@lydell/node-pty';
import { compileBare } from './support/bare';
import { compare, print } from './support/compare';
import { size } from './support/sizes';
import { median, spread } from './support/statistics';
import { temporaryFolder } from './support/temporary';

const ROOT = join(__dirname, '..');
const ROUNDS = size(25, 1);
const QUESTION = 'Employee.findOneBy({id: 1})';
const ANSWER = '<Employee 1, Uri Lee, 2022-05-17>';

const folder = temporaryFolder();
const environment = {
  ...process.env,
  DATABASE_URL: `sqlite:${join(folder, 'app.db')}`,
  XDG_STATE_HOME: join(folder, 'state'),
};
const SHELL = ['-r', join(ROOT, 'scripts', 'ts.cjs'), join(ROOT, 'src', 'repl.ts')];

/** From starting Node to its end, with the answer on standard output. */
function run(args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: environment, encoding: 'utf8' });
  if (status !== 0 || stdout !== `${ANSWER}\n`) throw new Error(`${args.join(' ')} answered:\n${stdout}${stderr}`);
}

/** The parts of a start, in milliseconds. */
type Parts = ReadonlyMap<string, number>;

function trace(args: readonly string[]): Promise<Parts> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-r', join(__dirname, 'support', 'trace-start.cjs'), ...args], {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    });
    let text = '';
    child.stdio[3]!.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('error', reject);
    child.once('close', () => {
      const { begun, modules, ended } = JSON.parse(text) as {
        readonly begun: number;
        readonly modules: Readonly<Record<string, number>>;
        readonly ended: number;
      };
      const loading = Object.values(modules).reduce((sum, time) => sum + time, 0);
      resolve(
        new Map([
          ['Node itself', begun],
          ...Object.entries(modules).map(([name, time]) => [`load ${name}`, time] as const),
          ['work (connect, ask, print, leave)', ended - begun - loading],
        ]),
      );
    });
  });
}

/** Where the milliseconds above the baseline go: the medians of each part's time in both. */
async function account(bare: readonly string[], shell: readonly string[]): Promise<void> {
  const traces: (readonly [Parts, Parts])[] = [];
  for (let round = 0; round < size(11, 1); round++) traces.push([await trace(bare), await trace(shell)]);
  const names = [...new Set(traces.flatMap(([a, b]) => [...a.keys(), ...b.keys()]))];
  const middle = (name: string, which: 0 | 1): number => median(traces.map((pair) => pair[which].get(name) ?? 0));
  const rows = names
    .map((name) => ({ name, bare: middle(name, 0), shell: middle(name, 1) }))
    .sort((a, b) => b.shell - b.bare - (a.shell - a.bare));
  const shown = rows.filter((row) => Math.abs(row.shell - row.bare) >= 0.5);
  const rest = rows.filter((row) => !shown.includes(row));
  const sum = (which: 'bare' | 'shell', of: typeof rows): number => of.reduce((total, row) => total + row[which], 0);
  const line = (name: string, before: number, now: number): string =>
    `  ${name.padEnd(36)}${before.toFixed(1).padStart(8)}${now.toFixed(1).padStart(8)}${(now - before).toFixed(1).padStart(8)}`;
  print(
    'Where it goes, in ms (measuring makes both slower): bare, shell, difference',
    ...shown.map((row) => line(row.name, row.bare, row.shell)),
    line(`${rest.length} parts with less than 0.5 apart`, sum('bare', rest), sum('shell', rest)),
    line('all', sum('bare', rows), sum('shell', rows)),
  );
}

/** Starts the shell in a pseudo-terminal. @returns milliseconds to the first prompt, and from Enter to the answer. */
function prompt(): Promise<readonly [prompt: number, answer: number]> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let prompted: number | undefined;
    let answered: number | undefined;
    let text = '';
    const terminal = pty.spawn(process.execPath, SHELL, {
      cwd: ROOT,
      env: { ...environment, TERM: 'xterm' },
      cols: 100,
    });
    terminal.onData((data) => {
      text += data;
      if (prompted === undefined) {
        if (!text.includes('> ')) return;
        prompted = performance.now();
        text = '';
        terminal.write(`${QUESTION}\r`);
      } else if (answered === undefined) {
        if (!text.includes('Uri Lee')) return;
        answered = performance.now();
        text = text.slice(text.indexOf('Uri Lee'));
      }
      // Ctrl-D counts at a prompt: before, the terminal itself would take it.
      if (answered !== undefined && text.includes('> ')) terminal.write('\x04');
    });
    terminal.onExit(() => {
      if (prompted === undefined || answered === undefined) reject(new Error(`The shell ended early:\n${text}`));
      else resolve([prompted - start, answered - prompted]);
    });
  });
}

async function main(): Promise<void> {
  mkdirSync(join(folder, 'state'), { recursive: true });
  const bare = [compileBare(folder)];
  const shell = [...SHELL, '-e', QUESTION];
  // The first start makes the database and fills the compile cache.
  spawnSync(process.execPath, shell, { env: environment });
  await compare({
    claim: `From starting Node to the answer of ${QUESTION} and the end, against a bare compiled script`,
    baseline: ['bare script', () => run(bare)],
    measured: [['shell -e', () => run(shell)]],
    rounds: ROUNDS,
    goal: { ratio: 1.5 },
  });
  await account(bare, shell);
  const prompts: (readonly [number, number])[] = [];
  for (let round = -1; round < size(11, 1); round++) {
    const times = await prompt();
    if (round >= 0) prompts.push(times);
  }
  print(
    'In a terminal (information)',
    `  to the first prompt            ${spread(
      prompts.map(([time]) => time),
      1,
    )} ms`,
    `  from Enter, pressed at once, to the answer  ${spread(
      prompts.map(([, time]) => time),
      1,
    )} ms`,
  );
}

void main();
