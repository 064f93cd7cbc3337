import * as readline from 'node:readline';
import type { Editor, Reading, TerminalOutput } from './editor';

/**
 * Lines from a terminal that knows no escape sequences (`TERM=dumb`: Emacs' shell buffer, some IDEs' consoles). The terminal
 * itself does the editing and the echo; nothing but text is written.
 */
export class PlainLines implements Editor {
  readonly #output: TerminalOutput;
  readonly #readline: readline.Interface;
  readonly #lines: string[] = [];
  #ended = false;
  #reading: ((reading: Reading) => void) | undefined;
  #prompt = '';

  constructor(input: NodeJS.ReadableStream, output: TerminalOutput) {
    this.#output = output;
    this.#readline = readline.createInterface({ input, terminal: false });
    this.#readline.on('line', (line) => {
      this.#lines.push(line);
      this.#deliver();
    });
    this.#readline.on('close', () => {
      this.#ended = true;
      this.#deliver();
    });
  }

  read(prompt: string): Promise<Reading> {
    return new Promise((resolve) => {
      this.#reading = resolve;
      this.#prompt = prompt;
      this.#output.freshLine();
      this.#output.write(prompt);
      this.#deliver();
    });
  }

  release(): void {}

  write(text: string): void {
    if (!this.#reading) {
      this.#output.write(text);
      return;
    }
    this.#output.write(`\n${text}${text.endsWith('\n') ? '' : '\n'}${this.#prompt}`);
  }

  say(line: string): void {
    if (!this.#reading) this.#output.freshLine();
    this.write(`${line}\n`);
  }

  interrupt(): void {
    this.drop();
  }

  drop(): void {
    if (!this.#reading) return;
    this.#output.write('\n');
    this.#finish({ kind: 'interrupt', text: '' });
  }

  close(): void {
    this.#readline.close();
  }

  #deliver(): void {
    if (!this.#reading) return;
    const line = this.#lines.shift();
    if (line !== undefined) {
      this.#output.lineWasEnded();
      return this.#finish({ kind: 'line', text: line });
    }
    if (!this.#ended) return;
    this.#output.write('\n');
    this.#finish({ kind: 'end' });
  }

  #finish(reading: Reading): void {
    const resolve = this.#reading;
    this.#reading = undefined;
    resolve?.(reading);
  }
}
