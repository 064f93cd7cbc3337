import type ts from 'typescript';
import { thatCouldFit } from '../completion/match';
import type { Completion, Suggestion, SuggestionKind } from '../completion/suggestion';
import type { PropertyFacts } from './messages';
import { symbolsAt, tokenBefore } from './place-symbols';
import type { Reading, SessionProgram } from './session-program';
import { shortType } from './type-text';

/** How many entries are looked at more closely: as many as a person looks at. */
const MOST_TYPED = 60;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const REST_OF_WORD = /^[\p{ID_Continue}$]*/u;
const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** What could stand at a place, whatever has been typed of it. */
interface Entries {
  readonly before: string;
  readonly behind: string;
  readonly entries: readonly Entry[];
}

/** What TypeScript calls things. */
const KINDS: ReadonlyMap<string, SuggestionKind> = new Map([
  ['method', 'method'],
  ['function', 'function'],
  ['local function', 'function'],
  ['class', 'class'],
  ['keyword', 'keyword'],
  ['string', 'value'],
  ['enum member', 'value'],
  ['property', 'property'],
  ['getter', 'property'],
  ['setter', 'property'],
]);

/** What TypeScript completes. The letters of one word are asked for once: it knows what may stand there from the first on. */
export class Completions {
  readonly #program: SessionProgram;
  #last: Entries | undefined;

  constructor(program: SessionProgram) {
    this.#program = program;
  }

  /** The session went on: the same text may mean something else. */
  forget(): void {
    this.#last = undefined;
  }

  complete(text: string, cursor: number): Completion | undefined {
    const typed = WORD.exec(text.slice(0, cursor))?.[0] ?? '';
    const from = cursor - typed.length;
    const to = cursor + (REST_OF_WORD.exec(text.slice(cursor))?.[0].length ?? 0);
    const before = text.slice(0, from);
    const behind = text.slice(to);
    if (this.#last?.before !== before || this.#last.behind !== behind)
      this.#last = { before, behind, entries: this.#entriesAt(before + behind, from) };
    const found = fitting(this.#last.entries, typed);
    if (found.length === 0) return undefined;
    return { from, to, suggestions: found.map((entry, index) => entry.suggestion(index < MOST_TYPED)) };
  }

  #entriesAt(text: string, cursor: number): readonly Entry[] {
    const { service, file, ts } = this.#program;
    const reading = this.#program.read(text, cursor);
    const place = reading.placeOf(cursor);
    const found = service.getCompletionsAtPosition(file, place, {
      includeCompletionsWithInsertText: true,
      includeCompletionsForModuleExports: false,
      quotePreference: 'single',
    });
    if (found === undefined) return [];
    const node = tokenBefore(reading.source, place, ts) ?? reading.source;
    const symbols = symbolsAt(reading, place, ts);
    const isMember = found.isMemberCompletion || symbols.isInLiteral;
    const entries = found.entries
      .filter((entry) => isShown(entry) && (isMember || !isOfLibrary(entry)))
      .map((entry) => new Entry(entry, symbols.byName.get(entry.name), { program: this.#program, reading, node }));
    // Methods are no conditions, and columns no relations, though TypeORM's types have their names.
    const isModel = symbols.isInLiteral && entries.some(({ facts }) => facts !== undefined);
    const wanted = isModel ? entries.filter((entry) => entry.facts !== undefined && entry.canBeGiven) : entries;
    return wanted
      .map((entry, order) => ({ entry, order }))
      .sort((a, b) => a.entry.rank - b.entry.rank || a.order - b.order)
      .map(({ entry }) => entry);
  }
}

interface Around {
  readonly program: SessionProgram;
  readonly reading: Reading;
  readonly node: ts.Node;
}

/** Something that TypeScript would complete. */
class Entry {
  readonly text: string;
  /** What the metadata tells of it. */
  readonly facts: PropertyFacts | undefined;
  readonly #entry: ts.CompletionEntry;
  readonly #symbol: ts.Symbol | undefined;
  readonly #around: Around;
  #type: string | undefined;

  constructor(entry: ts.CompletionEntry, symbol: ts.Symbol | undefined, around: Around) {
    this.#entry = entry;
    this.#symbol = symbol;
    this.#around = around;
    this.text = entry.name;
    this.facts = symbol && around.program.propertyOf(symbol);
  }

  /** Columns and relations first, then what is the session's or the class's own, then what every object has. */
  get rank(): number {
    if (this.facts !== undefined) return 0;
    if (this.#entry.sortText >= '15') return 3;
    const files = this.#symbol?.declarations?.map((each) => each.getSourceFile().fileName);
    return files === undefined || files.every((file) => /[\\/]typescript[^\\/]*[\\/]lib[\\/]/.test(file)) ? 2 : 1;
  }

  /** Whether TypeORM's types have a value for it where it stands. */
  get canBeGiven(): boolean {
    const { reading, node, program } = this.#around;
    const { Never, Undefined } = program.ts.TypeFlags;
    const type = this.#symbol && reading.checker.getTypeOfSymbolAtLocation(this.#symbol, node);
    return type === undefined || (type.flags & (Never | Undefined)) === 0;
  }

  suggestion(withType: boolean): Suggestion {
    const type = withType ? this.#typeText() : '';
    return {
      text: this.text,
      kind: this.#kind,
      ...(type === '' ? {} : { type }),
      ...this.#detail,
    };
  }

  get #kind(): SuggestionKind {
    if (this.facts !== undefined) return this.facts.kind;
    const { program } = this.#around;
    const known = KINDS.get(this.#entry.kind);
    if (known === 'property' && this.#isFunction) return 'method';
    if (known !== undefined) return known;
    if (program.entities.some(({ facts }) => facts.name === this.text)) return 'entity';
    return program.operators.has(this.text) ? 'operator' : 'variable';
  }

  get #isFunction(): boolean {
    const { Method, Function: Declared } = this.#around.program.ts.SymbolFlags;
    return this.#symbol !== undefined && (this.#symbol.flags & (Method | Declared)) !== 0;
  }

  get #detail(): { readonly detail?: string } {
    if (this.facts !== undefined) return { detail: this.facts.detail };
    const { parent } = (this.#symbol ?? {}) as { readonly parent?: ts.Symbol };
    return parent !== undefined && !parent.name.startsWith('__') && NAME.test(parent.name)
      ? { detail: parent.name }
      : {};
  }

  #typeText(): string {
    if (this.#type !== undefined || this.#symbol === undefined) return this.#type ?? '';
    const { program, reading, node } = this.#around;
    const { checker } = reading;
    // Of a condition the type of the column is said, not all that a condition may be.
    const declaration = this.facts && this.#symbol.declarations?.[0];
    const type =
      declaration === undefined
        ? checker.getTypeOfSymbolAtLocation(this.#symbol, node)
        : checker.getTypeAtLocation(declaration);
    return (this.#type = shortType(type, node, checker, program.ts));
  }
}

/** Those that begin so; failing that, those that hold the letters in their order. */
function fitting(entries: readonly Entry[], typed: string): readonly Entry[] {
  const beginning = entries.filter(({ text }) => text.startsWith(typed));
  if (beginning.length > 0 || typed === '') return beginning;
  const loosely = new Set(
    thatCouldFit(
      typed,
      entries.map(({ text }) => text),
    ),
  );
  return entries.filter(({ text }) => loosely.has(text));
}

function isShown({ name, insertText }: ts.CompletionEntry): boolean {
  // What has to be written in brackets is no word.
  return !name.startsWith('__') && insertText?.includes('[') !== true && /^[\p{ID_Start}$_]/u.test(name);
}

/** Globals and keywords, which the at-once completion knows as well, would hide what is the session's. */
function isOfLibrary({ sortText, kind }: ts.CompletionEntry): boolean {
  return sortText >= '15' || String(kind) === 'warning';
}
