import { availableParallelism, cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { size } from './sizes';
import { median, spread } from './statistics';

/** One thing to measure: does it once; what it returns is not looked at. */
export type Work = () => unknown;

export interface Comparison {
  /** What is claimed, in one line. */
  readonly claim: string;
  /** What the claim is measured against. */
  readonly baseline: readonly [name: string, work: Work];
  readonly measured: readonly (readonly [name: string, work: Work])[];
  readonly rounds: number;
  /** Rounds before the first that counts: one unless told, none where figures mean nothing. */
  readonly warmUp?: number;
  /** Times are shown in milliseconds unless told. */
  readonly unit?: 'ms' | 'µs';
  /**
   * What is measured: time as a clock on the wall shows it, unless told; or the processor time of this process, which the neighbours
   * on a busy machine do not lengthen. Only for what waits for nobody.
   */
  readonly clock?: 'wall' | 'processor';
  /** What the ratio, or the time added, is to be at most. */
  readonly goal?: { readonly ratio: number } | { readonly added: number };
}

/** Milliseconds of each round, by name. */
export type Samples = ReadonlyMap<string, readonly number[]>;

/**
 * Measures the baseline and the rest in turn, round after round, so that what else the machine does strikes all alike, and
 * prints medians, the lowest and highest, and ratios (round by round, then their median).
 */
export async function compare({
  claim,
  baseline,
  measured,
  rounds,
  warmUp = size(1, 0),
  unit = 'ms',
  clock = 'wall',
  goal,
}: Comparison): Promise<Samples> {
  const all = [baseline, ...measured];
  const now = clock === 'wall' ? () => performance.now() : processorTime;
  const samples = new Map<string, number[]>(all.map(([name]) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, work] of all) {
      // With `--expose-gc` nobody pays for what the one before left behind.
      if (unit === 'ms') globalThis.gc?.();
      const start = now();
      await work();
      const time = now() - start;
      if (round >= 0) samples.get(name)!.push(time);
    }
  }
  const scale = unit === 'ms' ? 1 : 1000;
  const width = Math.max(...all.map(([name]) => name.length));
  const base = samples.get(baseline[0])!;
  const lines = [
    claim,
    `  ${rounds} rounds in turn; ${clock === 'wall' ? '' : 'processor time; '}median (lowest..highest)`,
  ];
  for (const [name] of all) {
    const times = samples.get(name)!;
    const scaled = times.map((time) => time * scale);
    let line = `  ${name.padEnd(width)}  ${spread(scaled, unit === 'ms' ? 1 : 0)} ${unit}`;
    if (times !== base) {
      const ratios = times.map((time, round) => time / base[round]);
      const added = times.map((time, round) => time - base[round]);
      line += `   ratio ${spread(ratios, 2)}`;
      if (goal && 'added' in goal)
        line += `   added ${spread(added, 3)} ms: ${verdict(median(added), goal.added, ' ms')}`;
      if (goal && 'ratio' in goal) line += `: ${verdict(median(ratios), goal.ratio, '')}`;
    }
    lines.push(line);
  }
  print(...lines);
  return samples;
}

/** What this process has had of the processors, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function verdict(value: number, goal: number, unit: string): string {
  return `${value <= goal ? 'goal met' : 'GOAL MISSED'} (at most ${goal}${unit})`;
}

/** What was measured on. */
export function machine(): string {
  return `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}, ${process.platform}`;
}

export function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
