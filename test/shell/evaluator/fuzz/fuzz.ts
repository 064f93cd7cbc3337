import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import * as fc from 'fast-check';
import { corpus } from './corpus';
import { inputs } from './inputs';
import type { Job, Verdict } from './worker';

export interface FuzzOptions {
  /** How many inputs. */
  readonly count: number;
  /** The same inputs come of the same seed and the same corpus. */
  readonly seed: number;
  /** Processes at the same time. */
  readonly jobs: number;
  /** Called for each fault as it is found. */
  readonly onFault?: (fault: Fault) => void;
}

/** Something that must not happen. */
export interface Fault {
  readonly text: string;
  readonly what: string;
}

/** What became of all inputs. */
export interface FuzzReport {
  readonly values: number;
  readonly errors: number;
  /** Inputs that ran on, and that Ctrl-C ended. */
  readonly interrupted: number;
  /** Inputs that changed the engine's own objects, after which a new process was taken. */
  readonly spoilt: number;
  readonly faults: readonly Fault[];
  /** By how many bytes the memory in use grew for each character of the inputs: the most of all processes. */
  readonly growth: number;
  readonly seconds: number;
}

/** How long an input may run before it is interrupted, in milliseconds. */
const PATIENCE = 700;
/** How long Ctrl-C may take on a machine that has other things to do. */
const ENDING = 15_000;
/** So many inputs are made at once. */
const BATCH = 200;
/** After so many inputs a process makes room for a new one, so that an error is not far from its cause. */
const MOST_INPUTS = 3_000;

/** Runs random and mutated inputs through real sessions in processes of their own. */
export async function fuzz({ count, seed, jobs, onFault }: FuzzOptions): Promise<FuzzReport> {
  const start = performance.now();
  const made = inputs(corpus());
  const counts = { value: 0, error: 0, interrupted: 0 };
  const faults: Fault[] = [];
  let [spoilt, next, growth] = [0, 0, 0];
  const work = async (): Promise<void> => {
    let child: Child | undefined;
    for (let first = next; first < count; first = next) {
      next += BATCH;
      const batch = fc.sample(made, { seed: seed + first, numRuns: Math.min(BATCH, count - first) });
      for (const text of batch) {
        child ??= await Child.start();
        const verdict = await child.run(text);
        if (verdict.wrong !== undefined) {
          faults.push({ text, what: verdict.wrong });
          onFault?.({ text, what: verdict.wrong });
        }
        counts[verdict.kind]++;
        if (verdict.spoilt) spoilt++;
        growth = Math.max(growth, child.growth);
        if (verdict.spoilt || verdict.wrong !== undefined || child.ran >= MOST_INPUTS) {
          child.end();
          child = undefined;
        }
      }
    }
    child?.end();
  };
  // One before the others: what it compiles they find.
  (await Child.start()).end();
  await Promise.all(Array.from({ length: jobs }, work));
  const { value: values, error: errors, interrupted } = counts;
  return { values, errors, interrupted, spoilt, faults, growth, seconds: (performance.now() - start) / 1_000 };
}

/** A process that runs inputs. */
class Child {
  readonly #process: ChildProcess;
  ran = 0;
  #characters = 0;
  /** How much memory was in use after how many characters. */
  readonly #heaps: { readonly heap: number; readonly characters: number }[] = [];
  #ended = '';

  private constructor() {
    this.#process = fork(path.join(__dirname, 'worker.ts'), {
      execArgv: ['--expose-gc', '-r', path.resolve(__dirname, '../../../../scripts/ts.cjs')],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#process.stderr
      ?.setEncoding('utf8')
      .on('data', (text: string) => (this.#ended = (this.#ended + text).slice(-2_000)));
  }

  static async start(): Promise<Child> {
    const child = new Child();
    const { wrong } = await child.#answer(-1, 60_000);
    if (wrong !== undefined) throw new Error(`The session does not start: ${wrong}`);
    return child;
  }

  /** Bytes for each character, once there were enough of them to say. */
  get growth(): number {
    const [, second, , , , ...others] = this.#heaps;
    const last = others.at(-1);
    if (second === undefined || last === undefined) return 0;
    return (last.heap - second.heap) / (last.characters - second.characters);
  }

  async run(text: string): Promise<Verdict> {
    const id = this.ran++;
    const answer = this.#answer(id, PATIENCE + ENDING);
    const timer = setTimeout(() => this.#process.kill('SIGINT'), PATIENCE);
    this.#process.send({ id, text } satisfies Job);
    const verdict = await answer;
    clearTimeout(timer);
    this.#characters += text.length;
    if (verdict.heap !== undefined) this.#heaps.push({ heap: verdict.heap, characters: this.#characters });
    return verdict;
  }

  end(): void {
    this.#process.removeAllListeners();
    this.#process.kill('SIGKILL');
  }

  #answer(id: number, patience: number): Promise<Verdict> {
    return new Promise((resolve) => {
      const settle = (verdict: Verdict): void => {
        clearTimeout(timer);
        this.#process.removeAllListeners();
        resolve(verdict);
      };
      const failed = (wrong: string): void => settle({ id, kind: 'error', wrong, spoilt: false });
      const timer = setTimeout(() => failed('it hangs, and Ctrl-C does not end it'), patience);
      this.#process.on('message', (verdict: Verdict) => {
        if (verdict.id === id) settle(verdict);
      });
      this.#process.once('close', (code, signal) => failed(`the process ended (${signal ?? code}): ${this.#ended}`));
    });
  }
}
