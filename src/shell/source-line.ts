import { readFileSync } from 'node:fs';

/**
 * A line of a file, as it stands there now.
 * @param line from 1
 * @returns `undefined` when there is no such file or line
 */
export function sourceLine(file: string, line: number): string | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n')[line - 1];
  } catch {
    return undefined;
  }
}
