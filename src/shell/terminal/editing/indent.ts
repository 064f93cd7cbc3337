import type { Brackets } from '../../output/highlight/brackets';
import type { CodeToken } from '../../output/highlight/code-tokens';
import { inserted, lineStart, replaced, type TextBuffer } from './text-buffer';

const STEP = '  ';
const CLOSING = /^[)\]}]/;

/** The text before the cursor, read. */
export interface TextBefore {
  readonly tokens: readonly CodeToken[];
  readonly brackets: Brackets;
}

/**
 * Begins a new line at the cursor: two blanks further in than the line on which the innermost open bracket stands. Where the cursor is between a
 * pair of brackets the closing one goes on a line of its own, as in an editor.
 */
export function withNewLine(buffer: TextBuffer, { tokens, brackets }: TextBefore): TextBuffer {
  const { text, cursor } = buffer;
  // What stands in a text or comment is the person's.
  if (tokens.at(-1)?.closed === false) return inserted(buffer, '\n');
  const opening = brackets.open.at(-1);
  const outer = opening === undefined ? '' : indentationAt(text, opening);
  const indentation = opening === undefined ? '' : outer + STEP;
  const rest = /^[^\S\n]*/.exec(text.slice(cursor))![0].length;
  const closes = opening !== undefined && CLOSING.test(text.slice(cursor + rest));
  const next = replaced(buffer, cursor, cursor + rest, `\n${indentation}`);
  if (!closes) return next;
  const closing = inserted(next, `\n${outer}`);
  // Right behind the bracket there is a line to write on, otherwise the closing one is what comes next.
  return opening === text.slice(0, cursor).trimEnd().length - 1
    ? { ...closing, cursor: next.cursor }
    : replaced(buffer, cursor, cursor + rest, `\n${outer}`);
}

/** Types a closing bracket: one that is the first on its line goes as far out as the line of its opening one. */
export function withClosing(buffer: TextBuffer, bracket: string, { tokens, brackets }: TextBefore): TextBuffer {
  const start = lineStart(buffer);
  const opening = brackets.open.at(-1);
  const isFirst = start > 0 && buffer.text.slice(start, buffer.cursor).trim() === '';
  if (!isFirst || opening === undefined || tokens.at(-1)?.closed === false) return inserted(buffer, bracket);
  return replaced(buffer, start, buffer.cursor, indentationAt(buffer.text, opening) + bracket);
}

function indentationAt(text: string, place: number): string {
  return /^[^\S\n]*/.exec(text.slice(lineStart({ text, cursor: place })))![0];
}
