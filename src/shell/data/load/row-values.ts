import { MASK } from '../../safety/masking/masking';
import { UserError } from '../../user-error';
import { JsonCell, type Cell } from '../cell';
import { cellOfJson, cellOfText, ValueError, type Parameter } from '../cell-writer';
import type { DataColumn } from '../data-tables';
import type { Layout } from './layout';
import type { FileRow } from './read/file-row';
import { NOTHING, whereOf } from './row-problem';

/** A column that holds less of values than there was of them. */
interface Cut {
  readonly first: string;
  count: number;
}

/** Makes of the values of a file what the driver is given. */
export class RowValues {
  readonly #takesMasked: boolean;
  readonly #cut = new Map<string, Cut>();

  /** @param takesMasked whether what stands for a secret may be loaded as if it were one. */
  constructor(takesMasked: boolean) {
    this.#takesMasked = takesMasked;
  }

  /** Columns that hold less than there was, a sentence each. */
  get notes(): readonly string[] {
    return [...this.#cut].map(([column, { first, count }]) =>
      count === 1
        ? `1 value of ${column} was cut to what the column holds (${first}).`
        : `${count} values of ${column} were cut to what the column holds (the first: ${first}).`,
    );
  }

  /** @throws UserError with file, line and column for a value that the column cannot hold. */
  parameters(row: FileRow, { table, columns, writers }: Layout): Parameter[] {
    const parameters = new Array<Parameter>(columns.length);
    for (let at = 0; at < columns.length; at++) {
      try {
        const cell = cellAt(row, at, columns[at]);
        if (cell === null) parameters[at] = null;
        else {
          if (!this.#takesMasked && isMasked(cell, columns[at])) throw new ValueError(MASKED);
          const written = writers[at](cell);
          if (typeof written === 'object' && written !== null && 'cut' in written) {
            parameters[at] = written.value;
            if (written.cut) this.#note(`${table.name}.${columns[at].name}`, row);
          } else parameters[at] = written;
        }
      } catch (error) {
        if (!(error instanceof ValueError)) throw error;
        const hint = error.message === MASKED ? UNMASK : NOTHING;
        throw new UserError(`${whereOf(row)} ${table.name}.${columns[at].name} ${error.message}.`, hint);
      }
    }
    return parameters;
  }

  #note(column: string, row: FileRow): void {
    const known = this.#cut.get(column);
    if (known === undefined) this.#cut.set(column, { first: whereOf(row), count: 1 });
    else known.count++;
  }
}

const MASKED = 'is masked';
export const UNMASK = `Dump with --unmasked; or load with --masked, and ${MASK} is what is in the column then.`;

/** The value of a column in a row of a file. @throws ValueError */
export function cellAt({ content }: FileRow, at: number, column: DataColumn): Cell {
  if ('json' in content) return cellOfJson(column, content.json[at]);
  return 'texts' in content ? cellOfText(column, content.texts[at]) : null;
}

function isMasked(cell: Exclude<Cell, null>, { metadata }: DataColumn): boolean {
  if (cell instanceof JsonCell) return cell.text.includes(MASK);
  return cell === MASK || (metadata.type === 'simple-json' && String(cell).includes(MASK));
}
