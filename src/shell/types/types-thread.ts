import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { QuestionKind, Questions } from './messages';
import type { Request, Response } from './worker';

/** How often a thread that died is replaced: what kills it may do so each time. */
const MOST_DEATHS = 3;
/** After so many milliseconds without an answer the thread is taken for one that never gives any. */
const PATIENCE = 60_000;
/** A very large project's types take more than Node gives a thread. */
const MEGABYTES = 4_096;

interface Pending {
  readonly settle: (response: Pick<Response, 'answer' | 'error'>) => void;
}

/**
 * The thread that TypeScript runs in: started with the first question, and anew with the next one after it has died. It keeps nothing running:
 * while a question with a deadline is open, its timer does.
 */
export class TypesThread {
  #worker: Worker | undefined;
  /** Counts the threads: what one has heard the next one does not know. */
  #life = 0;
  #deaths = 0;
  #lastId = 0;
  #hasAnswered = false;
  readonly #pending = new Map<number, Pending>();
  /** What the thread is still at, though nobody may wait for it any more: since when, by its id. */
  readonly #underway = new Map<number, number>();
  readonly #start: () => Worker;

  constructor(start: () => Worker = startWorker) {
    this.#start = start;
  }

  /** Whether it would answer at once. */
  get isIdle(): boolean {
    return this.#worker !== undefined && this.#hasAnswered && this.#underway.size === 0;
  }

  /**
   * @param request makes what is asked, for the thread with this number.
   * @param time in milliseconds.
   * @returns `undefined` too when no answer came in time.
   * @throws Error when the thread died of it, or says that it failed.
   */
  ask<Kind extends QuestionKind>(
    request: (life: number) => Omit<Request<Kind>, 'id'>,
    time: number,
  ): Promise<Questions[Kind]['answer'] | undefined> {
    return new Promise((done, fail) => {
      this.#endStuck();
      const worker = this.#running();
      if (worker === undefined) return fail(new Error('TypeScript has ended several times, and is not started again.'));
      const id = ++this.#lastId;
      const message = { ...request(this.#life), id };
      const timer = setTimeout(() => settle({ answer: undefined }), time);
      const settle: Pending['settle'] = ({ answer, error }) => {
        clearTimeout(timer);
        this.#pending.delete(id);
        if (error === undefined) done(answer);
        else fail(new Error(error));
      };
      this.#pending.set(id, { settle });
      this.#underway.set(id, Date.now());
      worker.postMessage(message);
    });
  }

  close(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    this.#failAll('The shell is left.');
  }

  #endStuck(): void {
    const [since = Infinity] = this.#underway.values();
    if (Date.now() - since < PATIENCE) return;
    this.#deaths++;
    this.close();
  }

  #running(): Worker | undefined {
    if (this.#worker !== undefined || this.#deaths >= MOST_DEATHS) return this.#worker;
    const worker = this.#start();
    this.#worker = worker;
    this.#life++;
    this.#hasAnswered = false;
    this.#underway.clear();
    worker.unref();
    worker.on('message', (response: Response) => {
      if (this.#worker !== worker) return;
      this.#hasAnswered = true;
      this.#underway.delete(response.id);
      this.#pending.get(response.id)?.settle(response);
    });
    const died = (): void => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#deaths++;
      this.#failAll('TypeScript has ended.');
    };
    // Without a listener an error of the thread would be one of the shell.
    worker.on('error', died);
    worker.on('exit', died);
    return worker;
  }

  #failAll(error: string): void {
    for (const { settle } of [...this.#pending.values()]) settle({ answer: undefined, error });
  }
}

/**
 * The thread that answers, with none of the options of this process: what it preloads is the person's code, which has no business there.
 */
export function startWorker(): Worker {
  const file = require.resolve('./worker');
  // Run from its source, this needs the hook that compiles it; a built shell has none.
  const hook = file.endsWith('.ts') ? `require(${JSON.stringify(hookFile())});` : '';
  return new Worker(`${hook}require(${JSON.stringify(file)});`, {
    eval: true,
    execArgv: [],
    argv: [],
    env: {},
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    name: 'typeorm-shell types',
  });
}

function hookFile(): string {
  return join(resolve(__dirname, '../../..'), 'scripts', 'ts.cjs');
}
