import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { createDataSource } from '../src/data-source';
import { dataSourceOptions } from '../src/data-source-options';
import { prepareDatabase } from '../src/project-database';
import type { ShellParts } from '../src/shell/shell-parts';
import { compare, print } from './support/compare';
import { enter, openShell } from './support/shell';
import { size } from './support/sizes';
import { temporaryFolder } from './support/temporary';

const ROOT = resolve(__dirname, '..');

/** TypeScript's language service on one file, in a thread as well. */
class PlainService {
  readonly #worker = new Worker(join(__dirname, 'support/plain-service.cjs'), { workerData: { root: ROOT } });

  async complete(text: string): Promise<void> {
    this.#worker.postMessage(text);
    const [names] = (await once(this.#worker, 'message')) as [readonly string[]];
    if (!names.includes('title')) throw new Error(`the plain service completes ${text} with ${names.join(', ')}`);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** As `.complete` of a prompt, asked until the thread has read the project. */
async function complete({ types }: ShellParts, text: string): Promise<void> {
  for (;;) {
    const found = await types.complete({ text, cursor: text.length });
    if (found?.suggestions.some((each) => each.text === 'title') === true) return;
  }
}

/** Each time another text before the cursor: what was asked before is known. */
let asked = 0;
const text = (): string => `${'/**/'.repeat(asked++ % 50)}employee1.projects.map(p${asked} => p${asked}.`;

/** How long a timer of this thread was late: `p99 1.2 ms, at most 3.4 ms`. */
async function heldUp(work: () => Promise<void>): Promise<string> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  globalThis.gc?.();
  delay.enable();
  await work();
  delay.disable();
  return `p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, at most ${(delay.max / 1e6).toFixed(1)} ms`;
}

async function main(): Promise<void> {
  const options = dataSourceOptions({ DATABASE_URL: `sqlite:${join(temporaryFolder(), 'lesson.db')}` });
  const dataSource = await createDataSource(options).initialize();
  await prepareDatabase(dataSource);
  const opened = async (): Promise<ShellParts> => {
    const parts = openShell(dataSource);
    await enter(parts.session, 'employee1 = Employee.findOneBy({ id: 1 })');
    return parts;
  };
  const shells = await Promise.all(Array.from({ length: size(6, 2) }, opened));
  const before = process.memoryUsage().rss;
  let memory = 0;
  await compare({
    claim: 'Cold: from starting the thread to the first answer, against a bare language service on one file',
    baseline: [
      'bare service',
      async () => {
        const service = new PlainService();
        await service.complete(text());
        await service.close();
      },
    ],
    measured: [
      [
        'shell',
        async () => {
          const shell = shells.pop()!;
          await complete(shell, text());
          memory ||= process.memoryUsage().rss - before;
          shell.types.close();
        },
      ],
    ],
    rounds: shells.length - 1,
  });
  const last = await opened();
  const [plain, shell] = [new PlainService(), await opened()];
  await complete(shell, text());
  await plain.complete(text());
  const samples = await compare({
    claim: 'Warm: the members of what a callback is given, another text each time',
    baseline: ['bare service', () => plain.complete(text())],
    measured: [['shell', () => complete(shell, text())]],
    rounds: size(100, 2),
    warmUp: size(20, 0),
  });
  await plain.close();
  const line = (name: string, times: readonly number[]): string => {
    const sorted = [...times].sort((a, b) => a - b);
    const at = (share: number): string =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
    return `  ${name.padEnd(14)}p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
  };
  print(
    'Warm, in the order of their times',
    ...[...samples].map(([name, times]) => line(name, times)),
    'How long the thread of the prompt was held up while the other one started and answered 20 questions',
    `  bare service  ${await heldUp(async () => {
      const service = new PlainService();
      for (let count = 0; count < size(20, 1); count++) await service.complete(text());
      await service.close();
    })}`,
    `  shell         ${await heldUp(async () => {
      for (let count = 0; count < size(20, 1); count++) await complete(last, text());
    })}`,
    `Memory of the shell's thread, with the project read: ${(memory / 2 ** 20).toFixed(0)} MB`,
  );
  last.types.close();
  await shell.close();
}

void main();
