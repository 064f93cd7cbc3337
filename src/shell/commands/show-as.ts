import { UserError } from '../user-error';
import type { ResultFormat } from '../view';
import type { Command, CommandContext } from './command';
import { forExample } from './example';

/** A command that shows one value in a format of its own: that of an expression, or the last one. */
export function showAs(
  format: Exclude<ResultFormat, 'auto'>,
  { summary, details, example }: Pick<Command, 'summary' | 'details' | 'example'>,
): Command {
  return {
    name: format,
    group: 'results',
    parameters: '[EXPRESSION]',
    summary,
    details: [
      ...(details ?? []),
      `Without an expression it shows the last value. .format ${format} is for the whole session.`,
    ],
    example,
    async run(context, argument) {
      if (context.json && format !== 'json') throw jsonOnly(format);
      // A program reads one value a line, as it does all the others.
      const printer = context.json ? undefined : context.printAs(format);
      if (argument) return context.run(argument, undefined, { printer });
      lastValue(context, example);
      return context.run('_', undefined, { printer, aside: true });
    },
  };
}

/** With `--json` a program reads the values: nothing else may come between. */
export function jsonOnly(command: string): UserError {
  return new UserError(`.${command} is for people to read: with --json values are JSON.`);
}

/** @throws UserError when nothing has given a value yet. */
export function lastValue({ session, names }: CommandContext, example: string): unknown {
  const { _: value } = session.evaluator.variables;
  if (value === undefined) throw new UserError('There is no value yet.', forExample(example, names));
  return value;
}
