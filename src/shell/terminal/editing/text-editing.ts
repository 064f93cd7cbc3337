import { HistoryCursor } from '../history-cursor';
import type { ActionName } from './bindings';
import { ghostOf, wordOf } from './ghost';
import { KillRing } from './kill-ring';
import * as edit from './text-buffer';
import { bufferOf, EMPTY, type TextBuffer } from './text-buffer';
import { Undo, type EditKind } from './undo';

/** Earlier inputs, oldest first. */
export interface EarlierInputs {
  readonly entries: readonly string[];
  /** Those that may be shown unasked: no secret is in them. */
  readonly open: readonly string[];
}

export interface TextEditingOptions {
  readonly history: EarlierInputs;
  /** Whether what the history suggests is shown. */
  readonly hasGhost: () => boolean;
}

type Edit = (buffer: TextBuffer) => TextBuffer;
type Move = (buffer: TextBuffer) => number;

const MOVES: Partial<Record<ActionName, Move>> = {
  left: edit.left,
  right: edit.right,
  'word left': edit.wordLeft,
  'word right': edit.wordRight,
  'line start': edit.lineStart,
  'line end': edit.lineEnd,
  'text start': () => 0,
  'text end': ({ text }) => text.length,
};

/** How far each cuts from the cursor. */
const CUTS: Partial<Record<ActionName, Move>> = {
  'cut word before': edit.wordLeft,
  'cut word behind': edit.wordRight,
  // At the beginning or the end of a line, the newline.
  'cut line before': (buffer) =>
    edit.lineStart(buffer) === buffer.cursor ? edit.left(buffer) : edit.lineStart(buffer),
  'cut line behind': (buffer) => (edit.lineEnd(buffer) === buffer.cursor ? edit.right(buffer) : edit.lineEnd(buffer)),
};

const DELETES: Partial<Record<ActionName, Move>> = {
  'delete before': edit.left,
  'delete behind': edit.right,
  'delete or leave': edit.right,
};

/** The text of one input while it is edited: cursor, history, what was cut, undo. Knows no terminal. */
export class TextEditing {
  readonly #options: TextEditingOptions;
  readonly #kills: KillRing;
  #undo = new Undo();
  #buffer = EMPTY;
  #walk: HistoryCursor | undefined;
  /** The column that going up and down keeps to. */
  #column: number | undefined;
  /** What was put in by the last action, which `paste older cut` replaces. */
  #pasted: { readonly from: number; readonly to: number } | undefined;
  #isCutting = false;

  /** @param kills those of the session: what was cut from one input goes into the next. */
  constructor(options: TextEditingOptions, kills = new KillRing()) {
    this.#options = options;
    this.#kills = kills;
  }

  get buffer(): TextBuffer {
    return this.#buffer;
  }

  /** What the history suggests behind the text. */
  get ghost(): string {
    return this.#options.hasGhost() ? ghostOf(this.#buffer, this.#options.history.open) : '';
  }

  /** Begins with another text; there is nothing to undo. */
  begin(text: string): void {
    this.#settle();
    this.#undo = new Undo();
    this.#buffer = bufferOf(text);
  }

  /** Edits the text. */
  change(next: Edit | TextBuffer, kind: EditKind = 'other'): void {
    this.#settle();
    this.#set(typeof next === 'function' ? next(this.#buffer) : next, kind);
  }

  /** Types a text. */
  type(text: string): void {
    // A word is one to undo.
    if (/\s/.test(text)) this.#undo.pause();
    this.change((buffer) => edit.inserted(buffer, text), text.includes('\n') ? 'other' : 'typing');
  }

  /** @returns whether it is one that edits, or moves in, a text. */
  perform(action: ActionName): boolean {
    const { cut, column, pasted, walk } = this.#settle();
    const ghost = this.#ghostTakenBy(action);
    if (ghost !== '') this.#set(edit.inserted(this.#buffer, ghost), 'other');
    else if (action in MOVES) this.#move(MOVES[action]!(this.#buffer));
    else if (action in DELETES) this.#remove(DELETES[action]!(this.#buffer), 'deleting');
    else if (action in CUTS) this.#cut(CUTS[action]!(this.#buffer), cut);
    else return this.#performOther(action, { column, pasted, walk });
    return true;
  }

  #performOther(action: ActionName, before: Before): boolean {
    switch (action) {
      case 'up':
      case 'down':
        this.#vertical(action, before);
        return true;
      case 'older':
      case 'newer':
        this.#walkHistory(action, before.walk);
        return true;
      case 'paste cut':
        this.#paste(this.#kills.newest(), this.#buffer.cursor, this.#buffer.cursor);
        return true;
      case 'paste older cut':
        if (before.pasted) this.#paste(this.#kills.older(), before.pasted.from, before.pasted.to);
        return true;
      case 'transpose':
        this.#set(edit.transposed(this.#buffer), 'other');
        return true;
      case 'undo':
        this.#buffer = this.#undo.undo(this.#buffer) ?? this.#buffer;
        return true;
      case 'redo':
        this.#buffer = this.#undo.redo(this.#buffer) ?? this.#buffer;
        return true;
      default:
        return false;
    }
  }

  /** What went before counts for the next action only. */
  #settle(): Before & { readonly cut: boolean } {
    const before = { cut: this.#isCutting, column: this.#column, pasted: this.#pasted, walk: this.#walk };
    this.#isCutting = false;
    this.#column = undefined;
    this.#pasted = undefined;
    this.#walk = undefined;
    return before;
  }

  #set(next: TextBuffer, kind: EditKind): void {
    if (next.text !== this.#buffer.text) this.#undo.record(this.#buffer, kind);
    this.#buffer = next;
  }

  #move(cursor: number): void {
    this.#undo.pause();
    this.#buffer = edit.at(this.#buffer, cursor);
  }

  /** From the cursor to another place. */
  #remove(place: number, kind: EditKind): string {
    const { cursor, text } = this.#buffer;
    const [from, to] = place < cursor ? [place, cursor] : [cursor, place];
    this.#set(edit.replaced(this.#buffer, from, to, ''), kind);
    return text.slice(from, to);
  }

  #cut(place: number, goesOn: boolean): void {
    const side = place < this.#buffer.cursor ? 'before' : 'behind';
    this.#kills.cut(this.#remove(place, 'other'), side, goesOn);
    this.#isCutting = true;
  }

  #paste(text: string | undefined, from: number, to: number): void {
    if (text === undefined) return;
    this.#set(edit.replaced(this.#buffer, from, to, text), 'other');
    this.#pasted = { from, to: from + text.length };
  }

  #vertical(action: 'up' | 'down', { column, walk }: Before): void {
    const wanted = column ?? edit.column(this.#buffer);
    const place = action === 'up' ? edit.lineAbove(this.#buffer, wanted) : edit.lineBelow(this.#buffer, wanted);
    if (place === undefined) return this.#walkHistory(action === 'up' ? 'older' : 'newer', walk);
    this.#move(place);
    this.#column = wanted;
    this.#walk = walk;
  }

  #walkHistory(to: 'older' | 'newer', walked: HistoryCursor | undefined): void {
    const walk = walked ?? new HistoryCursor(this.#options.history.entries, this.#buffer.text);
    const entry = to === 'older' ? walk.older() : walk.newer();
    this.#walk = walk;
    if (entry !== undefined) this.#set(bufferOf(entry), 'other');
  }

  #ghostTakenBy(action: ActionName): string {
    const { ghost } = this;
    if (action === 'right' || action === 'line end') return ghost;
    return action === 'word right' ? wordOf(ghost) : '';
  }
}

interface Before {
  readonly column: number | undefined;
  readonly pasted: { readonly from: number; readonly to: number } | undefined;
  readonly walk: HistoryCursor | undefined;
}
