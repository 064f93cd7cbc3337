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
  if (body.some((line) => /^ {3}/.test(line) || isBracket(line))) return [head, ...filled(body, width)];
  const parts = body.map((line) => line.trim());
  const line = `${head} ${parts.join(' ')}`;
  if (displayWidth(line) <= width) return [line];
  if (!parts.slice(0, -1).every((part) => part.endsWith(','))) return [head, ...body];
  return filled([head, ...body], width, true);
}

/** A line that opens a bracket for those below it, or closes one. */
function isBracket(line: string): boolean {
  return /\($/.test(line) || /^\s*\)/.test(line);
}

/**
 * Lines with the parts of lists, which end with commas, put together where they fit.
 * @param all whether what follows the first line is one list
 */
function filled(lines: readonly string[], width: number, all = false): readonly string[] {
  const result: string[] = [];
  let inList = false;
  for (const [index, line] of lines.entries()) {
    const before = result.at(-1);
    const longer = `${before} ${line.trim()}`;
    if (before !== undefined && inList && !isBracket(line) && displayWidth(longer) <= width)
      result[result.length - 1] = longer;
    else result.push(line);
    inList = (all && index === 0) || (line.endsWith(',') && !isBracket(line));
  }
  return result;
}
