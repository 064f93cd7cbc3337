import type { RanInput } from '../ran-input';
import { readInput, type ReadInput } from './input-facts';

/** What the shell itself calls the value of the input before. */
export const LAST_VALUE = '_';

/** The inputs that make one piece of code, in order. */
export interface Slice {
  readonly inputs: readonly ReadInput[];
  /** For an input that reads `_`: the place of the input whose value that is. */
  readonly lastValues: ReadonlyMap<number, number>;
}

/**
 * The last input with those before it that it needs: what gave its variables their values and what has changed their objects since.
 *
 * What was changed and then saved is in the database, and is read from there: such an input is left out. Where one that wrote
 * is needed all the same (it made what the last input uses), so are the writes after it: the code is for the
 * database as it was before the first input in it that wrote.
 */
export function sliceOfLast(ran: readonly RanInput[]): Slice {
  const inputs = ran.map(readInput);
  const taken = new Set([inputs.length - 1]);
  for (let size = 0; size < taken.size;) {
    size = taken.size;
    takeNeeded(inputs, taken);
    const firstWrite = [...taken].sort((a, b) => a - b).find((index) => inputs[index].ran.wrote) ?? inputs.length;
    for (const { index, ran: each } of inputs) if (index > firstWrite && each.wrote) taken.add(index);
  }
  return sliced(inputs, taken);
}

/** All inputs. */
export function sliceOfAll(ran: readonly RanInput[]): Slice {
  const inputs = ran.map(readInput);
  return sliced(inputs, new Set(inputs.keys()));
}

function sliced(inputs: readonly ReadInput[], taken: ReadonlySet<number>): Slice {
  const chosen = inputs.filter(({ index }) => taken.has(index));
  const lastValues = new Map<number, number>();
  for (const input of chosen) {
    const before = lastValueBefore(inputs, input);
    if (before !== undefined) lastValues.set(input.index, before);
  }
  return { inputs: chosen, lastValues };
}

function lastValueBefore(inputs: readonly ReadInput[], { index, reads }: ReadInput): number | undefined {
  if (!reads.has(LAST_VALUE)) return undefined;
  return inputs.findLast((each) => each.index < index && each.ran.gaveValue)?.index;
}

function takeNeeded(inputs: readonly ReadInput[], taken: Set<number>): void {
  const live = new Set<string>();
  const values = new Set<number>();
  for (let index = inputs.length - 1; index >= 0; index--) {
    const input = inputs[index];
    const gives = [...input.mayDefine, ...input.defines].some((name) => live.has(name));
    if (gives || values.has(index) || changesUnsaved(inputs, index, live)) taken.add(index);
    if (!taken.has(index)) continue;
    for (const name of input.defines) live.delete(name);
    for (const name of input.reads) live.add(name);
    const value = lastValueBefore(inputs, input);
    if (value !== undefined) values.add(value);
  }
}

/** Whether an input changes something that is needed, or something that was taken from it, and did not save it. */
function changesUnsaved(inputs: readonly ReadInput[], index: number, live: ReadonlySet<string>): boolean {
  const isOurs = (name: string): boolean => inputs.some(({ defines }) => defines.has(name));
  for (const name of [...inputs[index].changes, ...inputs[index].saves]) {
    const origin = inputs.findLast((each) => each.index <= index && each.defines.has(name));
    const reached = new Set([name]);
    for (let each = origin; each !== undefined;) {
      const { reads, index: at }: ReadInput = each;
      for (const read of reads) if (isOurs(read)) reached.add(read);
      each = inputs.findLast((other) => other.index < at && [...reads].some((read) => other.defines.has(read)));
    }
    if (![...reached].some((each) => live.has(each))) continue;
    const isSaved = inputs.slice(index, -1).some(({ saves }) => saves.has(name));
    if (!isSaved || origin?.makes.has(name) === true) return true;
  }
  return false;
}
