import { UserError } from '../../../user-error';
import { HEADER } from '../../header';
import type { FileHeader, FileRow, RowSource } from './file-row';
import { headerOf } from './header-of';
import { JsonDocument, ShapeError } from './json-document';
import { layoutKeeper, rowOf } from './json-row';
import { CUT } from './ndjson-source';
import type { TextFile } from './text-file';

const SHAPE = 'A dump is an object with a list of rows for each table: {"users":[{"id":1,"name":"Ann"}]}';

/** One document, of which no more is in memory than a row. */
export class JsonSource implements RowSource {
  readonly #file: TextFile;

  constructor(file: TextFile) {
    this.#file = file;
  }

  share(): number {
    return this.#file.share;
  }

  async header(): Promise<FileHeader> {
    const document = new DumpDocument(this.#file);
    for await (const piece of this.#file.pieces()) {
      document.write(piece);
      // The list of tables is at the beginning: then nobody has to read to the end.
      if (document.header !== undefined) return document.header;
      document.take();
    }
    document.end();
    return { tables: document.tables, masked: [] };
  }

  async *rows(): AsyncGenerator<readonly FileRow[]> {
    const document = new DumpDocument(this.#file);
    for await (const piece of this.#file.pieces()) {
      document.write(piece);
      yield document.take();
    }
    document.end();
  }
}

class DumpDocument {
  readonly #file: TextFile;
  readonly #document: JsonDocument;
  readonly #layout = layoutKeeper();
  readonly #tables = new Set<string>();
  #rows: FileRow[] = [];
  header: FileHeader | undefined;

  constructor(file: TextFile) {
    this.#file = file;
    this.#document = new JsonDocument({
      key: (name, line) => this.#key(name, line),
      object: (name, text, line) => {
        const value = this.#parse(text, line);
        if (name === HEADER) this.header = headerOf(file, line, value);
        else this.#rows.push(rowOf(file, line, name, value, this.#layout));
      },
    });
  }

  get tables(): readonly string[] {
    return [...this.#tables];
  }

  /** @throws UserError */
  write(piece: string): void {
    try {
      this.#document.write(piece);
    } catch (error) {
      if (error instanceof SyntaxError)
        throw this.#file.problem(this.#document.line, `cannot be read: ${error.message}.`, SHAPE);
      throw error instanceof ShapeError ? this.#file.problem(this.#document.line, error.message, SHAPE) : error;
    }
  }

  /** The rows that have come since it was asked the last time. */
  take(): readonly FileRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** @throws UserError for a document that is not at its end. */
  end(): void {
    const { place, line } = this.#document;
    if (place === 'start') throw new UserError(`${this.#file.name} is empty.`, SHAPE);
    if (place === 'middle') throw this.#file.problem(line, 'is where it ends, in the middle of the document.', CUT);
  }

  #key(name: string, line: number): 'object' | 'list' {
    if (name === HEADER) return 'object';
    if (this.#tables.has(name))
      throw this.#file.problem(line, `has "${name}" a second time.`, 'All rows of a table are in one list.');
    this.#tables.add(name);
    return 'list';
  }

  #parse(text: string, line: number): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw this.#noJson(line, error as SyntaxError);
    }
  }

  #noJson(line: number, { message }: SyntaxError): UserError {
    return this.#file.problem(line, `is no JSON: ${message.replace(/\.$/, '')}.`, SHAPE);
  }
}
