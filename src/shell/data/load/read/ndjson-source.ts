import { HEADER } from '../../header';
import type { FileHeader, FileRow, RowSource } from './file-row';
import { headerOf } from './header-of';
import { isObject, layoutKeeper, rowOf } from './json-row';
import type { TextFile } from './text-file';

const SHAPE = 'A line is an object with the name of a table: {"users":{"id":1,"name":"Ann"}}';

/** A row a line. What a dump begins with says how it has to end. */
export class NdjsonSource implements RowSource {
  readonly #file: TextFile;

  constructor(file: TextFile) {
    this.#file = file;
  }

  share(): number {
    return this.#file.share;
  }

  async header(): Promise<FileHeader> {
    const tables = new Set<string>();
    for await (const rows of this.#read((header) => header)) {
      if ('masked' in rows) return rows;
      for (const { table } of rows) tables.add(table);
    }
    return { tables: [...tables], masked: [] };
  }

  async *rows(): AsyncGenerator<readonly FileRow[]> {
    for await (const rows of this.#read(() => undefined)) if (!('masked' in rows)) yield rows;
  }

  /** @param told whether the header is given, where there is one: what is behind it is not read then, unless it is asked for. */
  async *#read(told: (header: FileHeader) => FileHeader | undefined): AsyncGenerator<readonly FileRow[] | FileHeader> {
    const file = this.#file;
    const layout = layoutKeeper();
    let header: FileHeader | undefined;
    let ended = false;
    let line = 0;
    let count = 0;
    for await (const lines of file.lines()) {
      const rows: FileRow[] = [];
      for (const text of lines) {
        line++;
        if (text.trim() === '') continue;
        if (ended)
          throw file.problem(line, 'has more behind the end of the dump.', 'Two dumps in one file are not one.');
        const [table, value] = this.#entry(text, line);
        if (table !== HEADER) {
          rows.push(rowOf(file, line, table, value, layout));
          continue;
        }
        if (header === undefined && count + rows.length === 0) {
          header = headerOf(file, line, value);
          const given = told(header);
          if (given !== undefined) yield given;
          continue;
        }
        const { rows: all } = isObject(value) ? value : {};
        if (all !== count + rows.length)
          throw file.problem(
            line,
            `says that there are ${String(all)} rows, and there are ${count + rows.length}.`,
            CUT,
          );
        ended = true;
      }
      count += rows.length;
      if (rows.length > 0) yield rows;
    }
    if (header !== undefined && !ended) throw file.problem(line, 'is the last line, and not the end of the dump.', CUT);
  }

  #entry(text: string, line: number): readonly [table: string, value: unknown] {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw this.#file.problem(line, `is no JSON: ${(error as Error).message}`, SHAPE);
    }
    const entries = isObject(value) ? Object.entries(value) : [];
    if (entries.length !== 1) throw this.#file.problem(line, 'does not say which table the row is of.', SHAPE);
    return entries[0];
  }
}

export const CUT = 'It was cut off or changed: make the dump again.';
