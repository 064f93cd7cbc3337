import { cellJson, type Cell } from '../cell';
import type { DataTable } from '../data-tables';
import { HEADER } from '../header';
import type { DumpWriter } from './dump-writer';

/** One document: an object with a list of rows for each table, a row a line. */
export const JSON_WRITER: DumpWriter = {
  head: (header) => `{"${HEADER}":${JSON.stringify(header)}`,
  table: (table) => {
    const object = objectWriter(table);
    return {
      head: `,\n${JSON.stringify(table.name)}:[`,
      row: (cells, at) => `${at === 0 ? '' : ','}\n${object(cells)}`,
      tail: () => '\n]',
    };
  },
  tail: () => '\n}\n',
};

/** A row a line, under the name of its table. */
export const NDJSON_WRITER: DumpWriter = {
  head: (header) => `{"${HEADER}":${JSON.stringify(header)}}\n`,
  table: (table) => {
    const object = objectWriter(table);
    const before = `{${JSON.stringify(table.name)}:`;
    return { head: '', row: (cells) => `${before}${object(cells)}}\n`, tail: () => '' };
  },
  tail: (rows) => `{"${HEADER}":${JSON.stringify({ rows })}}\n`,
};

function objectWriter({ columns }: DataTable): (cells: readonly Cell[]) => string {
  const names = columns.map(({ name }, at) => `${at === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  return (cells) => {
    let text = '';
    for (let at = 0; at < names.length; at++) text += names[at] + cellJson(cells[at]);
    return `${text}}`;
  };
}
