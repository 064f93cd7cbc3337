import { erd } from '../erd/erd';
import { hasFormat } from '../erd/formats';
import { ERD_EXAMPLE, ERD_OPTIONS, parseErdWords } from '../erd/request';
import { shellWords } from '../project/find/shell-words';
import { EntityNames } from '../schema/entity-facts';
import { entityByName, isEntityWord } from '../schema/find-entity';
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
    const { model, names: shellNames } = context;
    const names = new EntityNames(model);
    // `User.orders` is what a relation leads to, also where it is misspelt; `User.svg` is a file.
    const isPath = (word: string): boolean =>
      !hasFormat(word) && isEntityWord(word) && entityByName(word.split('.')[0], names) !== undefined;
    const request = parseErdWords(
      shellWords(argument),
      (word) => model.entities.has(word) || isPath(word),
      exampleFor(ERD_EXAMPLE, shellNames.entities),
    );
    return erd({ ...request, toReplace: `.erd --force ${argument}` }, context);
  },
};
