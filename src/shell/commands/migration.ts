import { isGroup, parseSubcommandWords, type OptionSet } from '../command-line';
import { migrationGroup } from '../migrations/group';
import { shellWords } from '../project/find/shell-words';
import type { Command, CompletionContext } from './command';

const NAMES = Object.keys(migrationGroup.commands);

export const migrationCommand: Command = {
  name: 'migration',
  group: 'model',
  parameters: `${NAMES.join('|')} …`,
  summary: 'where the migrations stand; up, down',
  get details() {
    return [
      'As typeorm-shell migration on the command line, in the same words.',
      ...NAMES.map((name) => {
        const { parameters, description } = migrationGroup.commands[name]();
        return `${`${name} ${parameters}`.trimEnd()}: ${description[0]}`;
      }),
    ];
  },
  example: '.migration status',
  completes: words,
  async run(context, argument) {
    const topic = { name: 'migration', entry: migrationGroup };
    await parseSubcommandWords(topic, shellWords(argument)).act(context);
  },
};

/** The name of a command, then its options. */
function words({ before: [name] }: CompletionContext): readonly string[] {
  if (name === undefined) return NAMES;
  const entry = Object.hasOwn(migrationGroup.commands, name) ? migrationGroup.commands[name]() : undefined;
  if (entry === undefined || isGroup(entry)) return [];
  return Object.keys(entry.options satisfies OptionSet).map((option) =>
    option.length === 1 ? `-${option}` : `--${option}`,
  );
}
