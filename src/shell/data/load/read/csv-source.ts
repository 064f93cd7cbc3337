import { pipeline } from 'node:stream/promises';
import { CsvError, Parser } from 'csv-parse';
import { UserError } from '../../../user-error';
import type { FileHeader, FileRow, RowSource } from './file-row';
import { CUT } from './ndjson-source';
import { countOf, type TextFile } from './text-file';

/** Rows that are read before others have their turn, and characters. */
const MOST_ROWS = 500;
const MOST_CHARACTERS = 1_000_000;

interface RawRecord {
  readonly record: readonly string[];
  /** As it stands in the file, with its end. */
  readonly raw: string;
}

/** A table in a file of CSV: names in the first line, NULL is nothing, an empty text two quotes. */
export class CsvSource implements RowSource {
  readonly #file: TextFile;
  readonly #table: string;

  constructor(file: TextFile, table: string) {
    this.#file = file;
    this.#table = table;
  }

  share(): number {
    return this.#file.share;
  }

  async header(): Promise<FileHeader> {
    return { tables: [this.#table], masked: [] };
  }

  async *rows(): AsyncGenerator<readonly FileRow[]> {
    const file = this.#file;
    const parser = new Parser({ raw: true, relax_column_count: true });
    let line = 1;
    let names: readonly string[] | undefined;
    let rows: FileRow[] = [];
    let size = 0;
    // What goes wrong is heard of by way of the parser.
    pipeline(file.pieces(), parser).catch(() => {});
    try {
      for await (const { record, raw } of parser as AsyncIterable<RawRecord>) {
        if (names === undefined) names = this.#names(record);
        else rows.push(this.#row(record, raw, names, line));
        line += linesOf(raw);
        size += raw.length;
        if (rows.length < MOST_ROWS && size < MOST_CHARACTERS) continue;
        yield rows;
        rows = [];
        size = 0;
      }
    } catch (error) {
      throw error instanceof CsvError ? this.#problem(error) : error;
    }
    if (names === undefined) throw new UserError(`${file.name} is empty.`, 'Its first line has the names of columns.');
    yield rows;
  }

  #names(record: readonly string[]): readonly string[] {
    const twice = record.find((name, at) => record.indexOf(name) !== at);
    if (twice !== undefined) throw this.#file.problem(1, `has the column ${twice === '' ? '""' : twice} twice.`);
    return record;
  }

  #row(record: readonly string[], raw: string, names: readonly string[], line: number): FileRow {
    if (record.length !== names.length)
      throw this.#file.problem(
        line,
        `has ${record.length} values, and there are ${names.length} columns.`,
        'A value with a comma, a quote or a line break in it stands in quotes.',
      );
    return { file: this.#file.name, line, table: this.#table, names, content: { texts: withNulls(record, raw) } };
  }

  #problem(error: CsvError): UserError {
    const { lines, records } = error as CsvError & { readonly lines?: number; readonly records?: number };
    if (error.code === 'CSV_QUOTE_NOT_CLOSED')
      return this.#file.problem(lines ?? 1, `ends inside of a quote: in row ${records} one is never closed.`, CUT);
    return this.#file.problem(
      lines ?? 1,
      `is no CSV: ${error.message.replace(/ at line \d+.*/, '')}.`,
      'A value with a quote in it stands in quotes, and that quote is written twice.',
    );
  }
}

/** Of a record as it stands in the file; its end may be half of one. */
function linesOf(raw: string): number {
  return 1 + countOf('\n', raw) - (raw.endsWith('\n') ? 1 : 0);
}

/** The parser gives the same for an empty text and for nothing. */
function withNulls(record: readonly string[], raw: string): readonly (string | null)[] {
  if (!record.includes('')) return record;
  const quoted = raw.includes('""') ? quotedFields(raw) : undefined;
  return record.map((text, at) => (text === '' && quoted?.[at] !== true ? null : text));
}

/** Which fields of a record begin with a quote. */
function quotedFields(raw: string): readonly boolean[] {
  const quoted: boolean[] = [];
  for (let at = 0; at <= raw.length; at++) {
    const isQuoted = raw[at] === '"';
    quoted.push(isQuoted);
    if (isQuoted) {
      at = raw.indexOf('"', at + 1);
      // Two quotes are one of the text.
      while (at >= 0 && raw[at + 1] === '"') at = raw.indexOf('"', at + 2);
      if (at < 0) break;
    }
    at = raw.indexOf(',', at);
    if (at < 0) break;
  }
  return quoted;
}
