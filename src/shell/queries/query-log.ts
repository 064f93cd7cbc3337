import type { QueryRecord, QueryRecorder, QueryTotals } from './recorder';

/** What went to the database from one point on. */
export interface LineQueries extends QueryTotals {
  /** In the order in which they began; of very many, the latest. */
  readonly records: readonly QueryRecord[];
}

/** A point in time to count from. */
export type LogMark = ReadonlyMap<QueryRecorder, QueryTotals>;

/** The statements of all data sources of a session. */
export interface QueryLog {
  /** Now, as a point to count from. */
  mark(): LogMark;
  since(mark: LogMark): LineQueries;
}

const NOTHING: QueryTotals = { count: 0, milliseconds: 0, rows: 0, affected: 0 };

export const NO_QUERIES: LineQueries = { ...NOTHING, records: [] };

/** @param recorders those that there are now, asked each time: `.reload` makes new ones. */
export function queryLogOf(recorders: () => readonly QueryRecorder[]): QueryLog {
  return {
    mark: () => new Map(recorders().map((recorder) => [recorder, recorder.totals])),
    since: (mark) => {
      let together = NO_QUERIES;
      for (const recorder of recorders()) together = added(together, recorder, mark.get(recorder) ?? NOTHING);
      return together;
    },
  };
}

function added(sum: LineQueries, recorder: QueryRecorder, before: QueryTotals): LineQueries {
  const now = recorder.totals;
  if (now.count === before.count) return sum;
  const records = [...sum.records, ...recorder.since(before.count)];
  return {
    count: sum.count + now.count - before.count,
    milliseconds: sum.milliseconds + now.milliseconds - before.milliseconds,
    rows: sum.rows + now.rows - before.rows,
    affected: sum.affected + now.affected - before.affected,
    records: records.sort((left, right) => left.startedAt - right.startedAt),
  };
}
