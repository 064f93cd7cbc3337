import { effectOf } from '../../queries/statement';

/** What asks, whatever it is asked for. */
const ASKS = /^\s*(?:show|describe|desc|explain|values|table)\b/iu;
const SELECT = /^\s*select\b/iu;
const PRAGMA = /^\s*pragma\b/iu;
/** A PRAGMA that sets something, and the check that belongs before the end of a transaction. */
const TOLD_PRAGMA = /=|foreign_key_check\s*;?\s*$/iu;
/** Functions that TypeORM asks by, and that change nothing. */
const HARMLESS = /^\s*select\s+(?:version|database|schema|now|current_\w+)\s*\(/iu;
/** Functions that are called for what they change. */
const CHANGES = /\b(?:setval|nextval|set_config|lo_\w+|dblink\w*|pg_advisory\w*|pg_notify)\s*\(/iu;

/**
 * Whether a statement belongs into a script that is to do the same: all but those that only ask. Of a SELECT that calls a function and reads
 * no table it is taken that the call is what it is for.
 */
export function isWorthTelling(sql: string): boolean {
  if (ASKS.test(sql)) return false;
  if (PRAGMA.test(sql)) return TOLD_PRAGMA.test(sql);
  if (!SELECT.test(sql)) return !/^\s*with\b/iu.test(sql) || effectOf(sql).kind !== 'read';
  if (effectOf(sql).kind !== 'read' || CHANGES.test(sql)) return true;
  return !/\bfrom\b/iu.test(sql) && /\w\s*\(/u.test(sql) && !HARMLESS.test(sql);
}
