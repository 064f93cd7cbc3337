import type { Cell } from '../cell';
import type { DataTable } from '../data-tables';
import type { DumpHeader } from '../header';

/** Writes a dump in one format, as pieces of text in the order in which they are asked for. */
export interface DumpWriter {
  head(header: DumpHeader): string;
  table(table: DataTable): TableWriter;
  /** @param rows of all tables. */
  tail(rows: number): string;
}

export interface TableWriter {
  readonly head: string;
  /** @param at its place among the rows of the table, from 0. */
  row(cells: readonly Cell[], at: number): string;
  /** @param rows how many the table has. */
  tail(rows: number): string;
}
