import type { EntityMetadata } from 'typeorm';
import { nearNames } from '../near-names';
import { themeOf } from '../output/theme';
import { withoutTable } from '../project/connect/missing-tables';
import { EntityNames } from '../schema/entity-facts';
import { modelRows, rowsBySource, type ModelRow } from '../schema/model-rows';
import { modelsText } from '../schema/models-text';
import { rowCounts, type RowCount } from '../schema/row-counts';
import { UserError } from '../user-error';
import type { Command, CommandContext } from './command';
import { optionWords, wordsAndOptions } from './options';

const OPTIONS = { count: 'flag' } as const;

export const modelsCommand: Command = {
  name: 'models',
  group: 'model',
  parameters: '[--count] [WORD]',
  summary: 'the entities: table, columns, relations',
  details: [
    'With a word, those that have it in their name or in that of their table.',
    '--count counts the rows, soft-deleted ones too. Tables that TypeORM makes by itself are listed last.',
  ],
  example: '.models --count emp',
  common: 2,
  asksDatabase: true,
  completes: ({ entities }) => [...optionWords(OPTIONS), ...entities],
  async run(context, argument) {
    const { model, names: shellNames, masking, width, show } = context;
    const { values, words } = wordsAndOptions(argument, { command: 'models', options: OPTIONS });
    const [word = '', another] = words;
    if (another !== undefined) throw new UserError(`.models takes one word: ${another} is one too many.`);
    const names = new EntityNames(model);
    const rows = modelRows(names, word);
    const broken = (shellNames.broken ?? []).filter(({ name }) => name.toLowerCase().includes(word.toLowerCase()));
    if (rows.length === 0 && broken.length === 0) throw nothingCalled(word, names);
    const theme = themeOf(context.colors());
    const counts = values.count ? await countsOf(rows, context) : undefined;
    const lines = broken.map(({ name, reason }) => `${theme.error('broken')}  ${name}: ${reason}`);
    const text = rows.length === 0 ? [] : [modelsText(rows, { theme, width, counts })];
    await show(masking.redact([...text, ...lines].join('\n')));
  },
};

async function countsOf(
  rows: readonly ModelRow[],
  { openTransaction }: CommandContext,
): Promise<ReadonlyMap<EntityMetadata, RowCount>> {
  const counts = new Map<EntityMetadata, RowCount>();
  for (const [dataSource, entities] of rowsBySource(rows)) {
    const missing = new Set(await withoutTable(dataSource));
    const runner = openTransaction(dataSource);
    for (const [metadata, count] of await rowCounts(dataSource, entities, { runner, missing }))
      counts.set(metadata, count);
  }
  return counts;
}

function nothingCalled(word: string, names: EntityNames): UserError {
  if (word === '') return new UserError('There are no entities in this data source.');
  const near = nearNames(
    word,
    names.entries.map(([name]) => name),
  );
  return new UserError(
    `No entity and no table has "${word}" in its name.`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '.models lists them all.',
  );
}
