import { spreadOf, type TimedRun } from '../../queries/timing/timed-run';
import { countText } from '../column-text';
import { counted, shortDurationText, rowsText } from './query-summary';

/** How long the runs of an expression took, line by line; the first stands apart: much is done then for the first time. */
export function timeLines([first, ...others]: readonly TimedRun[]): readonly string[] {
  if (first === undefined) return [];
  const { database, all } = first;
  const parts = `database ${shortDurationText(database)}, the rest ${shortDurationText(all - database)}`;
  const lines = [
    `first run: ${shortDurationText(all)}${first.queries > 0 ? ` (${parts})` : ''} · ${sentText([first])}`,
  ];
  if (others.length === 0) return lines;
  return [
    ...lines,
    `${countText(others.length)} more: ${spread(others.map(({ all }) => all))} · ${sentText(others)}`,
    ...(others.some(({ queries }) => queries > 0) ? split(others) : []),
    ...difference(first, others),
  ];
}

function split(runs: readonly TimedRun[]): readonly string[] {
  return [
    `  database: ${spread(runs.map(({ database }) => database))}`,
    `  the rest: ${spread(runs.map(({ all, database }) => all - database))}`,
  ];
}

function spread(values: readonly number[]): string {
  const { median, min, max } = spreadOf(values);
  return `median ${shortDurationText(median)}, min ${shortDurationText(min)}, max ${shortDurationText(max)}`;
}

/** What each of them sent: `2 queries · 6 rows`, `0 to 2 queries · 6 rows`. */
function sentText(runs: readonly TimedRun[]): string {
  const queries = runs.map((run) => run.queries);
  const [least, most] = [Math.min(...queries), Math.max(...queries)];
  if (most === 0) return 'no query';
  const sent = `${least === most ? '' : `${countText(least)} to `}${counted(most, 'query', 'queries')}`;
  const rows = Math.max(...runs.map((run) => run.rows));
  const affected = Math.max(...runs.map((run) => run.affected));
  return [sent, ...rowsText(rows > 0 || affected === 0 ? rows : undefined, affected > 0 ? affected : undefined)].join(
    ' · ',
  );
}

function difference(first: TimedRun, others: readonly TimedRun[]): readonly string[] {
  return others.some(({ queries }) => queries < first.queries)
    ? ['Later runs sent fewer queries: what a touch has loaded stays on its entities.']
    : [];
}
