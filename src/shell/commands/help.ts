import { COMMAND_GROUPS, type Command } from './command';
import { unknownCommand } from './parse-command';
import { wrapText, wrapWords } from './wrap-words';

export const helpCommand: Command = {
  name: 'help',
  group: 'session',
  parameters: '[COMMAND]',
  summary: 'this overview, or more about one command',
  example: '.help load',
  run({ commands, names, width, print }, argument) {
    if (!argument) return print(overview(commands, names.entities, names.helpers, width));
    const name = argument.replace(/^\./, '');
    const command = commands.find((candidate) => candidate.name === name);
    if (!command) throw unknownCommand(name, commands, 'Type .help for the commands.');
    print(
      [
        usage(command),
        ...[command.summary, ...(command.details ?? [])].map((line) => wrapText(line, width, '  ')),
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
  const column = Math.max(...COMMAND_GROUPS.map(({ length }) => length), ...helpers.map(({ name }) => name.length)) + 2;
  const row = (left: string, right: string): string => wrapText(right, width, `  ${left.padEnd(column)}`);
  return [
    wrapText('Write as if all were synchronous: promises are waited for, relations load.', width),
    wrapWords(entities, width, 'Entities: '),
    'Names',
    ...helpers.map(({ name, summary }) => row(name, summary)),
    'Commands: .help NAME tells more of one',
    ...COMMAND_GROUPS.flatMap((group) => {
      const names = commands.filter((command) => command.group === group).map(({ name }) => `.${name}`);
      return names.length === 0 ? [] : [wrapWords(names, width, `  ${group.padEnd(column)}`)];
    }),
    wrapText('Keys: Ctrl-C interrupts, Ctrl-D leaves, Ctrl-R searches, Alt-Enter new line, Tab', width),
  ].join('\n');
}

function usage({ name, parameters }: Command): string {
  return `.${name} ${parameters}`.trimEnd();
}
