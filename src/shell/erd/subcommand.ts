import type { Subcommand } from '../command-line';
import { erd } from './erd';
import { ERD_OPTIONS, erdRequest } from './request';

/** `typeorm-shell erd`: `.erd` from the command line. */
export const erdSubcommand: Subcommand = {
  parameters: '[ENTITY [--depth N]] [-o FILE]',
  description: [
    'Draws the entity-relationship diagram of the model, or of what is around ENTITY.',
    'FILE is by its extension a page, a picture, Mermaid or Graphviz; see -o.',
  ],
  options: ERD_OPTIONS,
  parse: (values, words) => {
    const request = erdRequest(values, words);
    return (context) => erd(request, context);
  },
};
