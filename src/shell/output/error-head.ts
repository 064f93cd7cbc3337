import { maskPasswords } from './mask-passwords';
import { readQuietly } from './own-data';
import { visibleLines } from './visible';

/** The name of a thrown value's class, as an error carries it; `Error` when it carries none. */
export function errorName(error: unknown): string {
  const name = readQuietly(error, 'name');
  return typeof name === 'string' && name !== '' ? visibleLines(name, false) : 'Error';
}

/** The message of an error with passwords masked and control characters made visible; `''` when there is none. */
export function errorMessage(error: unknown): string {
  const message = readQuietly(error, 'message');
  return typeof message === 'string' ? visibleLines(maskPasswords(message), false) : '';
}

/** `Name: message`, without a stack. */
export function errorHead(error: unknown): string {
  const message = errorMessage(error);
  return message === '' ? errorName(error) : `${errorName(error)}: ${message}`;
}
