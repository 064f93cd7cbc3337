import type { Command } from './command';
import { unknownCommand } from './parse-command';
import { wrapWords } from './wrap-words';

export const helpCommand: Command = {
  name: 'help',
  parameters: '[COMMAND]',
  summary: 'this overview, or more about one command',
  example: '.help load',
  run({ commands, names, width, print }, argument) {
    if (!argument) return print(overview(commands, names.entities, names.helpers, width));
    const name = argument.replace(/^\./, '');
    const command = commands.find((candidate) => candidate.name === name);
    if (!command) throw unknownCommand(name, commands);
    print(
      [
        usage(command),
        `  ${command.summary}`,
        ...(command.details ?? []).map((line) => `  ${line}`),
        `  Example: ${command.example}`,
      ].join('\n'),
    );
  },
};

function overview(
  commands: readonly Command[],
  entities: readonly string[],
  helpers: readonly { readonly name: string; readonly summary: string }[],
  width: number,
): string {
  const column =
    Math.max(...commands.map((command) => usage(command).length), ...helpers.map(({ name }) => name.length)) + 2;
  const row = (left: string, right: string): string => `  ${left.padEnd(column)}${right}`;
  return [
    'Write as if all were synchronous: promises are waited for, relations load.',
    wrapWords(entities, width, 'Entities: '),
    'Names',
    ...helpers.map(({ name, summary }) => row(name, summary)),
    'Commands',
    ...commands.map((command) => row(usage(command), command.summary)),
    'Keys: Ctrl-C interrupts, Ctrl-D leaves, Ctrl-R searches, Alt-Enter new line, Tab',
  ].join('\n');
}

function usage({ name, parameters }: Command): string {
  return `.${name} ${parameters}`.trimEnd();
}
