import { bracketsOf, type Brackets } from '../../output/highlight/brackets';
import { codeTokens, type CodeToken } from '../../output/highlight/code-tokens';
import { codeSpans, type Span } from '../../output/highlight/spans';

export interface ReadCode {
  readonly tokens: readonly CodeToken[];
  readonly spans: readonly Span[];
  readonly brackets: Brackets;
}

/** A longer text is not coloured: reading it again with each key could be felt. */
const LONGEST = 100_000;
const NOTHING: ReadCode = { tokens: [], spans: [], brackets: { partners: new Map(), stray: [], open: [] } };
/** A dot-command stands at the beginning of an input. */
const COMMAND = /^\s*\.[A-Za-z][\w-]*/;

/** Reads inputs as code; the last one is kept, as most keys only move the cursor. */
export class CodeReader {
  readonly #entities: () => Iterable<string>;
  #last: { readonly text: string; readonly read: ReadCode } | undefined;

  /** @param entities the names of entities, asked each time: they may be others after a `.reload` */
  constructor(entities: () => Iterable<string>) {
    this.#entities = entities;
  }

  read(text: string): ReadCode {
    if (this.#last?.text !== text) this.#last = { text, read: text.length > LONGEST ? NOTHING : this.#read(text) };
    return this.#last.read;
  }

  #read(text: string): ReadCode {
    const tokens = codeTokens(text);
    const code = codeSpans(tokens, new Set(this.#entities()));
    const command = COMMAND.exec(text)?.[0];
    const spans: readonly Span[] =
      command === undefined
        ? code
        : [{ from: 0, to: command.length, style: 'command' }, ...code.filter(({ from }) => from >= command.length)];
    return { tokens, spans, brackets: bracketsOf(tokens) };
  }
}
