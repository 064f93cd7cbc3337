import type { Row } from './connection';

/** How much memory a row takes, about. */
export function rowSize(row: Row): number {
  let size = 8 * row.length;
  for (const value of row) if (typeof value === 'string' || Buffer.isBuffer(value)) size += value.length;
  return size;
}
