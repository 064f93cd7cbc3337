import { entityWords, erd } from '../erd/erd';
import { ERD_EXAMPLE, ERD_OPTIONS, parseErdWords } from '../erd/request';
import { shellWords } from '../project/find/shell-words';
import type { Command } from './command';
import { exampleFor } from './example';
import { optionWords } from './options';

export const erdCommand: Command = {
  name: 'erd',
  group: 'model',
  parameters: '[ENTITY [--depth N]] [FILE] [--force]',
  summary: 'the entity-relationship diagram, here or in a file',
  details: [
    'Of the whole model, or of what is within N relations of an entity (1 unless told): a class, a table, a relation. A box shows columns, then relations.',
    'FILE says by its extension what it is: .html (a page to walk through), .svg, .mmd and .md (Mermaid), .dot (Graphviz).',
    'A file that is already there is only replaced with --force.',
  ],
  example: ERD_EXAMPLE,
  asksDatabase: true,
  completes: ({ entities, before }) => [...(before.length === 0 ? entities : []), ...optionWords(ERD_OPTIONS)],
  run: (context, argument) => {
    const { model, names } = context;
    const example = exampleFor(ERD_EXAMPLE, names.entities);
    const request = parseErdWords(shellWords(argument), entityWords(model), example);
    return erd({ ...request, toReplace: `.erd --force ${argument}` }, context);
  },
};
