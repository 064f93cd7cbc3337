import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole, type Texts } from './write-whole';

/**
 * Makes a folder of files that is whole or not there: they are written into one beside it, which gets its name in the end.
 * @param files by name, each taken when the one before is written.
 * @param stopped ends it: the folder beside is gone at once, and what was there before stays.
 * @returns how many bytes were written.
 * @throws what the file system says.
 */
export async function writeFolder(
  path: string,
  files: Iterable<readonly [name: string, texts: Texts]>,
  stopped: AbortSignal,
): Promise<number> {
  const mark = randomBytes(4).toString('hex');
  const temporary = `${path}.${mark}.part`;
  const remove = (): void => rmSync(temporary, { recursive: true, force: true });
  stopped.throwIfAborted();
  await mkdir(temporary);
  stopped.addEventListener('abort', remove);
  process.once('exit', remove);
  try {
    let bytes = 0;
    for (const [name, texts] of files) bytes += await writeWhole(join(temporary, name), texts, stopped);
    stopped.throwIfAborted();
    takeName(temporary, path, `${path}.${mark}.old`);
    return bytes;
  } catch (error) {
    remove();
    throw error;
  } finally {
    stopped.removeEventListener('abort', remove);
    process.off('exit', remove);
  }
}

/** A folder does not take the place of one that has files. */
function takeName(temporary: string, path: string, old: string): void {
  if (!existsSync(path)) return renameSync(temporary, path);
  renameSync(path, old);
  try {
    renameSync(temporary, path);
  } catch (error) {
    renameSync(old, path);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}
