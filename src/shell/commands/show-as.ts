import { UserError } from '../user-error';
import type { ResultFormat } from '../view';
import type { Command, CommandContext } from './command';

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
      const printer = context.printAs(format);
      if (argument) return context.run(argument, undefined, { printer });
      lastValue(context, example);
      return context.run('_', undefined, { printer, aside: true });
    },
  };
}

/** @throws UserError when nothing has given a value yet. */
export function lastValue({ session }: CommandContext, example: string): unknown {
  const { _: value } = session.evaluator.variables;
  if (value === undefined) throw new UserError('There is no value yet.', `For example: ${example}`);
  return value;
}
