import { PassThrough } from 'node:stream';
import * as readline from 'node:readline';
import type { Complete, CompleteFromTypes } from '../completion/suggestion';
import type { Editor, Reading, TerminalOutput } from './editor';
import { HistoryCursor } from './history-cursor';
import { KeyReader, type Key, type KeyEvent } from './key-reader';
import { ReverseSearch } from './reverse-search';

export interface TerminalInput extends NodeJS.ReadableStream {
  setRawMode(raw: boolean): unknown;
}

export interface LineEditorOptions {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  /** Earlier inputs, oldest first. */
  readonly history: { readonly entries: readonly string[] };
  readonly complete: Complete;
  /** What TypeScript knows; it comes later. */
  readonly completeFromTypes?: CompleteFromTypes;
}

/**
 * Properties of readline's Interface that its documentation shows as readable only, or not at all, and that Node's own REPL
 * writes. Everything else here is public API: the interface gets no keys of its own, each is handed to it with `write`.
 */
interface EditableInterface {
  line: string;
  cursor: number;
  prevRows: number;
}

/** `next line`: enter what stands on the line, held, and put this text on the next one. */
type EditorEvent = KeyEvent | { readonly kind: 'next line'; readonly text: string };

const PASTE_ON = '\x1b[?2004h';
const PASTE_OFF = '\x1b[?2004l';
const ERASE_LINE = '\r\x1b[2K';
/** How long an Esc waits for the rest of an escape sequence, in milliseconds. */
const ESCAPE_TIMEOUT = 50;

/**
 * A line editor for a terminal: readline does the editing of one line; history, search, completion, pastes and what a key
 * means to the shell are here. Keys that arrive while nobody reads wait in a queue, so that nothing typed ahead is lost.
 */
export class LineEditor implements Editor {
  readonly #options: LineEditorOptions;
  readonly #readline: readline.Interface;
  readonly #keys: KeyReader;
  readonly #queue: EditorEvent[] = [];
  #prompt = '';
  #reading: ((reading: Reading) => void) | undefined;
  #raw = false;
  #inputEnded = false;
  #search: ReverseSearch | undefined;
  #walk: HistoryCursor | undefined;

  constructor(options: LineEditorOptions) {
    this.#options = options;
    const { input, output } = options;
    // Ctrl-Z is readline's: it asks its input for raw mode on the way back.
    const silent = Object.assign(new PassThrough(), { setRawMode: (raw: boolean) => input.setRawMode(raw) });
    this.#readline = readline.createInterface({
      input: silent,
      output,
      terminal: true,
      historySize: 0,
      escapeCodeTimeout: ESCAPE_TIMEOUT,
    });
    this.#keys = new KeyReader(input, this.#readline, (event) => {
      this.#queue.push(event);
      this.#drain();
    });
    input.pause();
    const ended = (): void => {
      this.#inputEnded = true;
      this.#drain();
    };
    // A terminal that is gone ends, or fails with EIO.
    input.on('end', ended).on('error', ended);
  }

  read(prompt: string): Promise<Reading> {
    if (this.#reading) throw new Error('a prompt is shown already');
    return new Promise((resolve) => {
      this.#reading = resolve;
      this.#prompt = prompt;
      this.#acquire();
      this.#options.output.freshLine();
      this.#show('', 0);
      this.#drain();
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
    if (!this.#reading) {
      this.#options.output.write(text);
      return;
    }
    const { output } = this.#options;
    const { rows } = this.#readline.getCursorPos();
    readline.moveCursor(output, 0, -rows);
    readline.cursorTo(output, 0);
    readline.clearScreenDown(output);
    output.write(text.endsWith('\n') ? text : `${text}\n`);
    this.#edited.prevRows = 0;
    this.#readline.prompt(true);
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

  /** In raw mode Ctrl-C is a key, not a signal; one that still comes was meant for the line that ran before. */
  interrupt(): void {}

  drop(): void {
    if (!this.#reading) return;
    const text = this.#edited.line;
    this.#newLine();
    this.#finish({ kind: 'interrupt', text });
  }

  close(): void {
    this.release();
    this.#keys.close();
    this.#readline.close();
  }

  get #edited(): EditableInterface {
    return this.#readline as unknown as EditableInterface;
  }

  #acquire(): void {
    if (this.#raw) return;
    this.#raw = true;
    this.#options.output.write(PASTE_ON);
    this.#options.input.setRawMode(true);
    this.#options.input.resume();
  }

  #drain(): void {
    while (this.#reading && this.#queue.length > 0) this.#handle(this.#queue.shift()!);
    if (this.#inputEnded && this.#queue.length === 0) this.#finish({ kind: 'end' });
  }

  #handle(event: EditorEvent): void {
    if (event.kind === 'paste') {
      this.#leaveSearch();
      this.#insertPaste(event.text);
    } else if (event.kind === 'next line') {
      this.#queue.unshift({ kind: 'paste', text: event.text });
      this.#accept(true);
    } else if (this.#search) {
      this.#handleInSearch(this.#search, event.key);
    } else {
      this.#handleKey(event.key);
    }
  }

  #handleKey(key: Key): void {
    const walked = this.#walk;
    this.#walk = undefined;
    switch (key.id) {
      case 'return':
      case 'enter':
        return this.#accept(false);
      case 'meta+return':
      case 'meta+enter':
        return this.#accept(true);
      case 'ctrl+c':
        return this.drop();
      case 'ctrl+d':
        if (this.#edited.line !== '') break;
        this.#newLine();
        return this.#finish({ kind: 'end' });
      case 'ctrl+r':
        this.#search = new ReverseSearch(this.#options.history.entries, this.#edited.line);
        return this.#showSearch();
      case 'up':
      case 'ctrl+p':
      case 'down':
      case 'ctrl+n':
        return this.#walkHistory(walked, key.id === 'up' || key.id === 'ctrl+p');
      case 'tab':
        return this.#complete();
    }
    this.#write(key);
  }

  /**
   * Hands a key to readline. Of keys that come in one chunk (a paste without brackets) it writes the letters and does not keep in mind
   * on which row that ends (`isCompletionEnabled` is false meanwhile); drawn from there, the line would stand there twice.
   */
  #write(key: Key): void {
    const before = this.#readline.getCursorPos().rows;
    this.#readline.write(key.text, key.raw);
    const { rows, cols } = this.#readline.getCursorPos();
    if (rows <= before || this.#edited.prevRows === rows) return;
    // A terminal that has just filled its last column is still on that row.
    this.#edited.prevRows = cols === 0 ? before : rows;
    this.#readline.prompt(true);
  }

  #handleInSearch(search: ReverseSearch, key: Key): void {
    switch (key.id) {
      case 'ctrl+r':
        search.older();
        break;
      case 'backspace':
      case 'ctrl+h':
        search.erase();
        break;
      case 'escape':
      case 'ctrl+g':
        this.#search = undefined;
        return this.#show(search.original, search.original.length);
      case 'ctrl+c':
        this.#search = undefined;
        this.#show(search.original, search.original.length);
        return this.#handleKey(key);
      default:
        if (!key.printable) {
          this.#leaveSearch();
          return this.#handleKey(key);
        }
        search.type(key.text);
    }
    this.#showSearch();
  }

  /** Any other key takes the match over to the line. */
  #leaveSearch(): void {
    if (!this.#search) return;
    const { text, cursor } = this.#search.view;
    this.#search = undefined;
    this.#show(text, cursor);
  }

  #walkHistory(walked: HistoryCursor | undefined, older: boolean): void {
    const walk = walked ?? new HistoryCursor(this.#options.history.entries, this.#edited.line);
    const entry = older ? walk.older() : walk.newer();
    this.#walk = walk;
    if (entry !== undefined) this.#show(entry, entry.length);
  }

  #complete(): void {
    const { line, cursor } = this.#edited;
    // Code that is pasted into a terminal without bracketed paste comes with its tabs.
    if (line.slice(0, cursor).trim() === '') return this.#insert('  ');
    const { from, to, suggestions } = this.#options.complete({ text: line, cursor });
    if (suggestions.length === 0) return;
    const candidates = suggestions.map(({ text }) => text);
    const common = candidates.reduce(commonPrefix);
    if (common.length > cursor - from || candidates.length === 1) {
      const before = line.slice(0, from) + common;
      this.#show(before + line.slice(to), before.length);
    } else {
      this.say(inColumns(candidates, this.#options.output.columns ?? 80));
    }
  }

  /** Every line of a paste but the last is entered and held; the last stays on the prompt until Enter. */
  #insertPaste(text: string): void {
    const [first = '', ...rest] = text.split('\n');
    this.#insert(first);
    this.#queue.unshift(...rest.map((line) => ({ kind: 'next line', text: line }) as const));
  }

  #insert(text: string): void {
    const { line, cursor } = this.#edited;
    this.#show(line.slice(0, cursor) + text + line.slice(cursor), cursor + text.length);
  }

  #accept(held: boolean): void {
    const text = this.#edited.line;
    this.#newLine();
    this.#finish({ kind: 'line', text, held });
  }

  /** Leaves the line as it stands on the screen and goes below it. */
  #newLine(): void {
    this.#show(this.#edited.line, this.#edited.line.length);
    this.#options.output.write('\r\n');
    Object.assign(this.#edited, { line: '', cursor: 0, prevRows: 0 });
  }

  #finish(reading: Reading): void {
    const resolve = this.#reading;
    this.#reading = undefined;
    resolve?.(reading);
  }

  #showSearch(): void {
    const { prompt, text, cursor } = this.#search!.view;
    this.#draw(prompt, text, cursor);
  }

  #show(text: string, cursor: number): void {
    this.#draw(this.#prompt, text, cursor);
  }

  #draw(prompt: string, text: string, cursor: number): void {
    this.#readline.setPrompt(prompt);
    Object.assign(this.#edited, { line: text, cursor });
    this.#readline.prompt(true);
  }
}

function commonPrefix(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}

function inColumns(words: readonly string[], width: number): string {
  const column = Math.max(...words.map((word) => word.length)) + 2;
  const perRow = Math.max(1, Math.floor(width / column));
  const rows: string[] = [];
  for (let at = 0; at < words.length; at += perRow) {
    rows.push(
      words
        .slice(at, at + perRow)
        .map((word) => word.padEnd(column))
        .join('')
        .trimEnd(),
    );
  }
  return rows.join('\n');
}
