import { COMMAND_GROUPS, type Command, type CommandGroup } from './command';
import { exampleFor } from './example';
import { unknownCommand } from './parse-command';
import { wrapText, wrapWords } from './wrap-words';

const GROUPS = Object.keys(COMMAND_GROUPS) as readonly CommandGroup[];

export const helpCommand: Command = {
  name: 'help',
  group: 'session',
  parameters: '[COMMAND|GROUP]',
  summary: 'this overview, or more about one command or one group of them',
  example: '.help load',
  completes: ({ commands, before }) =>
    before.length > 0 ? [] : [...commands.map(({ name }) => name), ...groupsOf(commands)],
  run({ commands, names, width, print }, argument) {
    if (!argument) return print(overview(commands, names.entities, names.helpers, width));
    const name = argument.replace(/^\./, '');
    const command = commands.find((candidate) => candidate.name === name);
    const groups = groupsOf(commands);
    // `.help sql` is of the command, `.help SQL` of the group.
    const group =
      groups.find((each) => each === argument) ??
      (command ? undefined : groups.find((each) => each.toLowerCase() === argument.toLowerCase()));
    if (group) return print(groupText(group, commands, width));
    if (!command) throw unknownCommand(name, commands, 'Type .help for the commands.');
    print(
      [
        usage(command),
        ...[command.summary, ...(command.details ?? [])].map((line) => wrapText(line, width, '  ')),
        `  Example: ${exampleFor(command.example, names.entities)}`,
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
  const column = Math.max(...GROUPS.map(({ length }) => length), ...helpers.map(({ name }) => name.length)) + 2;
  const row = (left: string, right: string): string => wrapText(right, width, `  ${left.padEnd(column)}`);
  return [
    wrapText('Write as if all were synchronous: promises are waited for, relations load.', width),
    wrapWords(entities, width, 'Entities: '),
    'Names',
    ...helpers.map(({ name, summary }) => row(name, summary)),
    wrapText('Commands: .help NAME tells more of one, .help GROUP (.help model) of a group', width),
    ...groupsOf(commands).flatMap((group) => [
      row(group, COMMAND_GROUPS[group]),
      wrapWords(
        inGroup(group, commands).map(({ name }) => `.${name}`),
        width,
        ' '.repeat(column + 2),
      ),
    ]),
    wrapText('Keys: Ctrl-C interrupts, Ctrl-D leaves, Ctrl-R searches, Alt-Enter new line, Tab', width),
  ].join('\n');
}

/** Its commands, a line each where there is room. */
function groupText(group: CommandGroup, commands: readonly Command[], width: number): string {
  const own = inGroup(group, commands);
  const column = Math.max(...own.map(({ name }) => name.length)) + 3;
  return [
    `${group}: ${COMMAND_GROUPS[group]}`,
    ...own.map(({ name, summary }) => wrapText(summary, width, `  ${`.${name}`.padEnd(column)}`)),
  ].join('\n');
}

/** The groups that have any. */
function groupsOf(commands: readonly Command[]): readonly CommandGroup[] {
  return GROUPS.filter((group) => inGroup(group, commands).length > 0);
}

function inGroup(group: CommandGroup, commands: readonly Command[]): readonly Command[] {
  return commands.filter((command) => command.group === group);
}

function usage({ name, parameters }: Command): string {
  return `.${name} ${parameters}`.trimEnd();
}
