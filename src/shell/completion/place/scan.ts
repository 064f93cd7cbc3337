/** What a place in a text is inside of. */
export type Inside = 'code' | 'string' | 'template' | 'comment' | 'regular expression';

export interface Scanned {
  readonly inside: Inside;
  /** Where the string, the piece of a template or the comment begins; behind its first quote. */
  readonly start: number;
  /** The quote of the string. */
  readonly quote: string;
  /** What closes all brackets and templates that are open, the innermost first; the string itself is not among them. */
  readonly closers: string;
  /** Where the last statement at the top level begins, as far as that can be told without reading the text. */
  readonly statement: number;
}

/** Words behind which a slash begins a regular expression. */
const BEFORE_EXPRESSION =
  /(?:^|[^\w$.])(?:return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield|instanceof)$/;
const CLOSER: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}', '`': '`' };
const WORD = /[\p{ID_Continue}$]/u;

/** Reads a text from its beginning, piece by piece: what is open, and what a place is inside of. Never fails. */
export class Scanner {
  readonly #text: string;
  readonly #open: string[] = [];
  #at = 0;
  #inside: Inside = 'code';
  #start = 0;
  #quote = '';
  #statement = 0;
  /** The end of the last piece of code that was no blank: decides what a slash is. */
  #lastCode = -1;
  #isBlockComment = false;
  #mismatched = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether a bracket was closed that is not open. */
  get isMismatched(): boolean {
    return this.#mismatched;
  }

  /** Whether nothing is open. */
  get isBalanced(): boolean {
    const ended = this.#inside === 'code' || (this.#inside === 'comment' && !this.#isBlockComment);
    return ended && this.#open.length === 0 && !this.#mismatched;
  }

  /** Reads on. @param end where to stop. */
  readTo(end: number): Scanned {
    while (this.#at < end) this.#step(end);
    return {
      inside: this.#inside,
      start: this.#start,
      quote: this.#quote,
      closers: this.#open
        .map((each) => CLOSER[each])
        .reverse()
        .join(''),
      statement: this.#statement,
    };
  }

  /** The string that the reader is inside of ends where it is. */
  endString(): void {
    this.#enter('code', this.#at);
    this.#lastCode = this.#at - 1;
  }

  #step(end: number): void {
    switch (this.#inside) {
      case 'code':
        return this.#stepInCode();
      case 'comment':
        return this.#stepInComment(end);
      case 'template':
        return this.#stepInTemplate();
      case 'string':
      case 'regular expression':
        return this.#stepInQuotes();
    }
  }

  #stepInCode(): void {
    const text = this.#text;
    const char = text[this.#at];
    const next = text[this.#at + 1];
    const at = this.#at++;
    if (char === '"' || char === "'") {
      this.#quote = char;
      return this.#enter('string', this.#at);
    }
    if (char === '`') return this.#openTemplate();
    if (char === '/' && (next === '/' || next === '*')) {
      this.#isBlockComment = next === '*';
      this.#at++;
      return this.#enter('comment', this.#at);
    }
    if (char === '/' && this.#expressionFollows()) {
      this.#quote = char;
      return this.#enter('regular expression', this.#at);
    }
    if (char === '(' || char === '[' || char === '{') this.#open.push(char);
    else if (char === ')' || char === ']' || char === '}') this.#close(char);
    if ((char === ';' || char === '\n') && this.#open.length === 0) this.#statement = this.#at;
    if (char !== ' ' && char !== '\t' && char !== '\n' && char !== '\r') this.#lastCode = at;
  }

  #close(char: string): void {
    const opened = this.#open.at(-1);
    if (opened === undefined || CLOSER[opened] !== char) {
      this.#mismatched = true;
      return;
    }
    this.#open.pop();
    if (opened === '${') this.#enter('template', this.#at);
  }

  #openTemplate(): void {
    this.#open.push('`');
    this.#enter('template', this.#at);
  }

  #stepInTemplate(): void {
    const char = this.#text[this.#at++];
    if (char === '\\') this.#at++;
    else if (char === '`') {
      this.#open.pop();
      this.#enter('code', this.#at);
      this.#lastCode = this.#at - 1;
    } else if (char === '$' && this.#text[this.#at] === '{') {
      this.#at++;
      this.#open.push('${');
      this.#enter('code', this.#at);
      this.#lastCode = this.#at - 1;
    }
  }

  #stepInComment(end: number): void {
    const found = this.#text.indexOf(this.#isBlockComment ? '*/' : '\n', this.#at);
    if (found === -1 || found >= end) {
      this.#at = end;
      return;
    }
    this.#at = found + (this.#isBlockComment ? 2 : 0);
    this.#enter('code', this.#at);
  }

  #stepInQuotes(): void {
    const char = this.#text[this.#at++];
    if (char === '\\') this.#at++;
    else if (char === '\n') this.endString();
    else if (this.#inside === 'regular expression' && char === '[') this.#skipClass();
    else if (char === this.#quote) this.endString();
  }

  /** A slash in brackets does not end a regular expression. */
  #skipClass(): void {
    const found = /\]|\n/.exec(this.#text.slice(this.#at));
    if (found?.[0] === ']') this.#at += found.index + 1;
  }

  #expressionFollows(): boolean {
    const last = this.#text[this.#lastCode];
    if (last === undefined) return true;
    if (last === ')' || last === ']' || last === '}' || last === '"' || last === "'" || last === '`') return false;
    if (!WORD.test(last)) return true;
    return BEFORE_EXPRESSION.test(this.#text.slice(Math.max(0, this.#lastCode - 12), this.#lastCode + 1));
  }

  #enter(inside: Inside, start: number): void {
    this.#inside = inside;
    this.#start = start;
  }
}
