import type { OptionSet } from '../../command-line';
import { UserError } from '../../user-error';

/** What `typeorm-shell seed` is asked for. */
export interface SeedRequest {
  /** How many rows, by entities as the person has written them. */
  readonly counts: readonly (readonly [entity: string, count: number])[];
  readonly seed: number;
}

export const SEED_OPTIONS = {
  count: { type: 'string', multiple: true, value: 'ENTITY=N', summary: 'make N rows of ENTITY; may be repeated' },
  seed: { type: 'string', value: 'S', summary: 'which rows: the same number gives the same ones; 1 unless told' },
} as const satisfies OptionSet;

const EXAMPLE = 'For example: seed --count Author=1000 --count Book=5000';
const MOST_ROWS = 10_000_000;

/** @throws UserError for wrong usage. */
export function seedRequest(
  { count = [], seed }: { readonly count?: readonly string[]; readonly seed?: string },
  words: readonly string[],
): SeedRequest {
  if (words.length > 0) throw new UserError(`seed takes options only: ${words[0]} is none.`, EXAMPLE);
  if (count.length === 0) throw new UserError('seed needs to know of which entities, and how many.', EXAMPLE);
  const counts = new Map<string, number>();
  for (const text of count) {
    const [, entity, number = ''] = /^\s*([^=]+?)\s*=\s*(\d*)\s*$/.exec(text) ?? [];
    if (entity === undefined || number === '')
      throw new UserError(`--count takes an entity and a number, not ${text}.`, EXAMPLE);
    if (counts.has(entity)) throw new UserError(`--count says twice how many of ${entity}.`, 'Say it once.');
    const rows = Number(number);
    if (rows < 1 || rows > MOST_ROWS)
      throw new UserError(`--count takes a number from 1 to ${MOST_ROWS}, not ${text}.`, EXAMPLE);
    counts.set(entity, rows);
  }
  if (seed !== undefined && (!/^\d+$/.test(seed) || !Number.isSafeInteger(Number(seed))))
    throw new UserError(`--seed takes a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, not ${seed}.`, EXAMPLE);
  return { counts: [...counts], seed: Number(seed ?? 1) };
}
