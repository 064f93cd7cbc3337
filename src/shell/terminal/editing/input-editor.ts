import { createInterface, type Interface } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { Complete, CompleteFromTypes } from '../../completion/suggestion';
import type { Theme } from '../../output/theme';
import type { Editor, Reading, ReadOptions, TerminalOutput } from '../editor';
import { KeyReader, type Key, type KeyEvent } from '../key-reader';
import { ReverseSearch } from '../reverse-search';
import { actionOf, isPrefix, type ActionName } from './bindings';
import { CodeReader } from './code-reader';
import { withClosing, withNewLine, type TextBefore } from './indent';
import { InputView, type Shown, type TerminalSize } from './input-view';
import { withChoice } from './menu';
import { Painter } from './painter';
import { Suggesting } from './suggesting';
import { bufferOf, inserted, lineStart } from './text-buffer';
import { TextEditing } from './text-editing';

export interface TerminalInput extends NodeJS.ReadableStream {
  setRawMode(raw: boolean): unknown;
}

export interface InputEditorOptions {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  /** Earlier inputs, oldest first. */
  readonly history: { readonly entries: readonly string[] };
  readonly complete: Complete;
  readonly completeFromTypes?: CompleteFromTypes;
  readonly theme: Theme;
  /** The names of entities, asked each time. */
  readonly entities: () => Iterable<string>;
  /** Whether an input goes on in the next line. */
  readonly goesOn: (text: string) => boolean;
  /**
   * Has a text edited by another program, which has the terminal meanwhile.
   * @returns the text as it was saved, or `undefined` when it was not.
   * @throws UserError
   */
  readonly editElsewhere?: (text: string) => Promise<string | undefined>;
  /** Stops the process as Ctrl-Z does; calls back when it goes on. Absent where that cannot be. */
  readonly suspend?: (resumed: () => void) => void;
}

/** `alone`: nothing else came with it, so it was not pasted. */
type Arrived = KeyEvent & { readonly alone: boolean };

const PASTE_ON = '\x1b[?2004h';
const PASTE_OFF = '\x1b[?2004l';
const ERASE_LINE = '\r\x1b[2K';
const ERASE_SCREEN = '\x1b[H\x1b[J';
/** Where another program has left the cursor nobody knows. */
const AFTER_ANOTHER = '\r\x1b[J';
/** How long an Esc waits for the rest of an escape sequence, in milliseconds. */
const ESCAPE_TIMEOUT = 50;
/** A window that is pulled at changes its size many times: it is drawn when that rests, in milliseconds. */
const RESIZE_REST = 30;
const ENTER: KeyEvent = { kind: 'key', key: { id: 'return', text: '', printable: false, raw: { name: 'return' } } };
const IN_WORD = /^[\p{ID_Continue}$]+$/u;
const CLOSING = /^[)\]}]$/;
const INDENTATION = '  ';

/**
 * The editor of a terminal: inputs of several lines with their colours, a menu of suggestions, history and search. Keys that arrive while nobody
 * reads wait in a queue, so that nothing typed ahead is lost; keys that arrive together are drawn once.
 */
export class InputEditor implements Editor {
  readonly #options: InputEditorOptions;
  /** Tells the decoder of keys how long an Esc waits. */
  readonly #owner: Interface;
  readonly #keys: KeyReader;
  readonly #editing: TextEditing;
  readonly #suggesting: Suggesting;
  readonly #reader: CodeReader;
  readonly #view: InputView;
  readonly #painter = new Painter();
  readonly #queue: Arrived[] = [];
  #arriving: KeyEvent[] = [];
  #reading: ((reading: Reading) => void) | undefined;
  #prompt = '';
  /** Whether whole inputs are read, and not lines. */
  #whole = false;
  #raw = false;
  #inputEnded = false;
  #search: ReverseSearch | undefined;
  /** The first of two keys that mean something together. */
  #prefix = '';
  /** Another program has the terminal, or the shell is stopped. */
  #isAway = false;
  #drawing: NodeJS.Timeout | NodeJS.Immediate | undefined;
  /** The terminal has taken all that was written. */
  #isDrained = true;

  constructor(options: InputEditorOptions) {
    this.#options = options;
    const { input, output, history, theme } = options;
    this.#owner = createInterface({ input: new PassThrough(), escapeCodeTimeout: ESCAPE_TIMEOUT });
    this.#keys = new KeyReader(input, this.#owner, (event) => this.#arrive(event));
    this.#editing = new TextEditing({ history, hasGhost: () => this.#whole && theme.colored });
    const { complete, completeFromTypes } = options;
    const onChange = (): void => this.#draw();
    this.#suggesting = new Suggesting({ complete, completeFromTypes, editing: this.#editing, onChange });
    this.#reader = new CodeReader(options.entities);
    this.#view = new InputView(theme, this.#reader);
    output.on('resize', this.#onResize);
    input.pause();
    const ended = (): void => {
      this.#inputEnded = true;
      this.#work();
    };
    // A terminal that is gone ends, or fails with EIO.
    input.on('end', ended).on('error', ended);
  }

  read(prompt: string, { whole = false, begin = '' }: ReadOptions = {}): Promise<Reading> {
    if (this.#reading) throw new Error('a prompt is shown already');
    return new Promise((resolve) => {
      this.#reading = resolve;
      this.#prompt = prompt;
      this.#whole = whole;
      this.#editing.begin(begin);
      this.#acquire();
      this.#options.output.freshLine();
      this.#draw();
      this.#work();
    });
  }

  release(): void {
    if (!this.#raw) return;
    this.#raw = false;
    this.#options.input.pause();
    this.#options.input.setRawMode(false);
    this.#options.output.write(PASTE_OFF);
  }

  write(text: string): void {
    const { output } = this.#options;
    if (!this.#reading || this.#isAway) return void output.write(text);
    output.write(this.#painter.erase(this.#size.columns) + (text.endsWith('\n') ? text : `${text}\n`));
    // More may come in the same moment.
    this.#drawing ??= setImmediate(() => this.#draw());
  }

  say(line: string): void {
    if (!this.#reading) this.#options.output.freshLine();
    this.write(`${line}\n`);
  }

  status(line: string | undefined): void {
    const { output } = this.#options;
    output.write(`${ERASE_LINE}${line ?? ''}`);
    if (line === undefined) output.lineWasEnded();
  }

  /** In raw mode Ctrl-C is a key, not a signal; one that still comes was meant for what ran before. */
  interrupt(): void {}

  drop(): void {
    if (!this.#reading) return;
    const { text } = this.#shownBuffer;
    this.#leave();
    this.#finish({ kind: 'interrupt', text });
  }

  close(): void {
    this.release();
    this.#cancelDrawing();
    this.#suggesting.close();
    this.#options.output.off('resize', this.#onResize);
    this.#keys.close();
    this.#owner.close();
  }

  get #size(): TerminalSize {
    const { columns, rows } = this.#options.output;
    return { columns: columns || 80, rows: rows || 24 };
  }

  #acquire(): void {
    if (this.#raw) return;
    this.#raw = true;
    this.#options.output.write(PASTE_ON);
    this.#options.input.setRawMode(true);
    this.#options.input.resume();
  }

  /** All that comes in one piece is handled together. */
  #arrive(event: KeyEvent): void {
    if (this.#arriving.length === 0) queueMicrotask(() => this.#arrived());
    this.#arriving.push(event);
  }

  #arrived(): void {
    const alone = this.#arriving.length === 1;
    for (const event of this.#arriving) this.#queue.push({ ...event, alone });
    this.#arriving = [];
    this.#work();
  }

  #work(): void {
    let isDone = false;
    while (this.#reading && !this.#isAway && this.#queue.length > 0) {
      this.#handle(this.#queue.shift()!);
      isDone = true;
    }
    if (isDone && this.#reading) this.#draw();
    if (this.#inputEnded && this.#queue.length === 0) this.#finish({ kind: 'end' });
  }

  #handle(event: Arrived): void {
    if (event.kind === 'paste') {
      this.#leaveSearch();
      this.#suggesting.take();
      return this.#paste(event.text);
    }
    const { key, alone } = event;
    const keys = this.#prefix === '' ? key.id : `${this.#prefix} ${key.id}`;
    const isSecond = this.#prefix !== '';
    this.#prefix = !isSecond && isPrefix(keys) ? keys : '';
    if (this.#prefix !== '') return;
    const action = actionOf(keys);
    if (this.#search && this.#handleInSearch(this.#search, key, action)) return;
    if (this.#suggesting.menu && this.#handleInMenu(key, action)) return;
    // It acts on the text as it is seen; no late answer is for that.
    this.#suggesting.take();
    if (action !== undefined) this.#perform(action, alone);
    else if (key.printable && !isSecond) this.#type(key.text, alone);
  }

  #perform(action: ActionName, alone: boolean): void {
    const { text } = this.#editing.buffer;
    switch (action) {
      case 'enter':
        if (!this.#whole || !this.#options.goesOn(text)) return this.#accept();
        return this.#newLine(alone);
      case 'new line':
        return this.#whole ? this.#newLine(alone) : this.#accept();
      case 'interrupt':
        return this.drop();
      case 'delete or leave':
        if (text === '') {
          this.#leave();
          return this.#finish({ kind: 'end' });
        }
        break;
      case 'search':
        this.#search = new ReverseSearch(this.#options.history.entries, text);
        return;
      case 'complete':
        return this.#complete(alone);
      case 'clear screen':
        this.#painter.forget();
        return void this.#options.output.write(ERASE_SCREEN);
      case 'suspend':
        return this.#suspend();
      case 'edit elsewhere':
        return void this.#editElsewhere();
      default:
    }
    this.#editing.perform(action);
  }

  #type(text: string, alone: boolean): void {
    if (this.#whole && alone && CLOSING.test(text)) {
      this.#editing.change((buffer) => withClosing(buffer, text, this.#before()));
    } else this.#editing.type(text);
  }

  /** Of an Enter that came with other text nobody knows whether it was pasted: that has its own indentation. */
  #newLine(alone: boolean): void {
    this.#editing.change((buffer) => (alone ? withNewLine(buffer, this.#before()) : inserted(buffer, '\n')));
  }

  #before(): TextBefore {
    const { text, cursor } = this.#editing.buffer;
    return this.#reader.read(text.slice(0, cursor));
  }

  /** Lines of a paste are entered one by one where lines are read; the last one waits for Enter. */
  #paste(text: string): void {
    if (this.#whole) return this.#editing.change((buffer) => inserted(buffer, text));
    const [first = '', ...others] = text.split('\n');
    this.#editing.type(first);
    if (others.length === 0) return;
    this.#queue.unshift({ ...ENTER, alone: false }, { kind: 'paste', text: others.join('\n'), alone: false });
  }

  #complete(alone: boolean): void {
    const { buffer } = this.#editing;
    const start = lineStart(buffer);
    const isIndentation = buffer.text.slice(start, buffer.cursor).trim() === '';
    // Code that is pasted into a terminal without bracketed paste comes with its tabs.
    if (isIndentation && (start === 0 || !alone)) return this.#editing.type(INDENTATION);
    if (!this.#whole) return;
    this.#suggesting.start();
    const isChanged = this.#editing.buffer !== buffer;
    if (isIndentation && !isChanged && !this.#suggesting.menu) this.#editing.type(INDENTATION);
  }

  /** @returns whether the key was for the menu. */
  #handleInMenu(key: Key, action: ActionName | undefined): boolean {
    const { menu } = this.#suggesting;
    switch (action) {
      case 'complete':
      case 'down':
      case 'newer':
        this.#suggesting.step(1);
        return true;
      case 'complete backwards':
      case 'up':
      case 'older':
        this.#suggesting.step(-1);
        return true;
      case 'cancel':
        this.#suggesting.close();
        return true;
      case 'enter':
        // Where nothing is chosen it is meant for the input.
        if (menu?.chosen === undefined) return false;
        this.#suggesting.take();
        return true;
      case 'delete before':
        this.#editing.perform(action);
        this.#suggesting.follow();
        return true;
      default:
        if (action !== undefined || menu?.chosen !== undefined || !key.printable || !IN_WORD.test(key.text))
          return false;
        this.#editing.type(key.text);
        this.#suggesting.follow();
        return true;
    }
  }

  /** @returns whether the key was for the search. */
  #handleInSearch(search: ReverseSearch, key: Key, action: ActionName | undefined): boolean {
    switch (action) {
      case 'search':
        search.older();
        return true;
      case 'delete before':
        search.erase();
        return true;
      case 'cancel':
        this.#search = undefined;
        return true;
      case 'interrupt':
        this.#search = undefined;
        return false;
      default:
        if (action === undefined && key.printable) {
          search.type(key.text);
          return true;
        }
        this.#leaveSearch();
        return false;
    }
  }

  /** Any other key takes the match over to the input. */
  #leaveSearch(): void {
    if (!this.#search) return;
    const { text, cursor } = this.#search.view;
    this.#search = undefined;
    if (text !== this.#editing.buffer.text) this.#editing.change({ text, cursor });
  }

  #accept(): void {
    const { text } = this.#editing.buffer;
    this.#leave();
    this.#finish({ kind: 'line', text });
  }

  /** Leaves the input as it stands on the screen, without what was only for editing it, and goes below it. */
  #leave(): void {
    const { output } = this.#options;
    this.#cancelDrawing();
    this.#editing.change(this.#shownBuffer);
    this.#suggesting.close();
    this.#search = undefined;
    this.#prefix = '';
    const { text } = this.#editing.buffer;
    const shown: Shown = {
      prompt: this.#prompt,
      buffer: { text, cursor: text.length },
      isCode: this.#whole,
      isLeft: true,
    };
    const whole = this.#view.whole(shown, this.#size);
    if (whole !== undefined) output.write(`${this.#painter.erase(this.#size.columns)}${whole}\r\n`);
    else output.write(this.#painter.paint(this.#view.frame(shown, this.#size)) + this.#painter.leave());
  }

  #finish(reading: Reading): void {
    const resolve = this.#reading;
    this.#reading = undefined;
    this.#cancelDrawing();
    resolve?.(reading);
  }

  #suspend(): void {
    const { suspend, output } = this.#options;
    if (!suspend) return;
    output.write(this.#painter.leave());
    this.#isAway = true;
    this.release();
    suspend(() => this.#comeBack());
  }

  async #editElsewhere(): Promise<void> {
    const { editElsewhere, output } = this.#options;
    if (!editElsewhere || !this.#whole) return;
    output.write(this.#painter.erase(this.#size.columns));
    this.#isAway = true;
    this.release();
    let text: string | undefined;
    let problem: string | undefined;
    try {
      text = await editElsewhere(this.#editing.buffer.text);
    } catch (error) {
      problem = messageOf(error);
    }
    if (text !== undefined) this.#editing.change(bufferOf(text));
    output.write(AFTER_ANOTHER);
    this.#comeBack();
    if (problem !== undefined) this.say(problem);
  }

  #comeBack(): void {
    this.#isAway = false;
    if (!this.#reading) return;
    this.#painter.forget();
    this.#acquire();
    this.#draw();
    this.#work();
  }

  readonly #onResize = (): void => {
    this.#cancelDrawing();
    this.#drawing = setTimeout(() => this.#draw(), RESIZE_REST);
  };

  #cancelDrawing(): void {
    clearTimeout(this.#drawing as NodeJS.Timeout);
    clearImmediate(this.#drawing as NodeJS.Immediate);
    this.#drawing = undefined;
  }

  /** Draws what is to be seen now. A terminal that takes nothing more gets only what is to be seen when it does. */
  #draw(): void {
    this.#cancelDrawing();
    if (!this.#reading || this.#isAway || !this.#isDrained) return;
    const { output } = this.#options;
    const text = this.#painter.paint(this.#view.frame(this.#shown, this.#size));
    if (text === '' || output.write(text)) return;
    this.#isDrained = false;
    output.once('drain', () => {
      this.#isDrained = true;
      this.#draw();
    });
  }

  get #shownBuffer(): Shown['buffer'] {
    const { menu } = this.#suggesting;
    return menu ? withChoice(menu) : this.#editing.buffer;
  }

  get #shown(): Shown {
    const isCode = this.#whole;
    if (this.#search) {
      const { prompt, text, cursor } = this.#search.view;
      return { prompt, buffer: { text, cursor }, isCode, match: this.#search.match };
    }
    const { menu } = this.#suggesting;
    const ghost = menu ? '' : this.#editing.ghost;
    return { prompt: this.#prompt, buffer: this.#shownBuffer, isCode, menu, ghost };
  }
}

function messageOf(error: unknown): string {
  const { message, hint } = error as { readonly message: string; readonly hint?: string };
  return hint === undefined ? message : `${message}\n${hint}`;
}
