import { cellText, type Cell } from '../cell';
import type { DumpWriter } from './dump-writer';

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$|^$/;

/** A table of its own: RFC 4180 with a line of names; NULL is nothing, an empty text two quotes. */
export const CSV_WRITER: DumpWriter = {
  head: () => '',
  table: ({ columns }) => ({
    head: `${columns.map(({ name }) => field(name)).join(',')}\n`,
    row: line,
    tail: () => '',
  }),
  tail: () => '',
};

function line(cells: readonly Cell[]): string {
  let text = '';
  for (let at = 0; at < cells.length; at++) {
    const cell = cellText(cells[at]);
    if (at > 0) text += ',';
    if (cell !== undefined) text += field(cell);
  }
  return `${text}\n`;
}

function field(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
