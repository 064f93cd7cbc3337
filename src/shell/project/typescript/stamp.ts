import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** What a file was when it was read: by its content, and by what the file system says, which is asked first. */
export interface Stamp {
  readonly hash: string;
  /** Changes with every write to the file, and cannot be set: as git's index trusts it. */
  readonly state: string;
}

/** @returns `undefined` when the file is not there. */
export function stampOf(file: string): Stamp | undefined {
  const state = stateOf(file);
  return state === undefined ? undefined : { hash: hashOf(readFileSync(file)), state };
}

/** Whether the file still has the content that it had. It is only read when the file system does not know. */
export function isUnchanged(file: string, { hash, state }: Stamp): boolean {
  const now = stateOf(file);
  return now !== undefined && (now === state || hashOf(readFileSync(file)) === hash);
}

export function hashOf(content: string | Buffer): string {
  return createHash('sha1').update(content).digest('hex');
}

function stateOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? `${found.ino}:${found.size}:${found.mtimeMs}:${found.ctimeMs}` : undefined;
}
