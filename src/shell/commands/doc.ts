import { themeOf } from '../output/theme';
import { noTypes } from '../types/no-types';
import { documentationText } from '../types/documentation-text';
import { UserError } from '../user-error';
import type { Command } from './command';
import { helpCommand } from './help';

export const docCommand: Command = {
  name: 'doc',
  group: 'docs',
  parameters: 'NAME',
  namesCode: true,
  summary: 'comment, signature and file of an entity, a method, a function',
  details: [
    "NAME is in scope, or a path of properties from there: .doc Employee.find, .doc dataSource.transaction. TypeORM's own are known.",
    'Of a command it is the help: .doc .save',
  ],
  example: '.doc Employee.find',
  completes: ({ entities, before }) => (before.length === 0 ? entities : []),
  async run(context, argument) {
    const { types, model, width, show } = context;
    if (argument.startsWith('.')) return helpCommand.run(context, argument);
    if (!types.enabled) throw noTypes('doc');
    if (argument === '') throw new UserError('.doc needs a name.', 'Such as .doc Employee.find');
    const found = await types.documentationOf(argument);
    if (found === undefined)
      throw new UserError(`TypeScript knows nothing called ${argument}.`, '.ls lists the names in scope.');
    const theme = themeOf(context.colors());
    await show(documentationText(found, { model, theme, width }));
  },
};
