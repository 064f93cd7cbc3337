import type { EntityManager } from 'typeorm';
import { company, type CompanyRow } from './company';
import { rowsIn, type SeedCounts } from './counts';
import { rowInserter } from './row-inserter';

export interface ScaledOptions {
  /** How many employees. */
  readonly scale: number;
  readonly seed: number;
  /** Hears how many rows are written, of how many: at the beginning, after each batch, and at the end. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** Rows that are handed to the database at once. */
const BATCH = 5_000;

/**
 * Writes a made company into the lesson's tables, which are empty. Rows are made as they are written: what is held in memory is a
 * batch, and four bytes for each employee.
 * @param manager one in a transaction.
 */
export async function writeScaledRows(
  manager: EntityManager,
  { scale, seed, onProgress = () => {} }: ScaledOptions,
): Promise<SeedCounts> {
  const { tables, counts } = company(scale, seed);
  const all = rowsIn(counts);
  let done = 0;
  onProgress(done, all);
  for (const table of tables) {
    const insert = rowInserter(manager, table);
    for (const batch of batches(table.rows())) {
      await insert(batch);
      onProgress((done += batch.length), all);
    }
  }
  return counts;
}

function* batches(rows: Iterable<CompanyRow>): Generator<readonly CompanyRow[]> {
  let batch: CompanyRow[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
