import * as readline from 'node:readline';
/* eslint-disable no-control-regex -- keys are control characters */

/** A key, named `ctrl+r`, `meta+return`, `shift+tab`, `up`, `a`. */
export interface Key {
  readonly id: string;
  /** What the key would insert; empty for keys that insert nothing. */
  readonly text: string;
  readonly printable: boolean;
}

export type KeyEvent =
  | { readonly kind: 'key'; readonly key: Key }
  /** A whole paste, newlines as `\n`, without the terminal's brackets, escape sequences and trailing newlines. */
  | { readonly kind: 'paste'; readonly text: string }
  /** The terminal has answered where its cursor is. */
  | { readonly kind: 'cursor'; readonly column: number };

/** The answer of a terminal, as far as readline takes it for one sequence; it may cut off its end. */
const REPORT = /^\x1b\[\d+;(\d+)(R?)$/;
/** Ctrl with one of `\ ] ^ _`, with Alt or without; Alt with a sign. readline has no names for them. */
const WITHOUT_NAME = /^(\x1b?)(?:([\x1c-\x1f])|([!-/:-@[-`{-~]))$/;

/** An Esc and a Ctrl-C that came together; readline makes one key of them, and whoever presses Ctrl-C means it. */
const ESC_CTRL_C = '\x1b\x03';

/**
 * Decodes what a terminal sends into keys and pastes. The decoding of escape sequences is readline's `emitKeypressEvents`; it
 * names the brackets around a paste `paste-start` and `paste-end`.
 */
export class KeyReader {
  readonly #input: NodeJS.ReadableStream;
  readonly #onEvent: (event: KeyEvent) => void;
  #paste: string[] | undefined;
  #awaitsReport = false;
  /** The column of an answer of which readline has cut off the end. */
  #report: string | undefined;

  /** @param owner whose `escapeCodeTimeout` counts. */
  constructor(input: NodeJS.ReadableStream, owner: readline.Interface, onEvent: (event: KeyEvent) => void) {
    this.#input = input;
    this.#onEvent = onEvent;
    readline.emitKeypressEvents(input, owner);
    input.on('keypress', this.#onKeypress);
  }

  /** The terminal was asked where its cursor is: its answer would be taken for keys otherwise. */
  awaitReport(): void {
    this.#awaitsReport = true;
  }

  close(): void {
    this.#input.off('keypress', this.#onKeypress);
  }

  readonly #onKeypress = (text: string | undefined, raw: readline.Key): void => {
    if (this.#awaitsReport && this.#isReport(raw.sequence ?? '')) return;
    if (raw.name === 'paste-start') {
      this.#paste = [];
    } else if (this.#paste) {
      this.#collect(this.#paste, text, raw);
    } else if (raw.name !== 'paste-end') {
      this.#onEvent({ kind: 'key', key: toKey(text, raw) });
    }
  };

  /** `ESC [ row ; column R`: of a column of several digits readline makes a sequence and keys. */
  #isReport(sequence: string): boolean {
    const [, column, end] = REPORT.exec(sequence) ?? [];
    if (column !== undefined) this.#report = column;
    else if (this.#report === undefined || !/^[\dR]$/.test(sequence)) return false;
    else if (sequence !== 'R') this.#report += sequence;
    if (end === 'R' || sequence === 'R') {
      this.#onEvent({ kind: 'cursor', column: Number(this.#report) - 1 });
      this.#report = undefined;
      this.#awaitsReport = false;
    }
    return true;
  }

  #collect(paste: string[], text: string | undefined, raw: readline.Key): void {
    // No terminal sends Ctrl-C inside a paste: the end of the paste was lost, and this is the way out.
    const lost = raw.sequence === '\x03';
    if (raw.name === 'paste-end' || lost) {
      this.#paste = undefined;
      if (lost) this.#onEvent({ kind: 'key', key: toKey(text, raw) });
      else this.#onEvent({ kind: 'paste', text: clean(paste.join('')) });
      return;
    }
    const sequence = raw.sequence ?? text ?? '';
    if (!sequence.startsWith('\x1b')) paste.push(sequence);
  }
}

function toKey(text: string | undefined, raw: readline.Key): Key {
  const printable = text !== undefined && !raw.ctrl && !raw.meta && !/^\p{Cc}/u.test(text);
  return { id: idOf(text, raw), text: printable ? text : '', printable };
}

function idOf(text: string | undefined, raw: readline.Key): string {
  const [, escape, control, sign] = (raw.name === undefined && WITHOUT_NAME.exec(raw.sequence ?? '')) || [];
  if (control) return `${escape ? 'meta+' : ''}ctrl+${String.fromCharCode(control.charCodeAt(0) + 0x40)}`;
  if (escape && sign) return `meta+${sign}`;
  if (raw.sequence === ESC_CTRL_C) return 'ctrl+c';
  // Of letters Shift makes others; of keys that insert nothing it makes another meaning.
  const shifted = raw.shift && text === undefined;
  const modifiers = `${raw.ctrl ? 'ctrl+' : ''}${raw.meta && raw.name !== 'escape' ? 'meta+' : ''}${shifted ? 'shift+' : ''}`;
  return modifiers + (raw.name ?? text ?? '');
}

/** Tabs become two spaces: a tab's width depends on where it stands, which a line editor cannot follow. */
function clean(paste: string): string {
  return paste
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', '  ')
    .replace(/(?!\n)\p{Cc}/gu, '')
    .replace(/\n+$/, '');
}
