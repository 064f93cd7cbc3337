import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

type Write = NodeJS.WriteStream['write'];

/** The shell's own way to the terminal: what it writes is not taken for something that code wrote. */
export class ShellOutput extends Writable {
  readonly #stream: NodeJS.WriteStream;
  readonly #write: (text: string) => void;
  #atLineStart = true;

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

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    const text = String(chunk);
    if (stripVTControlCharacters(text) !== '') this.#atLineStart = text.endsWith('\n');
    this.#write(text);
    done();
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
   * @returns where the shell writes.
   */
  capture(onText: ((text: string) => void) | undefined): ShellOutput {
    const write = this.#originals.stdout.bind(this.#stdout);
    if (onText) {
      this.#stdout.write = redirected(onText);
      if (this.#stdout.isTTY && this.#stderr.isTTY) this.#stderr.write = redirected(onText);
    }
    return new ShellOutput(this.#stdout, (text) => void write(text));
  }

  release(): void {
    this.#stdout.write = this.#originals.stdout;
    this.#stderr.write = this.#originals.stderr;
  }
}

function redirected(onText: (text: string) => void): Write {
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
