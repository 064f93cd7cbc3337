import { firstWordOf } from '../../queries/first-word';
import { effectOf } from '../../queries/statement';

/** What asks, by its first word. PRAGMA, SET and their like can change what later statements mean. */
const ASKS = new Set(['select', 'values', 'table', 'with', 'show', 'describe', 'desc', 'explain']);
const CALL = /(?<![\p{L}\p{N}_$"`\]])([\p{L}_][\p{L}\p{N}_$]*)\s*\(/gu;
/** Words before a parenthesis that call nothing, and functions that only compute. */
const COMPUTES = new Set(
  `abs all and any array as avg between by case cast ceil ceiling char_length character_length coalesce concat concat_ws count current_date
  current_timestamp date date_format date_part date_trunc dense_rank distinct else end exists extract filter first_value floor from
  group_concat having if ifnull in instr join json_array_elements json_extract json_group_array json_group_object json_object jsonb_agg
  json_agg lag last_value lead left length like limit lower lpad ltrim max min mod not now nullif offset on or over partition position
  random rank replace right round row_number rpad rtrim select sign similar sqrt strftime string_agg substr substring sum then time
  to_char to_date total trim trunc typeof union unnest upper using values version when where with year month day hour minute second`.split(
    /\s+/,
  ),
);

/**
 * Whether a statement asks and cannot write, as far as its text tells: a function that is not known to compute may write
 * (`setval`, a function of the database's own). In doubt it may.
 */
export function onlyAsks(sql: string): boolean {
  if (!ASKS.has(firstWordOf(sql)) || effectOf(sql).kind !== 'read') return false;
  for (const [, name] of sql.matchAll(CALL)) if (!COMPUTES.has(name.toLowerCase())) return false;
  return !/["`\]]\s*\(/u.test(sql);
}
