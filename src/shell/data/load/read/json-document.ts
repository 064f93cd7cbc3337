import { countOf } from './text-file';

/** Who hears of the parts of a document of JSON: an object of lists, or of objects. */
export interface DocumentListener {
  /** @returns whether an object, or a list of objects, stands under a key. */
  key(name: string, line: number): 'object' | 'list';
  /** @param text the object, as JSON. @param line where it begins. */
  object(name: string, text: string, line: number): void;
}

type Place =
  | 'start'
  | 'first key'
  | 'key'
  | 'in key'
  | 'colon'
  | 'value'
  | 'first row'
  | 'row'
  | 'in object'
  | 'row end'
  | 'value end'
  | 'end';

/** What may come at a place, and where that leads. Blanks may come everywhere. */
const NEXT: Readonly<Partial<Record<Place, Readonly<Record<string, Place>>>>> = {
  start: { '{': 'first key' },
  'first key': { '"': 'in key', '}': 'end' },
  key: { '"': 'in key' },
  colon: { ':': 'value' },
  'first row': { '{': 'in object', ']': 'value end' },
  row: { '{': 'in object' },
  'row end': { ',': 'row', ']': 'value end' },
  'value end': { ',': 'key', '}': 'end' },
  end: {},
};
const EXPECTED: Readonly<Partial<Record<Place, string>>> = {
  start: 'it has to begin with {',
  'first key': 'a name in quotes has to come, or }',
  key: 'a name in quotes has to come',
  colon: 'a colon has to come',
  'first row': 'an object has to come, or ]',
  row: 'an object has to come',
  'row end': 'a comma has to come, or ]',
  'value end': 'a comma has to come, or }',
  end: 'nothing may come behind the end',
};
const BLANK = /[ \t\r]/;
const IN_TEXT = /["\\]/g;
const OUTSIDE = /["{}[\]]/g;

/** JSON of another shape: the rest of a sentence that begins with its place. */
export class ShapeError extends Error {}

/**
 * Finds the objects in a document that comes in pieces, and never holds more of it than one; what is in them is for `JSON.parse`.
 *
 * (The parsers for streams that there are take values apart themselves. @streamparser/json 0.0.26 loses U+FEFF from texts on the way.)
 */
export class JsonDocument {
  readonly #listener: DocumentListener;
  #place: Place = 'start';
  #line = 1;
  #key = '';
  #inList = false;
  /** Of the object, or the key, in whose middle it is. */
  #parts: string[] = [];
  #objectLine = 1;
  #depth = 0;
  #inText = false;
  /** The piece before ended with a backslash. */
  #isEscaped = false;

  constructor(listener: DocumentListener) {
    this.#listener = listener;
  }

  /** The line that it is in. */
  get line(): number {
    return this.#line;
  }

  get place(): 'start' | 'middle' | 'end' {
    return this.#place === 'start' || this.#place === 'end' ? this.#place : 'middle';
  }

  /** @throws SyntaxError for what is no JSON, ShapeError for other JSON; and what who hears of its parts throws. */
  write(piece: string): void {
    for (let at = 0; at < piece.length;) {
      if (this.#place === 'in key') at = this.#readKey(piece, at);
      else if (this.#place === 'in object') at = this.#readObject(piece, at);
      else this.#step(piece, at++);
    }
  }

  #step(piece: string, at: number): void {
    const character = piece[at];
    if (character === '\n') this.#line++;
    if (character === '\n' || BLANK.test(character)) return;
    const next = this.#place === 'value' ? this.#value(character) : NEXT[this.#place]?.[character];
    if (next === undefined) throw new SyntaxError(EXPECTED[this.#place]);
    this.#place = next;
    this.#parts = [];
    if (next !== 'in object') return;
    this.#parts.push('{');
    this.#objectLine = this.#line;
    this.#depth = 1;
  }

  #value(character: string): Place {
    this.#inList = this.#listener.key(this.#key, this.#line) === 'list';
    if (character === (this.#inList ? '[' : '{')) return this.#inList ? 'first row' : 'in object';
    throw new ShapeError(`has no ${this.#inList ? 'list of rows' : 'object'} under "${this.#key}".`);
  }

  /** @returns where to go on. */
  #readKey(piece: string, from: number): number {
    const end = this.#endOfText(piece, from);
    this.#parts.push(piece.slice(from, end));
    if (end === undefined) return piece.length;
    this.#key = JSON.parse(`"${this.#parts.join('')}`) as string;
    this.#place = 'colon';
    return end;
  }

  /** @returns where to go on. */
  #readObject(piece: string, from: number): number {
    let at: number | undefined = from;
    while (at !== undefined && this.#depth > 0) {
      if (this.#inText) {
        at = this.#endOfText(piece, at);
        this.#inText = at === undefined;
      } else at = this.#endOfOther(piece, at);
    }
    this.#parts.push(piece.slice(from, at));
    if (at === undefined) return piece.length;
    this.#place = this.#inList ? 'row end' : 'value end';
    const text = this.#parts.join('');
    this.#listener.object(this.#key, text, this.#objectLine);
    this.#line += countOf('\n', text);
    return at;
  }

  /** @returns the place behind the quote that ends a text; `undefined` when the piece ends before. */
  #endOfText(piece: string, from: number): number | undefined {
    IN_TEXT.lastIndex = this.#isEscaped ? from + 1 : from;
    this.#isEscaped = false;
    for (let found = IN_TEXT.exec(piece); found !== null; found = IN_TEXT.exec(piece)) {
      if (found[0] === '"') return found.index + 1;
      this.#isEscaped = found.index + 1 === piece.length;
      // What stands behind a backslash ends nothing.
      IN_TEXT.lastIndex = found.index + 2;
    }
    return undefined;
  }

  /** @returns the place behind the next quote or bracket outside of texts; `undefined` when the piece ends before. */
  #endOfOther(piece: string, from: number): number | undefined {
    OUTSIDE.lastIndex = from;
    const found = OUTSIDE.exec(piece);
    if (found === null) return undefined;
    const [character] = found;
    if (character === '"') this.#inText = true;
    else this.#depth += character === '{' || character === '[' ? 1 : -1;
    return found.index + 1;
  }
}
