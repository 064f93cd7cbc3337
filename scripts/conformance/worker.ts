import { readTest } from './test-file';
import { type Outcome, runTest, type RunOptions } from './run-test';

/** One test to do, and its answer. */
export interface Job {
  readonly file: string;
  readonly options: RunOptions;
}
export interface Answer {
  readonly file: string;
  readonly outcome: Outcome;
}

// Tests reject promises that nobody handles, and throw from callbacks: it is not this process's business.
process.on('unhandledRejection', () => undefined);
process.on('uncaughtException', () => undefined);

process.on('message', ({ file, options }: Job) => {
  void runTest(readTest(file), options)
    .catch((error: unknown): Outcome => ({ kind: 'not applicable', reason: `the runner failed: ${String(error)}` }))
    .then((outcome) => process.send!({ file, outcome } satisfies Answer));
});
