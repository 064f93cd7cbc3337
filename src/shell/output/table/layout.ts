import type { Cell } from './cell';
import { cellWidth } from './fit';

/** A text is not cut to less than this, in columns: what is left would tell nothing. */
const LEAST_CUT = 20;
/** The widest cell there is, also where the output is no terminal and has no width. */
export const WIDEST = 1_000;
/** Around each column: a line and a blank on its left, a blank on its right. */
const AROUND_COLUMN = 3;
/** The line on the right. */
const RIGHT_EDGE = 1;

export interface LaidOutColumn {
  /** Between its blanks. */
  readonly width: number;
  /** Its numbers stand below each other. */
  readonly right: boolean;
}

/** The cells of one row. */
export type Cells = readonly Cell[];

/**
 * How wide each column is, so that the table takes at most `width` columns of the terminal: as wide as its widest cell, and where that is too
 * much, wide texts are cut, the widest first.
 * @param heads what stands above each column
 * @returns `undefined` when the columns do not fit even so
 */
export function layOut(
  heads: readonly string[],
  rows: readonly Cells[],
  width: number,
): readonly LaidOutColumn[] | undefined {
  const room = width - heads.length * AROUND_COLUMN - RIGHT_EDGE;
  const most = Math.max(1, Math.min(room, WIDEST));
  const measured = heads.map((head, index) => measure(head, rows, index, most));
  const widths = shrink(measured, room);
  return widths && measured.map(({ right }, index) => ({ width: widths[index], right }));
}

interface Measured {
  readonly natural: number;
  /** The least that it can be cut to. */
  readonly least: number;
  readonly right: boolean;
}

function measure(head: string, rows: readonly Cells[], index: number, most: number): Measured {
  const headWidth = cellWidth(head, Infinity);
  let natural = headWidth;
  let least = headWidth;
  let numbers = 0;
  let others = 0;
  for (const row of rows) {
    const { text, kind } = row[index];
    const width = cellWidth(text, kind === 'long' ? most : Infinity);
    natural = Math.max(natural, width);
    least = Math.max(least, kind === 'long' ? Math.min(width, LEAST_CUT) : width);
    if (kind === 'number') numbers++;
    else if (kind !== 'none') others++;
  }
  return { natural, least, right: numbers > 0 && others === 0 };
}

function shrink(columns: readonly Measured[], room: number): readonly number[] | undefined {
  const total = (cap: number): number => sum(columns.map((column) => capped(column, cap)));
  if (total(0) > room) return undefined;
  const widest = Math.max(...columns.map(({ natural }) => natural));
  if (total(widest) <= room) return columns.map(({ natural }) => natural);
  let cap = 0;
  // The highest cap under which all fit; what is left of the room goes to the first that can use it.
  for (let step = 2 ** Math.ceil(Math.log2(widest + 1)); step >= 1; step /= 2)
    if (total(cap + step) <= room) cap += step;
  let left = room - total(cap);
  return columns.map((column) => {
    const width = capped(column, cap);
    const more = Math.min(left, column.natural - width, 1);
    left -= more;
    return width + more;
  });
}

function capped({ natural, least }: Measured, cap: number): number {
  return Math.max(least, Math.min(natural, cap));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
