import { countText } from '../column-text';
import type { LineQueries } from '../../queries/query-log';

/** `2 queries · 0.8 ms · 6 rows`: what a line sent to the database; `undefined` when it sent nothing. */
export function querySummary({ count, milliseconds, rows, affected, records }: LineQueries): string | undefined {
  if (count === 0) return undefined;
  const isKnown = records.some((record) => record.rows !== undefined);
  const changed = affected > 0 ? affected : undefined;
  const answered = rows > 0 || (changed === undefined && isKnown) ? rows : undefined;
  return [counted(count, 'query', 'queries'), durationText(milliseconds), ...rowsText(answered, changed)].join(' · ');
}

/** `6 rows`, `1 row changed`: what a statement answered and what it wrote, as far as either is known. */
export function rowsText(rows: number | undefined, changed: number | undefined): readonly string[] {
  return [
    ...(rows === undefined ? [] : [counted(rows, 'row')]),
    ...(changed === undefined ? [] : [`${counted(changed, 'row')} changed`]),
  ];
}

/** `6 rows`, `1 row`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** The same for what is short, and told apart from what is shorter: `0.02 ms`. */
export function shortDurationText(milliseconds: number): string {
  return milliseconds < 0.95 ? `${milliseconds.toFixed(2)} ms` : durationText(milliseconds);
}

/** `0.8 ms`, `12 ms`, `1.24 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 9.95) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
