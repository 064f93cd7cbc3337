import { timeLines } from '../output/sql/time-text';
import { timedRun, type TimedRun } from '../queries/timing/timed-run';
import type { Failure, ValuePrinter } from '../session';
import { UserError } from '../user-error';
import type { Command, CommandContext, ShellNames } from './command';
import { forExample } from './example';
import { leadingOptions, optionWords } from './options';

const EXAMPLE = '.time Employee.find()';
/** Runs in all, unless told. */
const RUNS = 10;
/** When nobody has said how many, no run begins after so many milliseconds. */
const LONGEST = 5_000;
const OPTIONS = { n: 'number', writes: 'flag' } as const;

/** A value that is not shown takes no time to be shown, and loads nothing for it. */
const NOT_SHOWN: ValuePrinter = { shown: () => [], value: () => '' };

export const timeCommand: Command = {
  name: 'time',
  group: 'SQL',
  parameters: '[-n N] [--writes] EXPRESSION',
  summary: 'how long an expression takes, run several times',
  details: [
    `It runs ${RUNS} times, or for ${LONGEST / 1000} seconds; -n N: N times. The first run stands apart; of the others the median, the lowest and the highest, split into database and the rest.`,
    'The value is not shown, and what showing it would load is not loaded. What writes runs once, unless --writes says so.',
  ],
  example: EXAMPLE,
  completes: () => optionWords(OPTIONS),
  async run(context, argument) {
    const { expression, runs, writes } = parse(argument, context.names);
    const done: TimedRun[] = [];
    const ended = await context.breakable((stopped) => measure(context, expression, { runs, writes, stopped }, done));
    for (const line of timeLines(done)) context.print(line);
    if (typeof ended === 'string') context.print(context.colors().dim(ended));
    else if (ended !== undefined) throw ended.error;
  },
};

interface Given {
  readonly expression: string;
  /** `undefined` when nobody has said. */
  readonly runs: number | undefined;
  readonly writes: boolean;
}

function parse(argument: string, names: ShellNames): Given {
  const { values, rest } = leadingOptions(argument, { command: 'time', options: OPTIONS });
  if (rest === '') throw new UserError('.time needs an expression.', forExample(EXAMPLE, names));
  return { expression: rest, runs: values.n, writes: values.writes };
}

interface Limits extends Pick<Given, 'runs' | 'writes'> {
  readonly stopped: AbortSignal;
}

/**
 * Adds to `done` until it is done.
 * @returns why it ended early: what there is to say, or how the expression failed.
 */
async function measure(
  { evaluate, recorders }: CommandContext,
  expression: string,
  { runs, writes, stopped }: Limits,
  done: TimedRun[],
): Promise<string | Failure | undefined> {
  const began = performance.now();
  while (done.length < (runs ?? RUNS)) {
    if (stopped.aborted) return 'Interrupted.';
    if (runs === undefined && performance.now() - began > LONGEST)
      return `No more runs after ${LONGEST / 1000} seconds; -n says how many.`;
    const marks = recorders().map((recorder) => [recorder, recorder.mark()] as const);
    const start = performance.now();
    const outcome = await evaluate(expression, { aside: true, printer: NOT_SHOWN });
    const all = performance.now() - start;
    if (!outcome.ok) return outcome.interrupted ? 'Interrupted.' : outcome;
    done.push(timedRun(all, outcome.queries));
    const wrote = marks.some(([recorder, mark]) => recorder.wroteSince(mark));
    if (wrote && !writes && done.length < (runs ?? RUNS))
      return 'It writes, and so it ran once. To run it again and again: .time --writes …';
  }
  return undefined;
}
