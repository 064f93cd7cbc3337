import type { TerminalOutput } from '../editor';
import type { InputView, Shown, TerminalSize } from './input-view';
import { Painter } from './painter';

export interface ScreenOptions {
  readonly output: TerminalOutput;
  readonly view: InputView;
  /** What is to be seen, asked when it is drawn; `undefined` while the terminal is another's. */
  readonly shown: () => Shown | undefined;
  /** Whether the terminal is known to be xterm.js. */
  readonly isXtermJs?: boolean;
  /** The terminal is about to be asked where its cursor is. */
  readonly onAsk: () => void;
}

const ERASE_ALL = '\x1b[H\x1b[J';
const WHERE_IS_THE_CURSOR = '\x1b[6n';
/** How long a terminal has to answer that, in milliseconds. */
const ANSWER_TIME = 200;
/** A window that is pulled at changes its size many times: it is drawn when that rests, in milliseconds. */
const RESIZE_REST = 30;
const USUAL_SIZE: TerminalSize = { columns: 80, rows: 24 };

/** Keeps what is edited on the terminal: decides when it is drawn, and what of it is still to be drawn. */
export class Screen {
  readonly #options: ScreenOptions;
  readonly #painter: Painter;
  #drawing: NodeJS.Timeout | NodeJS.Immediate | undefined;
  /** The terminal has taken all that was written. */
  #isDrained = true;
  /** It was asked where its cursor is, when it had so many columns. */
  #asked: { readonly columns: number; readonly late: NodeJS.Timeout } | undefined;

  constructor(options: ScreenOptions) {
    this.#options = options;
    this.#painter = new Painter(options.isXtermJs ? true : undefined);
    options.output.on('resize', this.#onResize);
  }

  /** Draws what is to be seen now. A terminal that takes nothing more gets only what is to be seen when it does. */
  readonly draw = (): void => {
    this.#cancel();
    const { output, view, shown } = this.#options;
    const now = shown();
    if (!now || !this.#isDrained) return;
    const size = this.#size;
    if (this.#painter.isLost(size.columns)) return this.#ask(size.columns);
    const text = this.#painter.paint(view.frame(now, size));
    if (text === '' || output.write(text)) return;
    this.#isDrained = false;
    output.once('drain', () => {
      this.#isDrained = true;
      this.draw();
    });
  };

  /** Writes a text above what is edited. */
  writeAbove(text: string): void {
    this.#options.output.write(this.#painter.erase(this.#size.columns) + (text.endsWith('\n') ? text : `${text}\n`));
    // More may come in the same moment.
    this.#drawing ??= setImmediate(this.draw);
  }

  /** Leaves an input as it is on the screen, and goes below it. */
  leave(shown: Shown): void {
    const { output, view } = this.#options;
    const size = this.#size;
    this.#cancel();
    const whole = view.whole(shown, size);
    if (whole === undefined) output.write(this.#painter.paint(view.frame(shown, size)) + this.#painter.leave());
    else output.write(`${this.#painter.erase(size.columns)}${whole}\r\n`);
  }

  /** Takes away what is edited, so that another program has the place. */
  erase(): void {
    this.#options.output.write(this.#painter.erase(this.#size.columns));
  }

  /** Takes away all there is; what is edited will be on the first row. */
  clear(): void {
    this.#painter.forget();
    this.#options.output.write(ERASE_ALL);
  }

  /** @param column where the terminal says that its cursor is, from 0; `undefined` when it says nothing */
  locate(column: number | undefined): void {
    if (!this.#asked) return;
    clearTimeout(this.#asked.late);
    this.#painter.found(this.#asked.columns, column);
    this.#asked = undefined;
    this.draw();
  }

  close(): void {
    this.#cancel();
    clearTimeout(this.#asked?.late);
    this.#options.output.off('resize', this.#onResize);
  }

  get #size(): TerminalSize {
    const { columns, rows } = this.#options.output;
    return { columns: columns || USUAL_SIZE.columns, rows: rows || USUAL_SIZE.rows };
  }

  #ask(columns: number): void {
    if (this.#asked) return;
    const late = setTimeout(() => this.locate(undefined), ANSWER_TIME);
    this.#asked = { columns, late };
    this.#options.onAsk();
    this.#options.output.write(WHERE_IS_THE_CURSOR);
  }

  readonly #onResize = (): void => {
    this.#cancel();
    this.#drawing = setTimeout(this.draw, RESIZE_REST);
  };

  #cancel(): void {
    clearTimeout(this.#drawing as NodeJS.Timeout);
    clearImmediate(this.#drawing as NodeJS.Immediate);
    this.#drawing = undefined;
  }
}
