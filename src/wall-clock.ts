/**
 * This project's times are wall-clock times: a meeting is at 09:30, whoever asks and wherever. The columns keep no zone.
 * JavaScript has no such value yet (`Temporal.PlainDateTime`), only `Date`, an instant, which reads and prints as a
 * different wall-clock time in each zone. Importing this file makes the process keep its clock in UTC, whatever `TZ` says
 * (Django does the same with its `TIME_ZONE` setting). Then
 *
 * - `new Date(2023, 9, 31, 9, 30)` is 09:30, is stored as 09:30 and comes back as 09:30, on every machine, and JSON agrees;
 * - no time is lost: a zone with summer time has an hour a year that no local `Date` can hold, UTC has none;
 * - all three drivers agree. For a `Date`, pg and mysql2 write and read local time, TypeORM on SQLite UTC, and a parameter of a
 *   query builder is converted without its column being known, so a transformer on the column could not mend it.
 *
 * Strings would be exact too, but `a.endDate - a.startDate`, `a.startDate > new Date(2023, 5, 1)` and sorting by difference would
 * quietly give nonsense. What it costs: `new Date()` is the present in UTC.
 */
process.env.TZ = 'UTC';

/**
 * @returns `2023-10-31 09:30:00`, with milliseconds only where there are some; `Invalid Date` as it is.
 */
export function wallClock(time: Date): string {
  if (Number.isNaN(time.getTime())) return String(time);
  return time
    .toISOString()
    .replace('T', ' ')
    .replace(/(\.000)?Z$/, '');
}
