import { relative } from 'node:path';
import { entityProblem } from '../../output/errors/entity-problem';
import { maskPasswords } from '../../output/mask-passwords';
import { UserError } from '../../user-error';
import { isObject } from '../duck-types';
import { driverFailure } from './driver-failure';

/**
 * What a file of the project threw when it was loaded, as one line that names the culprit and one that says what to do.
 * @param file absolute.
 * @param root the project's folder.
 * @param unset variables that the file reads and that are not set.
 */
export function loadFailure(error: unknown, file: string, root: string, unset: readonly string[]): UserError {
  if (error instanceof UserError) return error;
  const name = relative(root, file);
  const driver = driverFailure(error);
  if (driver) return driver;
  const variables = unset.length > 0 ? unsetHint(unset) : undefined;
  const unreadable = /^(\/.+?):(\d+:\d+): (.+)$/m.exec(error instanceof SyntaxError ? error.message : '');
  if (unreadable) {
    const [, path = '', position, problem] = unreadable;
    return new UserError(`${relative(root, path)}:${position} cannot be read: ${problem}`, 'Mend the file.');
  }
  const missing = missingModule(error);
  if (missing !== undefined) {
    const isPackage = !/^[./#~]|^file:/.test(missing);
    const advice = isPackage
      ? `Run: npm install (or: npm install ${packageName(missing)})`
      : 'Check the path, or the paths of tsconfig.json.';
    return new UserError(`${placeOf(error, root) ?? name} imports '${missing}', which cannot be found.`, advice);
  }
  const place = placeOf(error, root);
  const entity = entityProblem(error instanceof Error ? error.message : '');
  if (entity) return new UserError(`${place ?? name}: ${entity.title}`, entity.advice);
  const where = place === undefined || place.startsWith(`${name}:`) ? '' : ` (${place})`;
  const line = place?.startsWith(`${name}:`) ? place.slice(name.length) : '';
  return new UserError(
    `${name}${line} cannot be loaded: ${headOf(error)}${where}`,
    variables ?? 'Mend the file, or choose another one with -d.',
  );
}

/** What to do about variables that are not set. */
export function unsetHint(names: readonly string[]): string {
  const [first, ...others] = names;
  const what = others.length === 0 ? `The variable ${first} is` : `The variables ${names.join(', ')} are`;
  return `${what} not set: set ${others.length === 0 ? 'it' : 'them'}, or name a file with --env-file FILE.`;
}

function missingModule(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  return /^Cannot find (?:module|package) '([^']+)'/.exec((error as Error).message)?.[1];
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** `src/a.ts:3:5`: the first place of the project in the error's stack. */
function placeOf(error: unknown, root: string): string | undefined {
  const stack = error instanceof Error ? String(error.stack) : '';
  for (const [, path = '', position = ''] of stack.matchAll(/(?:file:\/\/)?(\/[^():\n]+)((?::\d+){1,2})/g)) {
    if (path.startsWith(`${root}/`) && !path.includes('/node_modules/')) return `${relative(root, path)}${position}`;
  }
  return undefined;
}

/** The first line of what was thrown, without a password. */
function headOf(error: unknown): string {
  const text =
    error instanceof Error
      ? `${error.name === 'Error' ? '' : `${error.name}: `}${issuesOf(error) ?? error.message}`
      : String(error);
  return maskPasswords(text.split('\n', 1)[0] ?? '').replace(/([^.])$/, '$1.');
}

/** Zod's and its like's: the message is a list in JSON, and the place and reason of each is what says something. */
function issuesOf(error: Error): string | undefined {
  const issues = 'issues' in error ? error.issues : undefined;
  if (!Array.isArray(issues) || issues.length === 0) return undefined;
  return (issues as readonly unknown[])
    .map((issue) => {
      const { path, message } = isObject(issue) ? issue : {};
      return `${Array.isArray(path) ? path.join('.') : ''}: ${String(message)}`;
    })
    .join('; ');
}
