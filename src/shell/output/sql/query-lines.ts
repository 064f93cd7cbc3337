import type { LineQueries } from '../../queries/query-log';
import type { QueryRecord } from '../../queries/recorder';
import type { SqlMode } from '../../view';
import { countText } from '../column-text';
import { errorMessage } from '../error-head';
import { visible } from '../visible';
import { durationText, querySummary, rowsText } from './query-summary';
import { statementText, type StatementOptions } from './statement-text';

/** So many statements of one line are shown, unless all are asked for. */
const MOST_STATEMENTS = 20;

export type QueryLinesOptions = Omit<StatementOptions, 'full'>;

/** What is said of a line's statements under its value: the summary, and the statements where the mode wants them. */
export function queryLines(queries: LineQueries, mode: SqlMode, options: QueryLinesOptions): readonly string[] {
  const summary = mode === 'quiet' ? undefined : querySummary(queries);
  if (summary === undefined) return [];
  const statements = mode === 'on' || mode === 'full' ? statementLines(queries, mode === 'full', options) : [];
  return [options.colors().dim(summary), ...statements];
}

/**
 * The statements of a line, each under a comment that says how long it took and what came of it.
 * @param full all of them, and each whole.
 */
export function statementLines(
  { count, records }: LineQueries,
  full: boolean,
  options: QueryLinesOptions,
): readonly string[] {
  const shown = full ? records : records.slice(0, MOST_STATEMENTS);
  const { dim } = options.colors();
  const lines = shown.flatMap((record) => [
    dim(`-- ${outcomeText(record)}`),
    statementText(record, { ...options, full }),
  ]);
  const more = count - shown.length;
  return more === 0 ? lines : [...lines, dim(`-- … ${countText(more)} more`)];
}

function outcomeText({ milliseconds, rows, affected, error }: QueryRecord): string {
  const parts = [durationText(milliseconds)];
  if (error !== undefined) parts.push(`failed: ${visible(errorMessage(error))}`);
  else parts.push(...rowsText(affected === undefined || rows ? rows : undefined, affected));
  return parts.join(' · ');
}
