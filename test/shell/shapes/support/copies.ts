import type { Typeorm } from './shape';

/**
 * Copies of TypeORM that the shell is tried on. Their decorators write to one list in the process, so that a process may use one
 * of them only: each has test files of its own.
 */
export type Version = '1.1' | '0.3';

export function copyOf(version: Version): Typeorm {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the other one must not be loaded
  return require(version === '0.3' ? 'typeorm-0.3' : 'typeorm') as Typeorm;
}
