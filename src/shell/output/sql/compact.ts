import { sqlTokens, type DatabaseType } from '../../queries/sql-tokens';
import { displayWidth } from '../display-width';

/**
 * A statement as sql-formatter lays it out, in fewer lines: a clause stands on one line where it fits, a list of columns fills its
 * lines. A comment or a string of several lines stays as it was, and so does the whole statement around it.
 * @param width columns of the terminal.
 */
export function compact(laidOut: string, type: DatabaseType, width: number): string {
  for (const { kind, text } of sqlTokens(laidOut, type)) {
    if (kind === 'text' && (text.includes('\n') || !text.startsWith("'"))) return laidOut;
  }
  const lines: string[] = [];
  for (const { head, body } of clausesOf(laidOut.split('\n'))) lines.push(...inFewLines(head, body, width));
  return lines.flatMap((line) => brokenAtOn(line, width)).join('\n');
}

/** A JOIN up to its condition; in quotes everything is a name. */
const JOIN = /^(\s*)((?:[A-Z]+ )*JOIN (?:"[^"]*"|`[^`]*`|\[[^\]]*\]|[^"`[])*?) (ON .*)$/;

/** A JOIN that is too wide has its condition below it. */
function brokenAtOn(line: string, width: number): readonly string[] {
  const [, indent = '', join, condition] = displayWidth(line) > width ? (JOIN.exec(line) ?? []) : [];
  return join === undefined ? [line] : [`${indent}${join}`, `${indent}  ${condition}`];
}

interface Clause {
  /** `SELECT`, `FROM`: what is not indented. */
  readonly head: string;
  readonly body: string[];
}

function clausesOf(lines: readonly string[]): readonly Clause[] {
  const clauses: Clause[] = [];
  for (const line of lines) {
    const last = clauses.at(-1);
    if (/^\s/.test(line) && last !== undefined) last.body.push(line);
    else clauses.push({ head: line, body: [] });
  }
  return clauses;
}

function inFewLines(head: string, body: readonly string[], width: number): readonly string[] {
  if (body.length === 0) return [head];
  // What is indented further is the inside of brackets.
  if (body.some((line) => /^ {3}/.test(line) || /\($/.test(line) || /^\s*\)/.test(line))) return [head, ...body];
  const parts = body.map((line) => line.trim());
  const line = `${head} ${parts.join(' ')}`;
  if (displayWidth(line) <= width) return [line];
  if (!parts.slice(0, -1).every((part) => part.endsWith(','))) return [head, ...body];
  const lines = [head];
  for (const part of parts) {
    const longer = `${lines.at(-1)} ${part}`;
    if (displayWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(`  ${part}`);
  }
  return lines;
}
