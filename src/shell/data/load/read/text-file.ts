import { createReadStream, statSync } from 'node:fs';
import { fileProblem } from '../../../file-problem';
import { UserError } from '../../../user-error';

/** A text file of any length. */
export class TextFile {
  #read = 0;

  /**
   * @param name as the person calls it.
   * @param path absolute.
   */
  constructor(
    readonly name: string,
    readonly path: string,
  ) {}

  get size(): number {
    try {
      return statSync(this.path).size;
    } catch (error) {
      throw fileProblem('read', this.name, error);
    }
  }

  /** How much of it has been read the last time, from 0 to 1. */
  get share(): number {
    return this.#read / Math.max(1, this.size);
  }

  /** Its text, without a byte order mark, in pieces as they come. @throws UserError for what is no UTF-8. */
  async *pieces(): AsyncGenerator<string> {
    this.#read = 0;
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let line = 1;
    try {
      for await (const chunk of createReadStream(this.path, { highWaterMark: 262_144 }) as AsyncIterable<Buffer>) {
        if (this.#read === 0) refuseUtf16(this.name, chunk);
        const piece = this.#decode(() => decoder.decode(chunk, { stream: true }), line);
        this.#read += chunk.length;
        line += countOf('\n', piece);
        yield piece;
      }
      yield this.#decode(() => decoder.decode(), line);
    } catch (error) {
      throw error instanceof UserError || !isOfFileSystem(error) ? error : fileProblem('read', this.name, error);
    }
  }

  /** Its lines, without their ends, as many at a time as there are in a piece. */
  async *lines(): AsyncGenerator<readonly string[]> {
    let rest = '';
    for await (const piece of this.pieces()) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      yield lines.map(withoutReturn);
    }
    if (rest !== '') yield [withoutReturn(rest)];
  }

  #decode(decode: () => string, line: number): string {
    try {
      return decode();
    } catch {
      throw new UserError(
        `${this.name} is not UTF-8, from somewhere behind line ${line} on.`,
        'Save it as UTF-8: iconv -f LATIN1 -t UTF-8, for one.',
      );
    }
  }

  /** An error about a line of it. */
  problem(line: number, message: string, hint?: string): UserError {
    return new UserError(`${this.name}:${line} ${message}`, hint);
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function refuseUtf16(name: string, [first, second]: Buffer): void {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new UserError(`${name} is UTF-16.`, 'Save it as UTF-8: iconv -f UTF-16 -t UTF-8, for one.');
}

function isOfFileSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

export function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}
