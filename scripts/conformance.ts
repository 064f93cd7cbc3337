/**
 * Measures how much of JavaScript's meaning the rewriter keeps, with tests in the format of test262.
 *
 *     git clone --depth 1 https://github.com/tc39/test262 ../test262
 *     npm run conformance -- ../test262/test/language
 *
 * Every test runs plain and rewritten, each time in a new realm, in sloppy and in strict mode as its flags say. A test that
 * fails plain in this version of Node, or is a module, tells nothing about the rewriter and does not count.
 */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Outcome } from './conformance/run-test';
import { findHarness, findTests } from './conformance/test-file';
import type { Answer, Job } from './conformance/worker';

const HELP = `npm run conformance -- PATH... [options]

Runs tests in the format of test262 plain and rewritten, and says how many mean the same.
PATH is a file or a folder of a test262 checkout; the harness folder is looked for around it.

  --filter TEXT      only files whose path contains TEXT
  --harness DIR      the suite's harness folder
  --rewrite-harness  the harness goes through the rewriter too
  --list             a line for each test, not only for the lost ones
  --jobs N           processes (2)
  --timeout MS       how long a test may take (5000)

Exits with 1 when a test is lost.`;

interface Measure {
  readonly files: readonly string[];
  readonly options: Job['options'];
  readonly jobs: number;
  readonly onAnswer: (answer: Answer) => void;
}

/** Hands tests to processes; one that crashes or hangs is replaced, and its test is lost. */
async function measure({ files, options, jobs, onAnswer }: Measure): Promise<void> {
  const queue = [...files];
  const work = async (): Promise<void> => {
    let child: ChildProcess | undefined;
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      child ??= fork(path.join(__dirname, 'conformance', 'worker.ts'), {
        execArgv: ['-r', path.join(__dirname, 'ts.cjs')],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      const outcome = await ask(child, { file, options });
      if (outcome.reason?.startsWith('the process') === true) {
        child.kill('SIGKILL');
        child = undefined;
      }
      onAnswer({ file, outcome });
    }
    child?.kill();
  };
  await Promise.all(Array.from({ length: jobs }, work));
}

function ask(child: ChildProcess, job: Job): Promise<Outcome> {
  return new Promise((resolve) => {
    const end = (outcome: Outcome): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(outcome);
    };
    const timer = setTimeout(() => end({ kind: 'lost', reason: 'the process hangs' }), job.options.timeout * 5);
    child.once('message', (answer: Answer) => end(answer.outcome));
    child.once('exit', () => end({ kind: 'lost', reason: 'the process crashed' }));
    child.send(job);
  });
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      filter: { type: 'string' },
      harness: { type: 'string' },
      'rewrite-harness': { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      jobs: { type: 'string', default: '2' },
      timeout: { type: 'string', default: '5000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || positionals.length === 0) {
    console.log(HELP);
    return values.help ? 0 : 1;
  }
  const harness = values.harness ?? findHarness(positionals[0]);
  if (harness === undefined) {
    console.error(`No harness folder around ${positionals[0]}.\nSay where it is: --harness DIR`);
    return 1;
  }
  const files = positionals
    .flatMap((place) => findTests(path.resolve(place)))
    .filter((file) => file.includes(values.filter ?? ''));
  const counts = { kept: 0, lost: 0, 'not applicable': 0 };
  await measure({
    files,
    jobs: Number(values.jobs),
    options: {
      harness: path.resolve(harness),
      rewriteHarness: values['rewrite-harness'],
      timeout: Number(values.timeout),
    },
    onAnswer: ({ file, outcome }) => {
      counts[outcome.kind]++;
      const reason = outcome.reason === undefined ? '' : `: ${outcome.reason.split('\n')[0]}`;
      if (values.list || outcome.kind === 'lost')
        console.log(`${outcome.kind}  ${path.relative(process.cwd(), file)}${reason}`);
    },
  });
  const compared = counts.kept + counts.lost;
  const percent = compared === 0 ? '-' : `${((100 * counts.kept) / compared).toFixed(2)} %`;
  console.log(
    `kept ${counts.kept}, lost ${counts.lost}, not applicable ${counts['not applicable']}: ${percent} of ${compared}`,
  );
  return counts.lost > 0 ? 1 : 0;
}

void main().then((code) => (process.exitCode = code));
