import { themeOf } from '../output/theme';
import { differences } from '../schema/differences';
import { differencesText } from '../schema/differences-text';
import { dataSourceOf, EntityNames, tableOwner } from '../schema/entity-facts';
import { readTable } from '../schema/read-table';
import { schemaText } from '../schema/schema-text';
import { UserError } from '../user-error';
import type { Command } from './command';
import { entityMeant } from './entity-argument';
import { forExample } from './example';

const EXAMPLE = '.schema Employee';

export const schemaCommand: Command = {
  name: 'schema',
  group: 'model',
  parameters: 'ENTITY',
  summary: 'columns, relations and keys; where the database differs',
  details: [
    'ENTITY is a class, a table, or something that holds an entity: a variable, a list, an expression.',
    'The database is compared as TypeORM would before it changes a schema; nothing is written.',
  ],
  example: EXAMPLE,
  common: 3,
  asksDatabase: true,
  completes: ({ entities, before }) => (before.length === 0 ? entities : []),
  async run(context, argument) {
    const { model, masking, openTransaction, width, show } = context;
    if (argument === '') throw new UserError('.schema needs an entity.', forExample(EXAMPLE, context.names));
    const names = new EntityNames(model);
    const metadata = await entityMeant(argument, context, names);
    const theme = themeOf(context.colors());
    const owner = tableOwner(metadata);
    const found = await readTable(owner, openTransaction(dataSourceOf(metadata)));
    const viewColumns = found.kind === 'view' ? found.columns : [];
    const text = schemaText(metadata, { names, theme, width, masking, viewColumns });
    await show(masking.redact(`${text}\n\n${differencesText(differences(found, owner, masking), theme)}`));
  },
};
