import { isGroup, parseSubcommandWords } from '../command-line';
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

/** The name of a command, then its options, and a migration where one is named. */
function words({ before, migrations }: CompletionContext): readonly string[] {
  const [name] = before;
  if (name === undefined) return NAMES;
  const entry = Object.hasOwn(migrationGroup.commands, name) ? migrationGroup.commands[name]() : undefined;
  if (entry === undefined || isGroup(entry)) return [];
  if (before.at(-1) === '--to') return migrations();
  const options = Object.keys(entry.options).map((option) => (option.length === 1 ? `-${option}` : `--${option}`));
  return name === 'stamp' && before.length === 1 ? [...migrations(), ...options] : options;
}
