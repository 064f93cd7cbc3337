import type { LineQueries } from '../query-log';

/** One run of an expression. Times are in milliseconds. */
export interface TimedRun {
  /** From its beginning to its value. */
  readonly all: number;
  /** Of that, while at least one statement was with the driver. */
  readonly database: number;
  readonly queries: number;
  /** Rows that came back. */
  readonly rows: number;
  readonly affected: number;
}

export function timedRun(all: number, queries: LineQueries): TimedRun {
  const { count, rows, affected } = queries;
  return { all, database: Math.min(all, databaseTime(queries)), queries: count, rows, affected };
}

/** Statements that are with the driver at the same time are waited for at the same time. */
function databaseTime({ records, count, milliseconds }: LineQueries): number {
  // Of very many only the latest are kept: then it can only be summed up.
  if (records.length < count) return milliseconds;
  let [covered, until] = [0, -Infinity];
  for (const { startedAt, milliseconds: lasted } of records) {
    const end = startedAt + lasted;
    if (end <= until) continue;
    covered += end - Math.max(startedAt, until);
    until = end;
  }
  return covered;
}

/** The middle of several, the lowest and the highest. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @param values at least one. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  return { median, min: sorted[0], max: sorted[sorted.length - 1] };
}
