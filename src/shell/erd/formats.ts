import { extname } from 'node:path';
import { UserError } from '../user-error';
import type { ErdGraph } from './graph';

/** Writes a graph as the text of a file. */
export type Render = (graph: ErdGraph) => string | Promise<string>;

/** What a file can be, by its extension. A renderer is loaded when it is needed. */
/* eslint-disable @typescript-eslint/no-require-imports */
const MERMAID = (): Render => (require('./mermaid') as typeof import('./mermaid')).mermaid;
const DOT = (): Render => (require('./dot') as typeof import('./dot')).dot;
const FORMATS: Readonly<Record<string, () => Render>> = {
  '.mmd': MERMAID,
  '.mermaid': MERMAID,
  '.md': () => (require('./mermaid') as typeof import('./mermaid')).mermaidInMarkdown,
  '.dot': DOT,
  '.gv': DOT,
  '.svg': () => (require('./svg') as typeof import('./svg')).svg,
  '.html': () => (require('./html') as typeof import('./html')).html,
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** Whether a word ends as a file that can be written. */
export function hasFormat(word: string): boolean {
  return extname(word).toLowerCase() in FORMATS;
}

/** @throws UserError for an extension that is no format's. */
export function checkFormat(file: string): void {
  if (hasFormat(file)) return;
  const extension = extname(file);
  throw new UserError(
    extension === ''
      ? `${file} has no extension that says what to write.`
      : `There is no diagram of the kind ${extension}.`,
    'There are .mmd, .mermaid and .md (Mermaid), .dot and .gv (Graphviz), .svg and .html.',
  );
}

/**
 * The renderer for a file.
 * @throws UserError for an extension that is no format's.
 */
export function rendererOf(file: string): Render {
  checkFormat(file);
  return FORMATS[extname(file).toLowerCase()]();
}
