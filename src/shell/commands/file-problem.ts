import { UserError } from '../user-error';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is not a directory',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
  EDQUOT: 'the quota of the disk is used up',
  ENAMETOOLONG: 'its name is too long',
};

/** One line for a file that could not be read or written. */
export function fileProblem(what: 'read' | 'written', name: string, error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const noFolder = what === 'written' && code === 'ENOENT';
  const reason = noFolder
    ? 'its folder is not there'
    : (REASONS[code] ?? (error instanceof Error ? error.message : String(error)));
  return new UserError(`${name} cannot be ${what}: ${reason}.`);
}
