import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

type Write = NodeJS.WriteStream['write'];
type OnText = (text: string) => void;

/** The shell's own way to the terminal: what it writes is not taken for something that code wrote. */
export class ShellOutput extends Writable {
  readonly #stream: NodeJS.WriteStream;
  readonly #write: (text: string) => void;
  #atLineStart = true;
  /** What waits for the terminal, while another program has it. */
  #held: string[] | undefined;

  constructor(stream: NodeJS.WriteStream, write: (text: string) => void) {
    super({ decodeStrings: false });
    this.#stream = stream;
    this.#write = write;
    stream.on('resize', () => this.emit('resize'));
  }

  get columns(): number | undefined {
    return this.#stream.columns;
  }

  get rows(): number | undefined {
    return this.#stream.rows;
  }

  /** Begins a new line if something was written that did not end its own. */
  freshLine(): void {
    if (!this.#atLineStart) this.write('\n');
  }

  lineWasEnded(): void {
    this.#atLineStart = true;
  }

  /** Keeps what is written from now on: another program has the terminal. */
  hold(): void {
    this.#held ??= [];
  }

  /** Writes what was kept. */
  resume(): void {
    const held = this.#held?.join('');
    this.#held = undefined;
    if (held) this.#write(held);
  }

  /**
   * Written at once. A stream's own way of writing keeps in mind that it writes: Ctrl-C may end code in the middle of it, and from
   * then on such a stream only waits.
   */
  override write(chunk: unknown, ...rest: unknown[]): boolean {
    const text = String(chunk);
    if (stripVTControlCharacters(text) !== '') this.#atLineStart = text.endsWith('\n');
    if (this.#held) this.#held.push(text);
    else this.#write(text);
    const done = rest.at(-1);
    if (typeof done === 'function') process.nextTick(done);
    return true;
  }
}

/**
 * Keeps apart what code writes to the standard streams (`console.log`, a logger, `process.stdout.write`) and what the shell
 * writes. What code writes can be handed elsewhere: above the prompt, so that it stays whole.
 */
export class ProcessOutput {
  readonly #stdout: NodeJS.WriteStream;
  readonly #stderr: NodeJS.WriteStream;
  readonly #originals: { readonly stdout: Write; readonly stderr: Write };

  constructor(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream) {
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.#originals = { stdout: stdout.write, stderr: stderr.write };
  }

  /**
   * @param onText takes what code writes to the standard output (and the standard error, when both are the terminal).
   * @param onErrorText takes what it writes to the standard error when that is something else.
   * @returns where the shell writes.
   */
  capture(onText: OnText | undefined, onErrorText?: OnText): ShellOutput {
    const stdout = this.#stdout;
    const write = stdout.isTTY ? (text: string) => writeToTerminal(stdout, text) : this.#originals.stdout.bind(stdout);
    if (onText) {
      this.#stdout.write = redirected(onText);
      if (this.#stdout.isTTY && this.#stderr.isTTY) this.#stderr.write = redirected(onText);
      else if (onErrorText) this.#stderr.write = redirected(onErrorText);
    }
    return new ShellOutput(this.#stdout, (text) => void write(text));
  }

  /** Writes to the standard error, past whoever takes what code writes there. */
  writeError(text: string): void {
    this.#originals.stderr.call(this.#stderr, text);
  }

  /**
   * Writes bytes to the standard output, past whoever takes what code writes there, and waits until it takes more.
   * @param at where they begin in `bytes`.
   */
  async writeBytes(bytes: Uint8Array, at = 0): Promise<{ readonly bytesWritten: number }> {
    const rest = bytes.subarray(at);
    const takesMore = this.#originals.stdout.call(this.#stdout, rest);
    if (!takesMore) await once(this.#stdout, 'drain');
    return { bytesWritten: rest.length };
  }

  release(): void {
    this.#stdout.write = this.#originals.stdout;
    this.#stderr.write = this.#originals.stderr;
  }
}

/** How long a terminal that takes nothing more is left alone, in milliseconds. */
const BREATH = 1;
const asleep = new Int32Array(new SharedArrayBuffer(4));

/** Writes past the stream, for the reason that `ShellOutput.write` gives. Writing to a terminal waits in Node too. */
function writeToTerminal(stream: NodeJS.WriteStream & { readonly fd?: number }, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(stream.fd ?? 1, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
        stream.emit('error', error);
        return;
      }
      Atomics.wait(asleep, 0, 0, BREATH);
    }
  }
}

function redirected(onText: OnText): Write {
  return function write(
    chunk: string | Uint8Array,
    encodingOrDone?: BufferEncoding | ((error?: Error) => void),
    done?: (error?: Error) => void,
  ): boolean {
    const encoding = typeof encodingOrDone === 'string' ? encodingOrDone : undefined;
    onText(
      typeof chunk === 'string' && (!encoding || encoding === 'utf8')
        ? chunk
        : Buffer.from(chunk as string, encoding).toString(),
    );
    const callback = typeof encodingOrDone === 'function' ? encodingOrDone : done;
    if (callback) process.nextTick(callback);
    return true;
  };
}
