/**
 * Most statements by far have none of these words. An UPDATE after ON CONFLICT DO and ON DUPLICATE KEY is part of an INSERT, which may
 * be very long.
 */
const SUSPECT = /\b(?:delete|truncate|drop|merge|or\s+replace|(?<!\b(?:do|key)\s+)update)\b/iu;

/** Whether an SQL text has to be read to know whether it changes every row of a table. */
export function isSuspect(sql: string): boolean {
  return SUSPECT.test(sql);
}
