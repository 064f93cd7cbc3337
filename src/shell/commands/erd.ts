import { erd } from '../erd/erd';
import { parseErdWords } from '../erd/request';
import { shellWords } from '../project/find/shell-words';
import type { Command } from './command';

export const erdCommand: Command = {
  name: 'erd',
  group: 'model',
  parameters: '[ENTITY [--depth N]] [FILE] [--force]',
  summary: 'the entity-relationship diagram, here or in a file',
  details: [
    'Of the whole model, or of what is within N relations of an entity (1 unless told). A box shows columns, then relations.',
    'FILE says by its extension what it is: .html (a page to walk through), .svg, .mmd and .md (Mermaid), .dot (Graphviz).',
    'A file that is already there is only replaced with --force.',
  ],
  example: '.erd Employee --depth 2',
  run: (context, argument) => {
    const isEntity = (word: string): boolean => context.model.entities.has(word);
    return erd(parseErdWords(shellWords(argument), isEntity), context);
  },
};
