import type { QueryRecord } from '../recorder';

const BEGINS = /^\s*(?:begin|start\s+transaction)\b/iu;
const ENDS = /^\s*(?:commit|end|rollback(?!\s+to)|abort)\b/iu;

/**
 * In which transaction each statement ran: a number that counts from 1, or 0 for none. Statements of several connections at the same
 * time are taken for those of one: a line rarely has them.
 */
export function transactionsOf(records: readonly QueryRecord[]): readonly number[] {
  let [current, latest] = [0, 0];
  return records.map(({ kind, sql }) => {
    if (kind === 'transaction' && BEGINS.test(sql)) current = ++latest;
    const own = current;
    if (kind === 'transaction' && ENDS.test(sql)) current = 0;
    return own;
  });
}
