import type * as CsvModule from 'csv-stringify/sync';
import type { CellOptions } from '../table/cell';
import type { Table } from '../table/table';
import type { Part } from './export';
import { withoutFormula } from './formula';
import { plainCell } from './plain-cell';

export interface CsvOptions extends CellOptions {
  /** Leave cells as they are that a spreadsheet would run as a formula. */
  readonly raw?: boolean;
  /** Between lines: `\r\n` in a file, as RFC 4180 has it. */
  readonly lineEnd: '\n' | '\r\n';
}

/** So many rows are made into text at once: most of the cost of csv-stringify is in being called. */
const TOGETHER = 200;

/**
 * A table as CSV (RFC 4180), a line of names first. NULL is nothing, an empty text is `""`, so that both can be told apart, as in
 * PostgreSQL's CSV.
 */
export function* csvParts({ columns, rows }: Table, options: CsvOptions): Generator<Part> {
  if (columns.length === 0) return;
  const harmless = options.raw ? (text: string) => text : withoutFormula;
  const write = csv(options.lineEnd);
  yield { text: write([columns.map(({ name }) => harmless(name))]), rows: 0 };
  for (let at = 0; at < rows.length; at += TOGETHER) {
    const some = rows.slice(at, at + TOGETHER);
    const records = some.map((row) =>
      columns.map((column) => {
        const cell = plainCell(row, column, options);
        return cell && (cell.isText ? harmless(cell.text) : cell.text);
      }),
    );
    yield { text: write(records), rows: some.length };
  }
}

/** csv-stringify is loaded when it is first needed. */
function csv(lineEnd: string): (records: readonly (readonly (string | null)[])[]) => string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { stringify } = require('csv-stringify/sync') as typeof CsvModule;
  // It leaves a lone CR or LF without quotes where the other is the end of a line; and `quoted_empty` would quote NULL too.
  const options = { record_delimiter: lineEnd, quoted_match: /^$|[\r\n]/ };
  return (records) => stringify(records as (string | null)[][], options);
}
