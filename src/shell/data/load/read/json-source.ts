import { JSONParser, TokenType } from '@streamparser/json';
import { UserError } from '../../../user-error';
import { HEADER } from '../../header';
import type { FileHeader, FileRow, RowSource } from './file-row';
import { headerOf } from './header-of';
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
    return this.#file.read / Math.max(1, this.#file.size);
  }

  async header(): Promise<FileHeader> {
    const document = new Document(this.#file);
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
    const document = new Document(this.#file);
    for await (const piece of this.#file.pieces()) {
      document.write(piece);
      yield document.take();
    }
    document.end();
  }
}

class Document {
  readonly #file: TextFile;
  readonly #parser = new JSONParser({ paths: ['$.*.*'], keepStack: false });
  readonly #layout = layoutKeeper();
  readonly #tables = new Set<string>();
  readonly #header: Record<string, unknown> = {};
  /** Where it ended. */
  #headerLine = 0;
  #rows: FileRow[] = [];
  #line = 1;
  #depth = 0;
  #key = '';
  /** Whether the value of a key of the document comes next. */
  #valueNext = false;
  #begun = false;
  #ended = false;

  constructor(file: TextFile) {
    this.#file = file;
    this.#parser.onToken = ({ token, value }) => this.#token(token, value);
    this.#parser.onValue = ({ key, value }) => {
      if (this.#key === HEADER) this.#header[String(key)] = value;
      else this.#rows.push(rowOf(file, this.#line, this.#key, value, this.#layout));
    };
    this.#parser.onEnd = () => (this.#ended = true);
  }

  get tables(): readonly string[] {
    return [...this.#tables];
  }

  get header(): FileHeader | undefined {
    return this.#headerLine === 0 ? undefined : headerOf(this.#file, this.#headerLine, this.#header);
  }

  write(piece: string): void {
    // Line by line, so that a row knows its line.
    for (let from = 0; from < piece.length;) {
      const end = piece.indexOf('\n', from);
      const to = end < 0 ? piece.length : end + 1;
      this.#feed(piece.slice(from, to));
      if (end >= 0) this.#line++;
      from = to;
    }
  }

  /** The rows that have come since it was asked the last time. */
  take(): readonly FileRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  end(): void {
    if (this.#ended) return;
    if (!this.#begun) throw new UserError(`${this.#file.name} is empty.`, SHAPE);
    throw this.#file.problem(this.#line, 'is where it ends, in the middle of the document.', CUT);
  }

  #feed(text: string): void {
    if (this.#ended) {
      if (text.trim() !== '') throw this.#file.problem(this.#line, 'has more behind the end of the document.', SHAPE);
      return;
    }
    try {
      this.#parser.write(text);
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw this.#file.problem(this.#line, `is no JSON: ${(error as Error).message.replace(/\.$/, '')}.`, SHAPE);
    }
  }

  #token(token: TokenType, value: unknown): void {
    if (!this.#begun) {
      if (token !== TokenType.LEFT_BRACE) throw this.#file.problem(this.#line, 'begins with no object.', SHAPE);
      this.#begun = true;
    } else if (this.#depth === 1 && this.#valueNext) this.#top(token);
    else if (this.#depth === 1 && token === TokenType.STRING) this.#key = String(value);
    if (this.#depth === 1) this.#valueNext = token === TokenType.COLON;
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) this.#depth++;
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) {
      this.#depth--;
      if (this.#depth === 1 && this.#key === HEADER) this.#headerLine = this.#line;
    }
  }

  /** What stands under a key of the document. */
  #top(token: TokenType): void {
    if (this.#key === HEADER) {
      if (token !== TokenType.LEFT_BRACE) throw this.#file.problem(this.#line, `has a "${HEADER}" that is no object.`);
      return;
    }
    if (token !== TokenType.LEFT_BRACKET)
      throw this.#file.problem(this.#line, `has no list of rows under "${this.#key}".`, SHAPE);
    if (this.#tables.has(this.#key))
      throw this.#file.problem(this.#line, `has "${this.#key}" a second time.`, 'All rows of a table are in one list.');
    this.#tables.add(this.#key);
  }
}
