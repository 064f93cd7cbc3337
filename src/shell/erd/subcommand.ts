import type { Subcommand } from '../command-line';
import { isEntityWord } from '../schema/find-entity';
import { entityWords, erd } from './erd';
import { hasFormat } from './formats';
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
    // What is wrong whatever the model is, is told before it is opened.
    erdRequest(values, words, (word) => !hasFormat(word) && isEntityWord(word));
    return { act: (context) => erd(erdRequest(values, words, entityWords(context.model)), context) };
  },
};
