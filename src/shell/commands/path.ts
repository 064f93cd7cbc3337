import type { EntityMetadata } from 'typeorm';
import { themeOf } from '../output/theme';
import { dataSourceOf, EntityNames } from '../schema/entity-facts';
import { stepsText, wayText } from '../schema/way-text';
import { reachable, waysBetween, type Way } from '../schema/ways';
import { UserError } from '../user-error';
import type { Command, ShellNames } from './command';
import { entityMeant } from './entity-argument';
import { forExample } from './example';
import { optionWords, wordsAndOptions } from './options';
import { wrapText } from './wrap-words';

/** So many ways are shown unless told. */
const MOST = 5;
/** With --all, ways that are so many relations longer than the shortest are shown too. */
const LONGER = 2;
/** And so many of them, unless told. */
const MOST_OF_ALL = 20;

const OPTIONS = { all: 'flag', max: 'number' } as const;
const EXAMPLE = '.path Employee Project';

export const pathCommand: Command = {
  name: 'path',
  group: 'model',
  parameters: '[--all] [--max N] FROM TO',
  summary: 'the shortest ways through relations from one entity to another',
  details: [
    'Each with the find that loads it, the query builder, and the joins in SQL. Copy what you need.',
    `--all shows ways of up to ${LONGER} relations more; --max N at most N ways.`,
  ],
  example: EXAMPLE,
  asksDatabase: true,
  completes: ({ entities }) => [...optionWords(OPTIONS), ...entities],
  async run(context, argument) {
    const { model, masking, width, show } = context;
    const { ends, all, most } = optionsOf(argument, context.names);
    const names = new EntityNames(model);
    const theme = themeOf(context.colors());
    const from = await entityMeant(ends[0], context, names);
    const to = await entityMeant(ends[1], context, names);
    const ways = waysBetween(from, to, { longer: all ? LONGER : 0, most });
    const text =
      ways.found.length === 0
        ? noWay(from, to, names, width)
        : ways.found.map((way) => wayText(way, { names, theme, width })).join('\n\n');
    const hasLonger = !all && ways.found.length > 0 && !ways.more && longerThan(ways.found, from, to);
    const hint = ways.more
      ? [`There are more: .path ${all ? '--all ' : ''}--max ${most * 2} ${ends.join(' ')}`]
      : hasLonger
        ? [`There are longer ways: .path --all ${ends.join(' ')}`]
        : [];
    await show(masking.redact([text, ...hint.map(theme.dim)].join('\n\n')));
  },
};

interface PathOptions {
  readonly ends: readonly [from: string, to: string];
  readonly all: boolean;
  readonly most: number;
}

/** @throws UserError for anything but two entities and the options. */
function optionsOf(argument: string, shellNames: ShellNames): PathOptions {
  const { values, words } = wordsAndOptions(argument, { command: 'path', options: OPTIONS });
  const { all, max } = values;
  const [from, to, another] = words;
  if (words.some((word) => /^,|,$/.test(word)))
    throw new UserError(
      '.path takes two entities with no comma between them.',
      `Write .path ${argument.replace(/\s*,\s*/g, ' ').trim()}`,
    );
  if (from === undefined || to === undefined)
    throw new UserError('.path needs two entities.', forExample(EXAMPLE, shellNames));
  if (another !== undefined)
    throw new UserError(`.path takes two entities: ${another} is one too many.`, forExample(EXAMPLE, shellNames));
  return { ends: [from, to], all, most: max ?? (all ? MOST_OF_ALL : MOST) };
}

function longerThan(shortest: readonly Way[], from: EntityMetadata, to: EntityMetadata): boolean {
  return waysBetween(from, to, { longer: LONGER, most: shortest.length }).more;
}

/** What can be reached instead. */
function noWay(from: EntityMetadata, to: EntityMetadata, names: EntityNames, width: number): string {
  const [one, other] = [names.of(from), names.of(to)];
  if (dataSourceOf(from) !== dataSourceOf(to))
    return wrapText(`${one} and ${other} are in different databases: no relation leads from one to the other.`, width);
  const lines = [`No relations lead from ${one} to ${from === to ? 'itself' : other}.`];
  const back = from === to ? [] : waysBetween(to, from, { longer: 0, most: 1 }).found;
  if (back.length > 0) lines.push(`The other way there is: ${stepsText(back[0], names)}`);
  const others = reachable(from).slice(1);
  const near = others.slice(0, 5).map((metadata) => names.of(metadata));
  if (near.length > 0) lines.push(`From ${one}, nearest first: ${near.join(', ')}${others.length > 5 ? ', …' : ''}`);
  else lines.push(`${one} has no relations.`);
  return lines.map((line) => wrapText(line, width)).join('\n');
}
