import { existsSync } from 'node:fs';
import { fileProblem } from '../file-problem';
import { UserError } from '../user-error';
import { writeWhole } from './write-whole';

/** A file as the person named it. */
export interface NamedFile {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Whether a file that is there already is replaced. */
  readonly force: boolean;
  /** What to write instead, to replace it. */
  readonly toReplace: string;
}

/** @throws UserError when the file is there and is not to be replaced. */
export function refuseToReplace({ name, path, force, toReplace }: NamedFile): void {
  if (existsSync(path) && !force) throw new UserError(`${name} is already there.`, `To replace it: ${toReplace}`);
}

/**
 * Writes a text, whole or not at all.
 * @throws UserError when the file is there and is not to be replaced, or cannot be written.
 */
export async function writeNamed(file: NamedFile, text: string): Promise<void> {
  refuseToReplace(file);
  try {
    await writeWhole(file.path, [text], new AbortController().signal);
  } catch (error) {
    throw error instanceof UserError ? error : fileProblem('written', file.name, error);
  }
}
