import type { Subcommand, Verdict } from '../command-line';
import type { CommandContext } from '../commands/command';
import { counted } from '../output/sql/query-summary';
import { themeOf } from '../output/theme';
import { visible } from '../output/visible';
import { differences } from '../schema/differences';
import { EntityNames, tableOwner } from '../schema/entity-facts';
import { readTable } from '../schema/read-table';
import { wouldSend } from '../schema/would-send';
import { noWords } from './no-words';
import { scriptStatement } from './sql/script-text';
import { currentMigrations } from './status';

export const checkSubcommand: Subcommand = {
  parameters: '[--sql]',
  description: [
    'Compares the entities with the database: what a new migration would have to change.',
    'Only reads. The exit code is 1 when they differ.',
  ],
  options: { sql: { type: 'boolean', summary: 'say it as the statements that TypeORM would send' } },
  parse: ({ sql = false }, words) => {
    noWords('check', words);
    return { mode: 'read-only', newDatabase: 'none', act: (context) => check(context, sql === true) };
  },
};

async function check(context: CommandContext, sql: boolean): Promise<Verdict> {
  const { dataSource } = context.model;
  const statements = await wouldSend(dataSource);
  if (statements.length === 0) {
    context.print('The database is as the entities say.');
    return { ok: true };
  }
  const { type } = dataSource.options;
  const theme = themeOf(context.colors());
  const words = sql ? [] : await inWords(context);
  // What a driver compares beyond what there are words for is told as it would be mended.
  const lines =
    words.length > 0
      ? words.map((each) => theme.notice(`- ${visible(each)}`))
      : statements.map(({ query, parameters = [] }) => scriptStatement(query, parameters, type));
  if (sql) context.print(lines.join('\n'));
  else await context.show(['The database differs from the entities:', ...lines, ...(await advice(context))].join('\n'));
  return { ok: false };
}

async function inWords(context: CommandContext): Promise<readonly string[]> {
  const { model, masking, openTransaction } = context;
  const { dataSource } = model;
  const names = new EntityNames(model);
  const said: string[] = [];
  for (const metadata of new Set(dataSource.entityMetadatas.map(tableOwner))) {
    if (!metadata.synchronize) continue;
    const found = await readTable(metadata, openTransaction(dataSource));
    const name = names.of(metadata);
    said.push(...differences(found, metadata, masking).map((each) => `${name}: ${each}`));
  }
  return said;
}

async function advice(context: CommandContext): Promise<readonly string[]> {
  const { pending } = await currentMigrations(context);
  if (pending.length === 0) return [];
  return [`${counted(pending.length, 'migration is', 'migrations are')} pending: migration up may mend it.`];
}
