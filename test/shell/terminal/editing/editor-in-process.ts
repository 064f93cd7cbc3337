import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { NOTHING_TO_SUGGEST, type Complete, type CompleteFromTypes } from '../../../../src/shell/completion/suggestion';
import { NO_COLORS, themeOf } from '../../../../src/shell/output/theme';
import type { Reading, TerminalOutput } from '../../../../src/shell/terminal/editor';
import type { Place } from '../../../../src/shell/terminal/editing/layout';
import { InputEditor } from '../../../../src/shell/terminal/editing/input-editor';
import { Emulator } from '../../../support/emulator';

export interface InProcessOptions {
  readonly complete?: Complete;
  readonly completeFromTypes?: CompleteFromTypes;
  readonly history?: readonly string[];
  readonly onRest?: (text: string) => void;
}

const COLUMNS = 60;
const ROWS = 12;

/** An editor on a terminal of the test's own process, which takes what is written when the test lets it. */
export class EditorInProcess {
  readonly #input = Object.assign(new PassThrough(), { setRawMode: () => undefined });
  readonly #output = new SlowOutput();
  readonly #editor: InputEditor;
  reading: Promise<Reading>;
  /** Brings the editor back after Ctrl-Z. */
  resume = (): void => {};

  constructor({ complete = () => NOTHING_TO_SUGGEST, completeFromTypes, history = [], onRest }: InProcessOptions = {}) {
    this.#editor = new InputEditor({
      input: this.#input,
      output: this.#output as unknown as TerminalOutput,
      history: { entries: history, open: history },
      complete,
      completeFromTypes,
      isXtermJs: true,
      theme: themeOf({ ...NO_COLORS, level: 1 }),
      entities: () => [],
      goesOn: () => false,
      onRest,
      suspend: (resumed) => (this.resume = resumed),
    });
    this.#output.onAnswer((answer) => this.#input.emit('data', Buffer.from(answer)));
    this.reading = this.#editor.read('> ', { whole: true });
  }

  /** How often something was written. */
  get writes(): number {
    return this.#output.writes;
  }

  /** From now on the terminal takes nothing; what is written is told to wait. */
  stall(): void {
    this.#output.isStalled = true;
  }

  goOn(): void {
    this.#output.isStalled = false;
    this.#output.emit('drain');
  }

  /** The terminal has other columns; the editor has not heard of it yet, and asks when it draws. */
  resize(columns: number): void {
    this.#output.resize(columns);
  }

  /** Sends keys in one piece. @returns what is to be seen then */
  async press(keys: string): Promise<string> {
    this.#input.emit('data', Buffer.from(keys));
    return this.text();
  }

  get cursor(): Place {
    return this.#output.cursor;
  }

  async text(): Promise<string> {
    // What keys do is done in the turn in which they come.
    await Promise.resolve();
    return this.#output.text();
  }

  async close(): Promise<void> {
    this.#editor.close();
    this.#input.destroy();
    await this.#output.text();
  }
}

class SlowOutput extends EventEmitter {
  columns = COLUMNS;
  readonly rows = ROWS;
  readonly #emulator = new Emulator(COLUMNS, ROWS);
  #written: Promise<void> = Promise.resolve();
  isStalled = false;
  writes = 0;

  write(text: string): boolean {
    this.writes++;
    this.#written = this.#emulator.write(text);
    return !this.isStalled;
  }

  freshLine(): void {}

  resize(columns: number): void {
    this.#emulator.resize(columns, ROWS);
    this.columns = columns;
  }

  onAnswer(listener: (answer: string) => void): void {
    this.#emulator.onAnswer(listener);
  }

  get cursor(): Place {
    return this.#emulator.cursor;
  }

  async text(): Promise<string> {
    // What the terminal answers may lead to more.
    for (let written: Promise<void> | undefined; written !== this.#written;) {
      written = this.#written;
      await written;
      await Promise.resolve();
    }
    return this.#emulator.text;
  }
}
