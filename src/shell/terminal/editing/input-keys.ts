import type { Complete, CompleteFromTypes } from '../../completion/suggestion';
import type { Key, KeyEvent } from '../key-reader';
import { ReverseSearch } from '../reverse-search';
import { actionOf, isPrefix, type ActionName } from './bindings';
import type { CodeReader } from './code-reader';
import { withClosing, withNewLine, type TextBefore } from './indent';
import type { Shown } from './input-view';
import { withChoice } from './menu';
import { Suggesting } from './suggesting';
import { bufferOf, inserted, lineStart, type TextBuffer } from './text-buffer';
import { TextEditing, type EarlierInputs } from './text-editing';

/** Keys and pastes, and how they came. */
export type Typed = Exclude<KeyEvent, { readonly kind: 'cursor' }> & {
  /** Nothing else came in the same piece. */
  readonly alone: boolean;
  /** Several lines came in one piece: a paste, in a terminal that does not mark one. */
  readonly inLines: boolean;
};

/** What a key asks for that is not about the text. */
export type Demand = Extract<ActionName, 'enter' | 'interrupt' | 'suspend' | 'clear screen' | 'edit elsewhere'> | 'end';

export interface InputKeysOptions {
  readonly history: EarlierInputs;
  readonly complete: Complete;
  readonly completeFromTypes?: CompleteFromTypes;
  /** Whether an input goes on in the next line. */
  readonly goesOn: (text: string) => boolean;
  /** Whether what the history suggests is shown. */
  readonly hasGhost: boolean;
  readonly reader: CodeReader;
  /** Something else is to be seen, without a key. */
  readonly onChange: () => void;
}

const IN_WORD = /^[\p{ID_Continue}$]+$/u;
const CLOSING = /^[)\]}]$/;
const INDENTATION = '  ';

/** What keys mean while one input is typed: to the text, the menu, the search. Knows no terminal. */
export class InputKeys {
  readonly #options: InputKeysOptions;
  readonly #editing: TextEditing;
  readonly #suggesting: Suggesting;
  /** Whether whole inputs are typed, and not lines. */
  #whole = true;
  #search: ReverseSearch | undefined;
  /** The first of two keys that mean something together. */
  #prefix = '';

  constructor(options: InputKeysOptions) {
    this.#options = options;
    const { history, hasGhost, complete, completeFromTypes, onChange } = options;
    this.#editing = new TextEditing({ history, hasGhost: () => this.#whole && hasGhost });
    this.#suggesting = new Suggesting({ complete, completeFromTypes, editing: this.#editing, onChange });
  }

  /** Begins another input. */
  begin(text: string, whole: boolean): void {
    this.#whole = whole;
    this.#editing.begin(text);
  }

  /** Puts another text in the place of all that is there; it can be undone. */
  replace(text: string): void {
    this.#editing.change(bufferOf(text));
  }

  /** Nothing is chosen or searched any more: what was to be seen is the text. @returns it */
  end(): string {
    this.#suggesting.take();
    this.#search = undefined;
    this.#prefix = '';
    return this.#editing.buffer.text;
  }

  /** The text, with what is chosen in the menu. */
  get buffer(): TextBuffer {
    const { menu } = this.#suggesting;
    return menu ? withChoice(menu) : this.#editing.buffer;
  }

  /** @param prompt where nothing is searched */
  shown(prompt: string): Shown {
    const isCode = this.#whole;
    if (this.#search) {
      const { prompt: searching, text, cursor } = this.#search.view;
      return { prompt: searching, buffer: { text, cursor }, isCode, match: this.#search.match };
    }
    const { menu } = this.#suggesting;
    return { prompt, buffer: this.buffer, isCode, menu, ghost: menu ? '' : this.#editing.ghost };
  }

  /** @returns what is asked for beside. */
  take(typed: Typed): Demand | undefined {
    if (typed.kind === 'paste') {
      this.#leaveSearch();
      this.#suggesting.take();
      this.#editing.change((buffer) => inserted(buffer, typed.text));
      return undefined;
    }
    const { key } = typed;
    // Ctrl-C is itself, whatever was begun.
    const isSecond = this.#prefix !== '' && actionOf(key.id) !== 'interrupt';
    const keys = isSecond ? `${this.#prefix} ${key.id}` : key.id;
    this.#prefix = !isSecond && isPrefix(keys) ? keys : '';
    if (this.#prefix !== '') return undefined;
    const action = actionOf(keys);
    // Whatever is shown stays.
    if (action === 'clear screen') return action;
    if (this.#search && this.#takeInSearch(this.#search, key, action)) return undefined;
    if (this.#suggesting.menu && this.#takeInMenu(key, action)) return undefined;
    // It acts on the text as it is seen; no late answer is for that.
    this.#suggesting.take();
    if (action !== undefined) return this.#perform(action, typed);
    if (key.printable && !isSecond) this.#type(key.text, typed.inLines);
    return undefined;
  }

  #perform(action: ActionName, { alone, inLines }: Typed): Demand | undefined {
    const { text } = this.#editing.buffer;
    switch (action) {
      case 'interrupt':
      case 'suspend':
        return action;
      case 'edit elsewhere':
        return this.#whole ? action : undefined;
      case 'enter':
      case 'new line':
        if (!this.#whole || (action === 'enter' && !this.#options.goesOn(text))) return 'enter';
        this.#newLine(inLines);
        return undefined;
      case 'delete or leave':
        if (text === '') return 'end';
        break;
      case 'search':
        this.#search = new ReverseSearch(this.#options.history.entries, text);
        return undefined;
      case 'complete':
        this.#complete(alone);
        return undefined;
      default:
    }
    this.#editing.perform(action);
    return undefined;
  }

  #type(text: string, inLines: boolean): void {
    if (this.#whole && !inLines && CLOSING.test(text))
      this.#editing.change((buffer) => withClosing(buffer, text, this.#before()));
    else this.#editing.type(text);
  }

  /** What was pasted has its own indentation. */
  #newLine(inLines: boolean): void {
    this.#editing.change((buffer) => (inLines ? inserted(buffer, '\n') : withNewLine(buffer, this.#before())));
  }

  #before(): TextBefore {
    const { text, cursor } = this.#editing.buffer;
    return this.#options.reader.read(text.slice(0, cursor));
  }

  #complete(alone: boolean): void {
    const { buffer } = this.#editing;
    const start = lineStart(buffer);
    const isIndentation = buffer.text.slice(start, buffer.cursor).trim() === '';
    // Code that is pasted into a terminal without bracketed paste comes with its tabs.
    if (isIndentation && (start === 0 || !alone)) return this.#editing.type(INDENTATION);
    if (!this.#whole) return;
    this.#suggesting.start();
    const isAnswered = this.#suggesting.menu !== undefined || this.#editing.buffer !== buffer;
    if (isIndentation && !isAnswered) this.#editing.type(INDENTATION);
  }

  /** @returns whether the key was for the menu. */
  #takeInMenu(key: Key, action: ActionName | undefined): boolean {
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
  #takeInSearch(search: ReverseSearch, key: Key, action: ActionName | undefined): boolean {
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
}
