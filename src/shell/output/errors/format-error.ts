import type { SourcePosition } from '../../evaluator/evaluator';
import { displayWidth } from '../display-width';
import { jsonText } from '../json-text';
import { maskPasswords } from '../mask-passwords';
import { ownData } from '../own-data';
import { themeOf, type Colors } from '../theme';
import { visible } from '../visible';
import { describeError } from './describe-error';
import type { ErrorContext } from './description';

export interface ErrorFormatOptions extends ErrorContext {
  /** A chalk instance; with level 0 the text holds no escape codes. */
  readonly colors: Colors;
  /** Columns of the terminal: a longer source line is shown around the position. 80 unless told. */
  readonly width?: number;
  /** Whether the SQL of a failed statement is shown. */
  readonly showSql?: boolean;
}

const INDENT = '  ';

/**
 * An error as the shell shows it: `Name: what is wrong`, what to do about it, and the person's own line with a caret. No stack:
 * that is there as `_error.stack`. Never throws.
 */
export function formatError(error: unknown, options: ErrorFormatOptions): string {
  const theme = themeOf(options.colors);
  const { name, title, advice } = describeError(error, options);
  const head =
    title === '' ? theme.error(name) : name === '' ? theme.error(title) : `${theme.error(`${name}:`)} ${title}`;
  const lines = [head];
  if (advice !== undefined) lines.push(advice);
  const sql = options.showSql ? ownData(error, 'query') : undefined;
  if (typeof sql === 'string') lines.push(theme.dim(INDENT + visible(maskPasswords(sql))));
  if (options.position) lines.push(...sourceLines(options.position, options.width ?? 80, theme.dim, theme.error));
  return lines.join('\n');
}

/** The line of the source, and under it a caret. */
function sourceLines(
  { fileName, line, column, text }: SourcePosition,
  width: number,
  dim: (text: string) => string,
  mark: (text: string) => string,
): string[] {
  const room = Math.max(20, width - INDENT.length - 1);
  const at = Math.min(Math.max(column - 1, 0), text.length);
  // A long line is cut so that the position stays in sight, with some of what comes before it.
  const start = text.length > room && at > room / 2 ? at - Math.floor(room / 2) : 0;
  const before = `${start > 0 ? '…' : ''}${visible(text.slice(start, at).replaceAll('\t', ' '))}`;
  const after = visible(
    text
      .slice(at, start + room)
      .replaceAll('\t', ' ')
      .trimEnd(),
  );
  const source = `${before}${after}${text.length > start + room ? '…' : ''}`;
  // A line of several is told by its number; a file's by its name too. Names in <> are the prompt's own.
  const place = fileName.startsWith('<') ? (line > 1 ? `line ${line}` : '') : `${visible(fileName)}:${line}:${column}`;
  const lines = [`${INDENT}${source}`, `${INDENT}${' '.repeat(displayWidth(before))}${mark('^')}`];
  return place === '' ? lines : [dim(`${INDENT}${place}`), ...lines];
}

/** The same for programs, as one line of JSON: `{"error":{"name":"...","message":"...","advice":"...","position":{...}}}`. */
export function errorToJson(error: unknown, options: ErrorContext = {}): string {
  const { name, title, advice, code } = describeError(error, options);
  const { position } = options;
  return jsonText({
    error: {
      name: name === '' ? 'Error' : name,
      message: title,
      advice,
      code,
      position: position && { fileName: position.fileName, line: position.line, column: position.column },
    },
  });
}
