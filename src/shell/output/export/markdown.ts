import { NULL, type CellOptions } from '../table/cell';
import type { Table } from '../table/table';
import { visible } from '../visible';
import type { Part } from './export';
import { plainCell } from './plain-cell';

/** What GitHub's Markdown would take for something else inside a cell. */
const SPECIAL = /[\\|`*[\]<~]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)/g;

/** A table as GitHub's Markdown has it, numbers on the right. NULL is *NULL*. */
export function* markdownParts({ columns, rows }: Table, options: CellOptions): Generator<Part> {
  if (columns.length === 0) return;
  yield {
    text: `${row(columns.map(({ name }) => markdownText(name)))}${row(columns.map(({ numeric }) => (numeric ? '---:' : '---')))}`,
    rows: 0,
  };
  for (const each of rows) {
    const cells = columns.map((column) => {
      const cell = plainCell(each, column, options);
      return cell === null ? `*${NULL}*` : markdownText(cell.text);
    });
    yield { text: row(cells), rows: 1 };
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** The text so that it is shown as it is and stays in its cell: a line break is `<br>`. */
export function markdownText(text: string): string {
  return text
    .replace(SPECIAL, (found) => (found === '<' ? '&lt;' : found === '&' ? '&amp;' : `\\${found}`))
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(visible)
    .join('<br>');
}
