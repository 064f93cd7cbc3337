import { createInterface, type Interface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Theme } from '../../output/theme';
import type { Editor, Reading, ReadOptions, TerminalOutput } from '../editor';
import { KeyReader, type KeyEvent } from '../key-reader';
import { CodeReader } from './code-reader';
import { InputKeys, type Demand, type InputKeysOptions, type Typed } from './input-keys';
import { InputView } from './input-view';
import { Screen } from './screen';

export interface TerminalInput extends NodeJS.ReadableStream {
  setRawMode(raw: boolean): unknown;
}

export interface InputEditorOptions extends Omit<InputKeysOptions, 'reader' | 'onChange' | 'hasGhost'> {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  /** Whether the terminal is known to be xterm.js, that of VS Code: it has ways of its own when it becomes narrower. */
  readonly isXtermJs?: boolean;
  readonly theme: Theme;
  /** The names of entities, asked each time. */
  readonly entities: () => Iterable<string>;
  /**
   * Has a text edited by another program, which has the terminal meanwhile. Absent where that cannot be.
   * @returns the text as it was saved.
   * @throws UserError
   */
  readonly editElsewhere?: (text: string) => Promise<string>;
  /** Nothing was typed for a moment: a whole input stands so, and may be run as it is. */
  readonly onRest?: (text: string) => void;
  /** Stops the process as Ctrl-Z does; calls back when it goes on. Absent where that cannot be. */
  readonly suspend?: (resumed: () => void) => void;
}

const PASTE_ON = '\x1b[?2004h';
const PASTE_OFF = '\x1b[?2004l';
const ERASE_LINE = '\r\x1b[2K';
/** Where another program has left the cursor nobody knows. */
const AFTER_ANOTHER = '\r\x1b[J';
/** How long an Esc waits for the rest of an escape sequence, in milliseconds. */
const ESCAPE_TIMEOUT = 50;
/** So long nothing is typed where somebody looks at what they have typed, in milliseconds. */
const REST = 100;
const ENTER = { id: 'return', text: '', printable: false };
/** Carriage return and line feed. */
const ENDS_LINE: ReadonlySet<string> = new Set(['return', 'enter']);
const CTRL_D = { id: 'ctrl+d', text: '', printable: false };
/** What a terminal (of Linux) gives for a Ctrl-D that came while it was still reading lines. */
const WAS_CTRL_D = 'ctrl+`';

/**
 * The editor of a terminal: inputs of several lines with their colours, a menu of suggestions, history and search. Keys that arrive while nobody
 * reads wait in a queue, so that nothing typed ahead is lost; keys that arrive together are drawn once.
 */
export class InputEditor implements Editor {
  readonly #options: InputEditorOptions;
  /** Tells the decoder of keys how long an Esc waits. */
  readonly #owner: Interface;
  readonly #reader: KeyReader;
  readonly #keys: InputKeys;
  readonly #screen: Screen;
  readonly #queue: Typed[] = [];
  /** What was typed before a prompt that nobody had seen, for the one after it. */
  #kept: readonly Typed[] = [];
  /** A prompt is about to be shown; or it is dropped before it is. */
  #beforePrompt: 'waits' | 'dropped' | undefined;
  #arriving: Exclude<KeyEvent, { readonly kind: 'cursor' }>[] = [];
  #reading: ((reading: Reading) => void) | undefined;
  #prompt = '';
  #whole = false;
  #raw = false;
  /** What comes now was typed before the keys were read one by one. */
  #isFirst = false;
  #inputEnded = false;
  /** Runs until somebody rests. */
  #resting: NodeJS.Timeout | undefined;
  /** Another program has the terminal, or the shell is stopped. */
  #isAway = false;

  constructor(options: InputEditorOptions) {
    this.#options = options;
    const { input, output, isXtermJs, theme } = options;
    const code = new CodeReader(options.entities);
    const onChange = (): void => this.#screen.draw();
    this.#keys = new InputKeys({ ...options, reader: code, hasGhost: theme.colored, onChange });
    this.#owner = createInterface({ input: new PassThrough(), escapeCodeTimeout: ESCAPE_TIMEOUT });
    this.#reader = new KeyReader(input, this.#owner, (event) => this.#arrive(event));
    this.#screen = new Screen({
      output,
      isXtermJs,
      view: new InputView(theme, code),
      shown: () => (this.#reading && !this.#isAway ? this.#keys.shown(this.#prompt) : undefined),
      onAsk: () => this.#reader.awaitReport(),
    });
    input.pause();
    const ended = (): void => {
      this.#inputEnded = true;
      this.#work();
    };
    // A terminal that is gone ends, or fails with EIO.
    input.on('end', ended).on('error', ended);
  }

  async read(prompt: string, { whole = false, begin = '', unseen = false }: ReadOptions = {}): Promise<Reading> {
    if (this.#reading) throw new Error('a prompt is shown already');
    if (unseen && !(await this.#setAside())) return { kind: 'interrupt', text: '' };
    const reading = new Promise<Reading>((resolve) => {
      this.#reading = resolve;
      this.#prompt = prompt;
      this.#whole = whole;
      this.#keys.begin(begin, whole);
      this.#acquire();
      this.#options.output.freshLine();
      this.#screen.draw();
      if (begin !== '') this.#waitForRest();
      this.#work();
    });
    try {
      return await reading;
    } finally {
      this.#queue.unshift(...this.#kept);
      this.#kept = [];
    }
  }

  /**
   * Keeps what has been typed for the prompt after the next one; but Ctrl-C, which says no to whatever comes.
   * @returns whether the prompt is still wanted.
   */
  async #setAside(): Promise<boolean> {
    this.#acquire();
    this.#beforePrompt = 'waits';
    await this.#whatWasThere();
    const isDropped = (this.#beforePrompt as string) === 'dropped';
    this.#beforePrompt = undefined;
    if (isDropped) return false;
    const typed = this.#queue.splice(0);
    const isInterrupt = (each: Typed): boolean => each.kind === 'key' && each.key.id === 'ctrl+c';
    const last = typed.findLastIndex(isInterrupt);
    this.#queue.push(
      ...typed
        .slice(0, last + 1)
        .filter(isInterrupt)
        .slice(-1),
    );
    this.#kept = typed.slice(last + 1);
    return true;
  }

  release(): void {
    if (!this.#raw) return;
    this.#raw = false;
    this.#options.input.pause();
    this.#options.input.setRawMode(false);
    this.#options.output.write(PASTE_OFF);
  }

  write(text: string): void {
    if (this.#reading && !this.#isAway) this.#screen.writeAbove(text);
    else this.#options.output.write(text);
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
    if (this.#reading) this.#finish('interrupt');
    else if (this.#beforePrompt) this.#beforePrompt = 'dropped';
  }

  close(): void {
    clearTimeout(this.#resting);
    if (this.#reading && !this.#isAway) this.#leave();
    this.release();
    this.#keys.end();
    this.#screen.close();
    this.#reader.close();
    this.#owner.close();
  }

  #acquire(): void {
    if (this.#raw) return;
    this.#raw = true;
    this.#isFirst = true;
    this.#options.output.write(PASTE_ON);
    this.#options.input.setRawMode(true);
    this.#options.input.resume();
    void this.#whatWasThere().then(() => (this.#isFirst = false));
  }

  /** In the turn after the next the loop has read what there was. */
  async #whatWasThere(): Promise<void> {
    await setImmediate();
    await setImmediate();
  }

  /** All that comes in one piece is handled together. */
  #arrive(event: KeyEvent): void {
    if (event.kind === 'cursor') return this.#screen.locate(event.column);
    if (this.#arriving.length === 0) queueMicrotask(() => this.#arrived());
    const wasCtrlD = this.#isFirst && event.kind === 'key' && event.key.id === WAS_CTRL_D;
    this.#arriving.push(wasCtrlD ? { kind: 'key', key: CTRL_D } : event);
  }

  #arrived(): void {
    const { length } = this.#arriving;
    const enter = this.#arriving.findIndex((event) => event.kind === 'key' && ENDS_LINE.has(event.key.id));
    const how = { alone: length === 1, inLines: enter !== -1 && enter < length - 1 };
    for (const event of this.#arriving) this.#queue.push({ ...event, ...how });
    this.#arriving = [];
    this.#work();
  }

  #work(): void {
    let isDone = false;
    while (this.#reading && !this.#isAway && this.#queue.length > 0) {
      const demand = this.#keys.take(this.#next());
      if (demand !== undefined) this.#fulfil(demand);
      isDone = true;
    }
    if (isDone) {
      this.#screen.draw();
      this.#waitForRest();
    }
    if (this.#inputEnded && this.#queue.length === 0) this.#resolve({ kind: 'end' });
  }

  #waitForRest(): void {
    clearTimeout(this.#resting);
    const { onRest } = this.#options;
    if (!this.#reading || this.#isAway || !this.#whole || !onRest) return;
    this.#resting = setTimeout(() => onRest(this.#keys.buffer.text), REST);
  }

  /** Lines of a paste are entered one by one where lines are read; the last one waits for Enter. */
  #next(): Typed {
    const typed = this.#queue.shift()!;
    if (this.#whole || typed.kind === 'key') return typed;
    const [first = '', ...others] = typed.text.split('\n');
    if (others.length > 0)
      this.#queue.unshift({ ...typed, kind: 'key', key: ENTER }, { ...typed, text: others.join('\n') });
    return { ...typed, text: first };
  }

  #fulfil(demand: Demand): void {
    switch (demand) {
      case 'enter':
      case 'interrupt':
      case 'end':
        return this.#finish(demand);
      case 'clear screen':
        return this.#screen.clear();
      case 'suspend':
        return this.#suspend();
      case 'edit elsewhere':
        return void this.#editElsewhere();
    }
  }

  #finish(how: 'enter' | 'interrupt' | 'end'): void {
    const text = this.#leave();
    this.#resolve(how === 'end' ? { kind: 'end' } : { kind: how === 'enter' ? 'line' : how, text });
  }

  /** Leaves the input as it stands on the screen, without what was only for editing it, and goes below it. @returns its text, which stays */
  #leave(): string {
    clearTimeout(this.#resting);
    const text = this.#keys.end();
    const buffer = { text, cursor: text.length };
    this.#screen.leave({ prompt: this.#prompt, buffer, isCode: this.#whole, isLeft: true });
    return text;
  }

  #resolve(reading: Reading): void {
    const resolve = this.#reading;
    this.#reading = undefined;
    resolve?.(reading);
  }

  #suspend(): void {
    const { suspend } = this.#options;
    if (!suspend) return;
    this.#leave();
    this.#isAway = true;
    this.release();
    suspend(() => this.#comeBack());
  }

  async #editElsewhere(): Promise<void> {
    const { editElsewhere, output } = this.#options;
    if (!editElsewhere) return;
    const text = this.#keys.end();
    this.#screen.erase();
    output.lineWasEnded();
    this.#isAway = true;
    this.release();
    let problem: string | undefined;
    try {
      this.#keys.replace(await editElsewhere(text));
    } catch (error) {
      problem = messageOf(error);
    }
    output.freshLine();
    output.write(AFTER_ANOTHER);
    this.#comeBack();
    if (problem !== undefined) this.say(problem);
  }

  #comeBack(): void {
    this.#isAway = false;
    if (!this.#reading) return;
    this.#acquire();
    this.#screen.draw();
    this.#waitForRest();
    this.#work();
  }
}

function messageOf(error: unknown): string {
  const { message, hint } = error as { readonly message: string; readonly hint?: string };
  return hint === undefined ? message : `${message}\n${hint}`;
}
