import { readFileSync } from 'node:fs';
import { fileProblem } from '../file-problem';

/**
 * The text of a file to run: without a byte order mark, a `#!` line made a comment so that line numbers stay.
 * @param shownAs the path as the person wrote it, for the error.
 * @throws UserError when it cannot be read.
 */
export function readProgram(path: string, shownAs: string): string {
  try {
    return readFileSync(path, 'utf8')
      .replace(/^\uFEFF/, '')
      .replace(/^#!/, '//');
  } catch (error) {
    throw fileProblem('read', shownAs, error);
  }
}
