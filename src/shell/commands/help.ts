import { entityRows } from '../entity-rows';
import { EntityNames } from '../schema/entity-facts';
import { entityByName } from '../schema/find-entity';
import { BINDINGS, keyLabels } from '../terminal/editing/bindings';
import { COMMAND_GROUPS, type Command, type CommandContext, type CommandGroup, type NamedHelper } from './command';
import { exampleFor } from './example';
import { unknownCommand } from './parse-command';
import { wrapText, wrapWords } from './wrap-words';

const GROUPS = Object.keys(COMMAND_GROUPS) as readonly CommandGroup[];
/** The names that are no commands: `.help names` tells what each is. */
const NAMES = 'names';
/** `.help keys` tells what the keys do at the prompt. */
const KEYS = 'keys';
/** How many rows of the overview the entities may take, and a project's own commands. */
const MOST_ROWS = 2;
const MOST_ROWS_OF_PROJECT = 1;

export const helpCommand: Command = {
  name: 'help',
  group: 'docs',
  parameters: '[COMMAND|GROUP]',
  summary: 'this overview, or more about one command or one group of them',
  details: [
    `.help ${NAMES} tells what the names in scope are that are no entities.`,
    `.help ${KEYS} tells what the keys do at the prompt.`,
  ],
  example: '.help load',
  completes: ({ commands, entities, before }) =>
    before.length > 0 ? [] : [...commands.map(({ name }) => name), ...groupsOf(commands), NAMES, KEYS, ...entities],
  run(context, argument) {
    const { commands, names, width, print } = context;
    if (!argument) return print(overview(context));
    const name = argument.replace(/^\./, '');
    const command = commands.find((candidate) => candidate.name === name);
    const groups = groupsOf(commands);
    // `.help sql` is of the command, `.help SQL` of the group.
    const group =
      groups.find((each) => each === argument) ??
      (command ? undefined : groups.find((each) => each.toLowerCase() === argument.toLowerCase()));
    if (group) return print(groupText(group, commands, width));
    if (command) return print(commandText(command, names.entities, width));
    if (argument === NAMES) return print(namesText(names.helpers, width));
    if (argument === KEYS) return context.show(keysText(width));
    const other = aboutName(argument, context);
    if (other === undefined) throw unknownCommand(name, commands, 'Type .help for the commands.');
    print(wrapText(other, width));
  },
};

function commandText(command: Command, entities: readonly string[], width: number): string {
  return [
    `.${command.name} ${command.parameters}`.trimEnd(),
    ...[command.summary, ...(command.details ?? [])].map((line) => wrapText(line, width, '  ')),
    `  Example: ${exampleFor(command.example, entities)}`,
  ].join('\n');
}

function overview({ commands, names, width }: CommandContext): string {
  const { entities, helpers } = names;
  const common = commands
    .filter(({ common: place }) => place !== undefined)
    .sort((one, other) => (one.common ?? 0) - (other.common ?? 0))
    .map(({ example, summary }) => ({ shown: exampleFor(example, entities), summary }));
  const column = Math.max(...GROUPS.map(({ length }) => length)) + 2;
  const commonColumn = Math.max(...common.map(({ shown }) => shown.length)) + 2;
  return [
    wrapText('Write as if all were synchronous: promises are waited for, relations load.', width),
    ...entityRows(entities, width, MOST_ROWS),
    wrapWords([...helpers.map(({ name }) => name), `(.help ${NAMES})`], width, 'Names:    '),
    'The commands that everybody needs',
    ...common.map(({ shown, summary }) => wrapText(summary, width, `  ${shown.padEnd(commonColumn)}`)),
    wrapText('All commands: .help NAME tells more of one, .help GROUP (.help model) of a group', width),
    ...groupsOf(commands).map((group) => groupRows(group, commands, width, column)),
    wrapText(`Keys: Tab completes, Ctrl-C interrupts, Ctrl-D leaves, .help ${KEYS} tells all`, width),
  ].join('\n');
}

/** The commands of a group in a few rows; how many there are more. */
function groupRows(group: CommandGroup, commands: readonly Command[], width: number, column: number): string {
  const words = inGroup(group, commands).map(({ name }) => `.${name}`);
  const title = `  ${group.padEnd(column)}`;
  for (let shown = words.length; ; shown--) {
    const left = words.length - shown;
    const text = wrapWords([...words.slice(0, shown), ...(left > 0 ? [`… ${left} more`] : [])], width, title);
    // The shell's own commands are all told; a project may have any number.
    if (group !== 'project' || shown === 0 || text.split('\n').length <= MOST_ROWS_OF_PROJECT) return text;
  }
}

/** Its commands, a line each where there is room. */
function groupText(group: CommandGroup, commands: readonly Command[], width: number): string {
  const rows = inGroup(group, commands).map(({ name, summary }) => ({ name: `.${name}`, summary }));
  return [`${group}: ${COMMAND_GROUPS[group]}`, ...inColumns(rows, width)].join('\n');
}

function namesText(helpers: readonly NamedHelper[], width: number): string {
  const rows = [...helpers, { name: 'Like, In, …', summary: "TypeORM's find operators: .ls lists them" }];
  return [`${NAMES}: what is in scope beside the entities`, ...inColumns(rows, width)].join('\n');
}

function keysText(width: number): string {
  const rows = BINDINGS.map((binding) => ({ name: keyLabels(binding).join(', '), summary: binding.help }));
  return [`${KEYS}: what they do at the prompt`, ...inColumns(rows, width)].join('\n');
}

function inColumns(rows: readonly NamedHelper[], width: number): readonly string[] {
  const column = Math.max(...rows.map(({ name }) => name.length)) + 2;
  return rows.map(({ name, summary }) => wrapText(summary, width, `  ${name.padEnd(column)}`));
}

/** What to say of a name that is no command, but something else that the shell knows. */
function aboutName(
  word: string,
  { commands, names, session, model }: Pick<CommandContext, 'commands' | 'names' | 'session' | 'model'>,
): string | undefined {
  const helper = names.helpers.find(({ name }) => name === word);
  if (helper) return `${word} is a name in scope: ${helper.summary}.`;
  if (names.operators.includes(word))
    return `${word} is a find operator of TypeORM's, for a value in a condition: { where: { …: ${word}(…) } }.`;
  const isInScope = word in session.evaluator.variables;
  const isEntity = names.entities.length > 0 && entityByName(word, new EntityNames(model)) !== undefined;
  if (!isEntity && !isInScope) return undefined;
  const what =
    isEntity && !names.entities.includes(word) ? 'means an entity' : isEntity ? 'is an entity' : 'is a name in scope';
  // Those that say what an entity is.
  const calls = commands.filter(({ parameters, group }) => group === 'model' && /^ENTITY\b/.test(parameters));
  return `${word} ${what}, no command: ${calls.map(({ name }) => `.${name} ${word}`).join(', ')} ${calls.length > 1 ? 'tell' : 'tells'} more of it.`;
}

/** The groups that have any. */
function groupsOf(commands: readonly Command[]): readonly CommandGroup[] {
  return GROUPS.filter((group) => inGroup(group, commands).length > 0);
}

function inGroup(group: CommandGroup, commands: readonly Command[]): readonly Command[] {
  return commands.filter((command) => command.group === group);
}
