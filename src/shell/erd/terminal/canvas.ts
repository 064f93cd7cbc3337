type Paint = (text: string) => string;

interface Cell {
  readonly text: string;
  readonly paint: Paint | undefined;
}

/** A cell. */
interface At {
  readonly x: number;
  readonly y: number;
}

/** Ways out of a cell. */
const UP = 1;
const RIGHT = 2;
const DOWN = 4;
const LEFT = 8;

const SOLID: Readonly<Record<number, string>> = {
  [UP | DOWN]: '│',
  [LEFT | RIGHT]: '─',
  [DOWN | RIGHT]: '╭',
  [DOWN | LEFT]: '╮',
  [UP | RIGHT]: '╰',
  [UP | LEFT]: '╯',
  [UP | DOWN | RIGHT]: '├',
  [UP | DOWN | LEFT]: '┤',
  [LEFT | RIGHT | DOWN]: '┬',
  [LEFT | RIGHT | UP]: '┴',
  [UP | RIGHT | DOWN | LEFT]: '┼',
};
const DASHED: Readonly<Record<number, string>> = { ...SOLID, [UP | DOWN]: '┆', [LEFT | RIGHT]: '┄' };

/** A grid of characters on which boxes and lines are drawn. */
export class Canvas {
  readonly #cells = new Map<number, Map<number, Cell>>();
  /** Where the lines of a cell lead to, by its place. */
  readonly #lines = new Map<string, number>();

  /** Writes a text of characters that are one column wide each, or a single one that is wider. */
  put(x: number, y: number, text: string, paint?: Paint): void {
    [...text].forEach((character, index) => this.#set(x + index, y, { text: character, paint }));
  }

  /** Writes a text as one, of any width; what is under it is covered. */
  putWhole(x: number, y: number, text: string, width: number, paint?: Paint): void {
    for (let column = 1; column < width; column++) this.#set(x + column, y, { text: '', paint: undefined });
    if (width > 0) this.#set(x, y, { text, paint });
  }

  /**
   * Draws a line with right angles along its corners. It goes under an upright line that it crosses, and is one with a line that
   * it shares a stretch with.
   */
  line(corners: readonly At[], dashed: boolean, paint?: Paint): void {
    const cells = path(corners);
    cells.forEach((cell, index) => {
      const mask = towards(cells[index - 1], cell) | towards(cells[index + 1], cell);
      const isEnd = index === 0 || index === cells.length - 1;
      this.#lead(cell, isEnd ? mask | opposite(mask) : mask, dashed, paint);
    });
  }

  #lead({ x, y }: At, mask: number, dashed: boolean, paint: Paint | undefined): void {
    const key = `${x},${y}`;
    const before = this.#lines.get(key) ?? 0;
    const isCrossing = (before | mask) === (UP | DOWN | LEFT | RIGHT) && (before & mask) === 0;
    if (isCrossing && mask === (LEFT | RIGHT)) return;
    const together = isCrossing ? mask : before | mask;
    this.#lines.set(key, together);
    this.#set(x, y, { text: (dashed ? DASHED : SOLID)[together] ?? '─', paint });
  }

  /** The rows from the top, without blanks at their ends. */
  rows(): readonly string[] {
    const height = Math.max(-1, ...this.#cells.keys()) + 1;
    return Array.from({ length: height }, (_none, y) => rowText(this.#cells.get(y)));
  }

  #set(x: number, y: number, cell: Cell): void {
    let row = this.#cells.get(y);
    if (row === undefined) this.#cells.set(y, (row = new Map<number, Cell>()));
    row.set(x, cell);
  }
}

/** Neighbouring cells of the same colour are painted together. */
function rowText(row: ReadonlyMap<number, Cell> | undefined): string {
  if (row === undefined) return '';
  const width = Math.max(-1, ...row.keys()) + 1;
  let text = '';
  let run = '';
  let runPaint: Paint | undefined;
  const flush = (): void => {
    text += runPaint === undefined || run.trim() === '' ? run : runPaint(run);
    run = '';
  };
  for (let x = 0; x < width; x++) {
    const { text: character, paint } = row.get(x) ?? { text: ' ', paint: undefined };
    if (paint !== runPaint && character !== '') {
      flush();
      runPaint = paint;
    }
    run += character;
  }
  flush();
  return text.trimEnd();
}

/** Every cell on the way, each once. */
function path(corners: readonly At[]): readonly At[] {
  const cells: At[] = [];
  for (const [index, corner] of corners.entries()) {
    const before = corners[index - 1];
    if (before === undefined) {
      cells.push(corner);
      continue;
    }
    const [stepX, stepY] = [Math.sign(corner.x - before.x), Math.sign(corner.y - before.y)];
    for (let { x, y } = before; x !== corner.x || y !== corner.y;) {
      if (x !== corner.x) x += stepX;
      else y += stepY;
      cells.push({ x, y });
    }
  }
  return cells;
}

function towards(other: At | undefined, { x, y }: At): number {
  if (other === undefined) return 0;
  if (other.x !== x) return other.x > x ? RIGHT : LEFT;
  return other.y > y ? DOWN : UP;
}

function opposite(mask: number): number {
  return ({ [UP]: DOWN, [DOWN]: UP, [LEFT]: RIGHT, [RIGHT]: LEFT } as Readonly<Record<number, number>>)[mask] ?? 0;
}
