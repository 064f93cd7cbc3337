import { errorMessage, errorName } from '../error-head';
import { formatValue } from '../format-value';
import { maskPasswords } from '../mask-passwords';
import { ownData, readQuietly } from '../own-data';
import { NO_COLORS } from '../theme';
import { visible, visibleLines } from '../visible';
import { describeConnectionError } from './connection-error';
import type { Description, ErrorContext, Finding } from './description';
import { describeJavaScriptError } from './javascript-error';
import { describeModelError } from './model-error';
import { describeQueryFailure, withoutName } from './query-failure';

/** Of a thrown value that is no error, so many characters are shown. */
const MOST_THROWN = 200;

/**
 * What a thrown value is, in a person's words. Errors are known by name, code and form, never by `instanceof`: the project's
 * TypeORM may be another copy, or another version, than the one that this shell was built with.
 * @param error anything: JavaScript lets everything be thrown
 */
export function describeError(error: unknown, context: ErrorContext = {}): Description {
  if (!isErrorLike(error))
    return {
      name: 'Error',
      title: `${visible(maskPasswords(thrownText(error, context)))} was thrown, which is no error.`,
    };
  const name = errorName(error);
  const code = codeOf(error);
  const finding = find(error, name, context);
  if (finding) return tidy({ name, code, ...finding });
  // The shell's own errors (`UserError`) bring what to do about them, and need no name in front.
  const hint = readQuietly(error, 'hint');
  if (name === 'UserError')
    return tidy({ name: '', title: errorMessage(error), advice: typeof hint === 'string' ? hint : undefined });
  return tidy({
    name,
    code,
    title: name === 'QueryFailedError' ? withoutName(errorMessage(error)) : errorMessage(error),
  });
}

function find(error: unknown, name: string, context: ErrorContext): Finding | undefined {
  try {
    // Only what went through TypeORM as a statement, so that nobody's own error is read as a database's.
    if (name === 'QueryFailedError' || ownData(error, 'driverError') !== undefined || name === 'SqliteError') {
      const finding = describeQueryFailure(error, context);
      if (finding) return finding;
    }
    return (
      describeConnectionError(error) ?? describeModelError(error, context) ?? describeJavaScriptError(error, context)
    );
  } catch {
    // Help that fails must not hide the error that it was for.
    return undefined;
  }
}

function isErrorLike(error: unknown): error is object {
  return typeof error === 'object' && error !== null && typeof readQuietly(error, 'message') === 'string';
}

/** Anything that was thrown, in one short line. */
function thrownText(thrown: unknown, { model, masking }: ErrorContext): string {
  if (typeof thrown === 'string') return JSON.stringify(thrown);
  if (typeof thrown === 'function') return 'A function';
  if (typeof thrown !== 'object' || thrown === null) return String(thrown);
  if (model === undefined) return 'An object';
  const line = formatValue(thrown, { model, masking, colors: NO_COLORS, width: Infinity }).replace(/\s*\n\s*/g, ' ');
  return line.length <= MOST_THROWN ? line : `${line.slice(0, MOST_THROWN)}…`;
}

function codeOf(error: unknown): string | undefined {
  const code = readQuietly(error, 'code') ?? readQuietly(ownData(error, 'driverError'), 'code');
  return typeof code === 'string' && code !== '' ? code : undefined;
}

/** Nothing in it may reach the terminal as a control character, or hold a password. */
function tidy({ name, title, advice, code }: Description): Description {
  const clean = (text: string): string => visibleLines(maskPasswords(text), false);
  return {
    name,
    title: clean(title),
    ...(advice === undefined ? {} : { advice: clean(advice) }),
    ...(code === undefined ? {} : { code: visible(code) }),
  };
}
