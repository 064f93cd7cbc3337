import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
// This is also what brings that module into the build: nothing calls it.
import type { Guarded } from './guard-process';

export interface CopyGuard {
  /** It is gone already. */
  dismiss(): void;
}

/**
 * Has another process take a copy away as soon as this one is gone, killed or not: that process waits for the end of a pipe which only this one
 * holds open.
 * @param module the driver's, as TypeORM has loaded it: that process loads the same one.
 */
export function guardCopy(guarded: Guarded): CopyGuard {
  const file = require.resolve('./guard-process');
  // Run from its source, it needs the hook that compiles it; a built shell has none.
  const hook = file.endsWith('.ts') ? ['-r', join(resolve(__dirname, '../../../..'), 'scripts', 'ts.cjs')] : [];
  // Of a group of its own: Ctrl-C in the terminal is not meant for it.
  const child = spawn(process.execPath, [...hook, file], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  child.stdin.write(`${JSON.stringify(guarded)}\n`);
  return { dismiss: () => void child.stdin.end('gone\n') };
}

/** The file of a module that was loaded, by what it exports. */
export function fileOfModule(exports: unknown): string | undefined {
  return Object.values(require.cache).find((each) => each?.exports === exports)?.filename;
}
