import { setTimeout } from 'node:timers/promises';

/** How long a line that is not there yet is waited for, in milliseconds, before what is there is run without it. */
const PATIENCE = 20;

/** Lines, with a look at the next one before it is taken. */
export class LinesAhead implements AsyncIterable<string> {
  readonly #lines: AsyncIterator<string> | Iterator<string>;
  #next: Promise<IteratorResult<string>> | undefined;

  constructor(lines: AsyncIterable<string> | Iterable<string>) {
    this.#lines = Symbol.asyncIterator in lines ? lines[Symbol.asyncIterator]() : lines[Symbol.iterator]();
  }

  /** The next line, if it comes soon: a program in a pipe is there at once, one who writes line by line waits for answers. */
  async peek(): Promise<string | undefined> {
    this.#next ??= this.#read();
    const result = await Promise.race([this.#next, setTimeout(PATIENCE, undefined, { ref: false })]);
    return result === undefined || result.done === true ? undefined : result.value;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string, undefined> {
    for (;;) {
      const reading = this.#next ?? this.#read();
      this.#next = undefined;
      const result = await reading;
      if (result.done === true) return;
      yield result.value;
    }
  }

  async #read(): Promise<IteratorResult<string>> {
    return this.#lines.next();
  }
}
