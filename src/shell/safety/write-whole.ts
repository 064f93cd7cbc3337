import { randomBytes } from 'node:crypto';
import { rmSync, statSync, realpathSync, existsSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { UserError } from '../user-error';

/** Where bytes can be written; a file is one. */
export interface ByteSink {
  /** @param at where those begin that are to be written. */
  write(bytes: Uint8Array, at: number): Promise<{ readonly bytesWritten: number }>;
}

export type Texts = Iterable<string> | AsyncIterable<string>;

/** So much text, in UTF-16 units, is written at once. */
const AT_ONCE = 65_536;

/**
 * Writes a file that is whole or not there: the text goes to a file beside it, which gets its name in the end. A reader never sees half
 * of it, whatever ends the process.
 * @param texts taken one by one, no faster than they are written
 * @param stopped ends it: the file beside is gone at once, and what was there before stays
 * @returns how many bytes were written
 * @throws what the file system says; UserError where the path leads to something else than a file
 */
export async function writeWhole(path: string, texts: Texts, stopped: AbortSignal): Promise<number> {
  const target = targetOf(path);
  // A name of its own: two who write the same file at once must not get at each other's half.
  const temporary = `${target}.${randomBytes(4).toString('hex')}.part`;
  const remove = (): void => rmSync(temporary, { force: true });
  stopped.throwIfAborted();
  stopped.addEventListener('abort', remove);
  // Code may end the process in the middle of it: a timer's `process.exit()`, an error that nobody catches.
  process.once('exit', remove);
  try {
    const file = await open(temporary, 'wx', modeOf(target));
    let bytes: number;
    try {
      bytes = await writeTexts(file, texts, stopped);
      await file.sync();
    } finally {
      await file.close();
    }
    stopped.throwIfAborted();
    await rename(temporary, target);
    return bytes;
  } catch (error) {
    remove();
    throw error;
  } finally {
    stopped.removeEventListener('abort', remove);
    process.off('exit', remove);
  }
}

/** @throws what the file system says, and the reason of `stopped` once that is aborted. */
export async function writeTexts(file: ByteSink, texts: Texts, stopped: AbortSignal): Promise<number> {
  let bytes = 0;
  let waiting = '';
  const flush = async (): Promise<void> => {
    stopped.throwIfAborted();
    const chunk = Buffer.from(waiting);
    waiting = '';
    for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten;
    bytes += chunk.length;
  };
  // Each value of an asynchronous iterator is waited for: those that need not be are not.
  if (Symbol.asyncIterator in texts) {
    for await (const text of texts) {
      waiting += text;
      if (waiting.length >= AT_ONCE) await flush();
    }
  } else {
    for (const text of texts) {
      waiting += text;
      if (waiting.length >= AT_ONCE) await flush();
    }
  }
  await flush();
  return bytes;
}

/** A link stays a link. What is no file (a device, a folder) must not be replaced by one. */
function targetOf(path: string): string {
  if (!existsSync(path)) return path;
  const target = realpathSync(path);
  if (!statSync(target).isFile()) throw new UserError(`${path} is no file, and is not replaced by one.`);
  return target;
}

function modeOf(path: string): number | undefined {
  return existsSync(path) ? statSync(path).mode & 0o777 : undefined;
}
