import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import type { Session } from '../session';
import { guideThrough, type Guide } from '../tour/guide';
import { tourSteps, type Writing, type TourStep } from '../tour/tour-steps';
import { UserError } from '../user-error';
import type { Command, CommandContext } from './command';
import { parseCommand } from './parse-command';
import { wrapText } from './wrap-words';

const WORDS = ['next', 'back', 'all', 'end'] as const;

/** A text wider than this is hard to read. */
const WIDEST = 100;

/** Where a session is on its tour. */
interface Tour {
  readonly guide: Guide;
  readonly dataSource: DataSource;
  /** The step that was taken last, from 1; 0 before the first. */
  at: number;
}

const TOURS = new WeakMap<Session, Tour>();

export const tourCommand: Command = {
  name: 'tour',
  group: 'docs',
  parameters: '[next|back|N|all|end]',
  summary: 'five minutes through this model, step by step',
  details: [
    'Each .tour takes the next step: it says what is to be seen, enters a line and shows what comes. Enter what you like in between; the tour waits.',
    'back takes the last step again, N the one of that number, all the rest of them; end forgets where you are. What it writes it rolls back; in a read-only session, and on production, it writes nothing.',
  ],
  example: '.tour',
  common: 1,
  completes: ({ before }) => (before.length === 0 ? WORDS : []),
  async run(context, argument) {
    const word = argument === '' ? 'next' : argument;
    if (word === 'end') {
      TOURS.delete(context.session);
      return context.print('The tour is over. .tour begins another one.');
    }
    const tour = await tourOf(context);
    const steps = tourSteps(tour.guide, writingHere(context), seedScript(context));
    const from = stepMeant(word, tour.at, steps.length);
    // Without a person there is nobody to take the next step.
    const to = word === 'all' || (argument === '' && !context.interactive) ? steps.length : from;
    for (let number = from; number <= to; number++) {
      if (number > from && context.interactive) context.print('');
      await take(tour, number, steps, context);
      if (number === to && context.interactive) context.print(context.colors().dim(whatNow(number, steps.length)));
    }
    if (tour.at >= steps.length) TOURS.delete(context.session);
  },
};

async function tourOf(context: CommandContext): Promise<Tour> {
  const { session, model, masking, names } = context;
  const known = TOURS.get(session);
  if (known?.dataSource === model.dataSource) return known;
  const guide = await guideThrough({
    model,
    masking,
    operators: new Set(names.operators),
    taken: new Set(Object.keys(session.evaluator.variables)),
    ask: async (expression) => {
      const outcome = await context.evaluate(expression, { aside: true, printer: NOT_SHOWN });
      return outcome.ok ? outcome.value : undefined;
    },
  });
  if (guide === undefined)
    throw new UserError('There is no entity here to be led through.', '.help tells what the shell can do.');
  const tour = { guide, dataSource: model.dataSource, at: 0 };
  TOURS.set(session, tour);
  return tour;
}

const NOT_SHOWN = { shown: () => [], value: () => '' };

/** `npm run seed`, where the project has a script of such a name. */
function seedScript({ resolvePath }: CommandContext): string | undefined {
  try {
    const { scripts } = JSON.parse(readFileSync(resolvePath('package.json'), 'utf8')) as { readonly scripts?: object };
    const name = Object.keys(scripts ?? {}).find((each) => /seed|fixtures/i.test(each));
    return name && `npm run ${name}`;
  } catch {
    return undefined;
  }
}

/** @returns the number of a step, from 1. */
function stepMeant(word: string, at: number, count: number): number {
  if (word === 'next' || word === 'all') return Math.min(at + 1, count);
  if (word === 'back') return Math.max(at - 1, 1);
  const number = Number(word);
  if (Number.isInteger(number) && number >= 1 && number <= count) return number;
  throw new UserError(
    `.tour has no step ${word}: it has ${count}.`,
    `Write .tour, .tour ${WORDS.slice(1).join(', .tour ')} or .tour 1.`,
  );
}

function writingHere({ modes, model }: CommandContext): Writing {
  if (modes.mode === 'read-only') return { not: 'this session is read-only' };
  if (modes.risk === 'kept on production') return { not: 'this looks like production' };
  // What they do is not rolled back.
  if (model.dataSource.subscribers.length > 0) return { not: 'subscribers of this project hear of what is written' };
  if (modes.inTransaction || modes.unsaved) return 'savepoint';
  return modes.mode === 'sandbox' ? 'sandbox' : 'transaction';
}

async function take(tour: Tour, number: number, steps: readonly TourStep[], context: CommandContext): Promise<void> {
  const step = steps[number - 1];
  const { print, colors, interactive, session } = context;
  const width = Math.min(context.width, WIDEST);
  tour.at = number;
  print(`${number > 1 && !interactive ? '\n' : ''}${colors().bold(`${number}/${steps.length} ${step.title}`)}`);
  print(wrapText(step.text, width));
  const { variable, entity, byKey } = tour.guide;
  const needsRow = number > 2 && byKey !== undefined && step.lines.some((line) => line.includes(variable));
  const lines =
    needsRow && !(variable in session.evaluator.variables)
      ? [`${variable} = ${entity}.findOneBy(${byKey})`, ...step.lines]
      : step.lines;
  await enterAll(lines, step, context);
}

function whatNow(number: number, all: number): string {
  return number === all ? 'That was the tour.' : '.tour goes on (↑ and Enter); enter what you like before.';
}

/** Enters the lines of a step one after the other. One that fails ends it, and what the step has written is rolled back. */
async function enterAll(lines: readonly string[], { end }: TourStep, context: CommandContext): Promise<void> {
  const { variables } = context.session.evaluator;
  const errorBefore = variables._error;
  for (const [at, line] of lines.entries()) {
    try {
      await enter(line, context, end !== undefined);
    } catch (error) {
      await undo(lines.slice(at + 1), end, context);
      throw error;
    }
    if (variables._error === errorBefore) continue;
    context.print('That does not work here. The tour goes on with the next step.');
    return undo(lines.slice(at + 1), end, context);
  }
}

async function undo(left: readonly string[], end: string | undefined, context: CommandContext): Promise<void> {
  if (end !== undefined && left.includes(end)) await enter(end, context, true);
}

/** @param aside what is rolled back is no input that .save would keep. */
async function enter(line: string, context: CommandContext, aside: boolean): Promise<void> {
  const { print, colors, session, commands } = context;
  print(`${colors().dim('»')} ${line}`);
  if (!line.startsWith('.')) return context.run(line, undefined, { aside });
  const { command, argument } = parseCommand(line, commands);
  // The tour has asked already: nobody is to answer a question about what they have not written.
  const work = (): void | Promise<void> => command.run({ ...context, confirm: undefined }, argument);
  const heard = await session.command(line, async () => {
    if (command.asksDatabase) (await session.attend(work)).forEach(print);
    else await work();
  });
  for (const each of heard) print(colors().dim(each));
}
