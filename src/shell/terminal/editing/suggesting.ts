import type { Complete, CompleteFromTypes, Completion } from '../../completion/suggestion';
import {
  commonBeginning,
  completed,
  narrowed,
  stepped,
  typedWord,
  withChoice,
  withSuggestions,
  type Menu,
} from './menu';
import type { TextBuffer } from './text-buffer';
import type { TextEditing } from './text-editing';

/** How long an answer of TypeScript's is waited for, in milliseconds: later it would surprise. */
const PATIENCE = 400;

export interface SuggestingOptions {
  readonly complete: Complete;
  /** Knows better, and later. */
  readonly completeFromTypes?: CompleteFromTypes;
  readonly editing: TextEditing;
  /** Something else is to be seen, without a key. */
  readonly onChange: () => void;
}

/** Completing what is typed: asks for suggestions, and has a menu of them as long as one is shown. */
export class Suggesting {
  readonly #options: SuggestingOptions;
  #menu: Menu | undefined;
  /** Whether the menu has what TypeScript said. */
  #isFromTypes = false;
  /** The question that an answer is waited for; another object for each. */
  #question: object | undefined;

  constructor(options: SuggestingOptions) {
    this.#options = options;
  }

  get menu(): Menu | undefined {
    return this.#menu;
  }

  /** Asks what could stand at the cursor: one suggestion is put in, of several what they have in common, and they are shown. */
  start(): void {
    const { editing, complete } = this.#options;
    this.close();
    const typed = editing.buffer;
    const completion = complete(typed);
    const [only, ...others] = completion.suggestions;
    if (only === undefined) return this.#askTypes(typed);
    if (others.length === 0) {
      editing.change(completed(typed, completion, only));
      return this.#askTypes(typed, only.text);
    }
    this.#show(completion);
    this.#askTypes(editing.buffer);
  }

  /** The next suggestion of the menu, or the one before. */
  step(by: 1 | -1): void {
    if (this.#menu) this.#menu = stepped(this.#menu, by);
  }

  /** Takes what is chosen into the text, and closes the menu. */
  take(): void {
    const menu = this.#menu;
    this.close();
    if (menu?.chosen !== undefined) this.#options.editing.change(withChoice(menu));
  }

  /** Closes the menu; what was typed stays. No answer is waited for any more. */
  close(): void {
    this.#menu = undefined;
    this.#question = undefined;
    this.#isFromTypes = false;
  }

  /** More or less of the word was typed: the menu follows. */
  follow(): void {
    const menu = this.#menu;
    if (!menu) return;
    const { editing, complete } = this.#options;
    const typed = editing.buffer;
    const isInWord = typed.cursor >= menu.completion.from;
    const goesOn = this.#isFromTypes && isInWord && typed.cursor >= menu.typed.cursor;
    const completion = goesOn ? narrowed(menu, typed) : complete(typed);
    const [first, ...others] = completion.suggestions;
    const isDone = first === undefined || (others.length === 0 && first.text === typedWord(typed, completion));
    if (!isInWord || isDone) this.close();
    else this.#menu = { typed, completion, chosen: undefined };
    if (isInWord) this.#askTypes(typed);
  }

  #show(completion: Completion): void {
    const { editing } = this.#options;
    const common = commonBeginning(editing.buffer, completion);
    let { to } = completion;
    if (common !== undefined) {
      editing.change(completed(editing.buffer, completion, { text: common, kind: 'value' }));
      to = completion.from + common.length;
    }
    this.#menu = { typed: editing.buffer, completion: { ...completion, to }, chosen: undefined };
  }

  /** @param putIn the only suggestion that there was, which stands in the text now. */
  #askTypes(typed: TextBuffer, putIn?: string): void {
    const { completeFromTypes } = this.#options;
    if (!completeFromTypes) return;
    const question = {};
    this.#question = question;
    const late = setTimeout(() => {
      if (this.#question === question) this.#question = undefined;
    }, PATIENCE);
    void completeFromTypes(typed).then((answer) => {
      clearTimeout(late);
      if (this.#question !== question) return;
      this.#question = undefined;
      if (answer && answer.suggestions.length > 0) this.#hear(typed, answer, putIn);
    });
  }

  /** What TypeScript says takes the place of what was there at once. */
  #hear(typed: TextBuffer, answer: Completion, putIn: string | undefined): void {
    const { editing, onChange } = this.#options;
    const [first, ...others] = answer.suggestions;
    if (this.#menu) this.#menu = withSuggestions(this.#menu, answer);
    else if (others.length === 0 && first.text === putIn) return;
    else {
      // Where the word was there already nothing was put in.
      if (putIn !== undefined && editing.buffer.text !== typed.text) editing.perform('undo');
      const chosen = answer.suggestions.findIndex(({ text }) => text === putIn);
      if (others.length === 0) editing.change(completed(typed, answer, first));
      else this.#menu = { typed, completion: answer, chosen: chosen === -1 ? undefined : chosen };
    }
    this.#isFromTypes = this.#menu !== undefined;
    onChange();
  }
}
