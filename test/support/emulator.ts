import { Terminal } from '@xterm/headless';
import type { Place } from '../../src/shell/terminal/editing/layout';

/** A terminal to write to in the test's own process. */
export class Emulator {
  readonly #terminal: Terminal;

  constructor(columns: number, rows: number) {
    this.#terminal = new Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 10_000 });
  }

  write(text: string): Promise<void> {
    return new Promise((done) => this.#terminal.write(text, done));
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
  }

  /** What it answers when it is asked something. */
  onAnswer(listener: (answer: string) => void): void {
    this.#terminal.onData(listener);
  }

  /** What is on the screen, without trailing blanks. */
  get text(): string {
    const { active } = this.#terminal.buffer;
    return Array.from(
      { length: this.#terminal.rows },
      (_, at) => active.getLine(active.baseY + at)?.translateToString(true) ?? '',
    )
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  get cursor(): Place {
    const { cursorX: column, cursorY: row } = this.#terminal.buffer.active;
    return { row, column };
  }
}
