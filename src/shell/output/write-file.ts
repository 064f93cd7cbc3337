import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileProblem } from '../commands/file-problem';
import { UserError } from '../user-error';

export interface WholeFile {
  /** As the person wrote it, for what is said of it. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** Whether a file that is there already is replaced. */
  readonly force: boolean;
  /** What to write instead, to replace it. */
  readonly toReplace: string;
}

/**
 * Writes a file whole or not at all.
 * @throws UserError when it is there and is not to be replaced, or cannot be written.
 */
export function writeFileWhole({ name, path, text, force, toReplace }: WholeFile): void {
  if (existsSync(path) && !force) throw new UserError(`${name} is already there.`, `To replace it: ${toReplace}`);
  // Written beside it and moved there, so that nothing half-written ever has this name.
  const temporary = `${path}.part`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw fileProblem('written', name, error);
  }
}
