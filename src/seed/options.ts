import { parseArgs } from 'node:util';

/** What `npm run seed --` was asked for. */
export interface SeedOptions {
  /** How many employees; `undefined` for the lesson's own rows. */
  readonly scale: number | undefined;
  /** Which of the many possible contents of that size. */
  readonly seed: number;
}

/** Options that are none. The message says which one, and what to write, in two lines. */
export class SeedUsageError extends Error {
  override readonly name = 'SeedUsageError';
}

/** What there is without `--seed`: the same every time. */
const DEFAULT_SEED = 1;
const MOST_EMPLOYEES = 10_000_000;
const SEE_HELP = 'Add --help to see what there is.';

export const SEED_HELP = `Usage: npm run seed -- [--scale N [--seed S]]

Replaces all rows with the lesson's, or with made ones, in one transaction.

Options
      --scale N  N employees, and meetings, projects and assignments to match; at most ${MOST_EMPLOYEES}
      --seed S   which rows: a whole number; the same number gives the same rows on every database. ${DEFAULT_SEED} unless told
  -h, --help     show this help`;

/**
 * @param argv the arguments behind the script's name.
 * @throws SeedUsageError
 */
export function seedOptions(argv: readonly string[]): SeedOptions | 'help' {
  const { scale, seed, help } = parsed(argv);
  if (help) return 'help';
  if (seed !== undefined && scale === undefined)
    throw new SeedUsageError(
      "--seed says which rows --scale makes; without it they are the lesson's.\nAdd --scale, for example --scale 1000.",
    );
  return {
    scale: scale === undefined ? undefined : wholeNumber('scale', scale, 1, MOST_EMPLOYEES),
    seed: seed === undefined ? DEFAULT_SEED : wholeNumber('seed', seed, 0, Number.MAX_SAFE_INTEGER),
  };
}

function parsed(argv: readonly string[]) {
  const options = {
    scale: { type: 'string' },
    seed: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    const [first] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/);
    throw new SeedUsageError(`${first.replace(/\.$/, '')}.\n${SEE_HELP}`);
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new SeedUsageError(`--${name} takes a whole number from ${least} to ${most}, not ${text}.\n${SEE_HELP}`);
}
