/**
 * How much a benchmark does. `BENCH_SIZE=tiny` does just enough to see that it still runs: its figures mean nothing.
 * @param full what the published figures were measured with
 */
export function size(full: number, tiny: number): number {
  return process.env.BENCH_SIZE === 'tiny' ? tiny : full;
}
