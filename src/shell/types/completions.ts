import type ts from 'typescript';
import type { SuggestionKind } from '../completion/suggestion';
import type { Suggestion, TypedCompletion } from './messages';
import type { Reading, SessionProgram } from './session-program';
import { shortType } from './type-text';

/** How many entries are looked at more closely: as many as a person looks at. */
const MOST_TYPED = 60;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const REST_OF_WORD = /^[\p{ID_Continue}$]*/u;

/** What TypeScript calls them. */
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

/** What could stand at a place, whatever has been typed of it. */
interface Entries {
  readonly before: string;
  readonly behind: string;
  readonly suggestions: readonly Suggestion[];
}

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

  complete(text: string, cursor: number): TypedCompletion | undefined {
    const typed = WORD.exec(text.slice(0, cursor))?.[0] ?? '';
    const from = cursor - typed.length;
    const to = cursor + (REST_OF_WORD.exec(text.slice(cursor))?.[0].length ?? 0);
    const before = text.slice(0, from);
    const behind = text.slice(to);
    if (this.#last?.before !== before || this.#last.behind !== behind) {
      const found = this.#entriesAt(before + behind, from);
      if (found === undefined) return undefined;
      this.#last = { before, behind, suggestions: found };
    }
    const suggestions = fitting(this.#last.suggestions, typed);
    return suggestions.length === 0 ? undefined : { from, to, suggestions };
  }

  #entriesAt(text: string, cursor: number): readonly Suggestion[] | undefined {
    const { service, file } = this.#program;
    const reading = this.#program.read(text, cursor);
    const place = reading.placeOf(cursor);
    const found = service.getCompletionsAtPosition(file, place, {
      includeCompletionsWithInsertText: true,
      includeCompletionsForModuleExports: false,
      quotePreference: 'single',
    });
    if (found === undefined) return undefined;
    const symbols = this.#symbolsAt(reading, place);
    const isInLiteral = this.#isInLiteral(reading, place);
    const isMember = found.isMemberCompletion || isInLiteral;
    return found.entries
      .filter((entry) => isShown(entry) && (isMember || !isOfLibrary(entry)))
      .map((entry, order) => ({ entry, order, rank: this.#rank(entry, symbols.get(entry.name)) }))
      .sort((a, b) => a.rank - b.rank || a.entry.sortText.localeCompare(b.entry.sortText) || a.order - b.order)
      .flatMap(({ entry }, index) => {
        const symbol = symbols.get(entry.name);
        const type = symbol && index < MOST_TYPED ? typeOf(symbol, reading, place, this.#program) : undefined;
        // What a class has beside its columns is no condition and no relation: TypeORM's types say that it cannot be given.
        if (isInLiteral && (type === 'undefined' || type === 'never')) return [];
        return [
          {
            text: entry.name,
            kind: this.#kindOf(entry, symbol),
            ...(type === undefined ? {} : { type }),
            ...this.#detailOf(symbol),
          },
        ];
      });
  }

  /** The symbols behind the entries, by name: asking TypeScript for the details of each would read the text anew each time. */
  #symbolsAt({ source, checker }: Reading, place: number): ReadonlyMap<string, ts.Symbol> {
    const { ts } = this.#program;
    const node = tokenBefore(source, place, ts);
    const access = node && ts.findAncestor(node, (each) => ts.isPropertyAccessExpression(each));
    let symbols: readonly ts.Symbol[] = [];
    if (access && access.name.getStart(source) >= place - 1 && access.expression.end <= place) {
      const type = checker.getNonNullableType(checker.getTypeAtLocation(access.expression));
      symbols = checker.getPropertiesOfType(checker.getApparentType(type));
    } else {
      const literal = node && ts.findAncestor(node, (each) => ts.isObjectLiteralExpression(each));
      const type = literal && checker.getContextualType(literal);
      if (type !== undefined) symbols = propertiesOf(type, checker);
      else if (node !== undefined) symbols = checker.getSymbolsInScope(node, ts.SymbolFlags.Value);
    }
    return new Map(symbols.map((symbol) => [symbol.name, symbol]));
  }

  #isInLiteral({ source }: Reading, place: number): boolean {
    const { ts } = this.#program;
    const node = tokenBefore(source, place, ts);
    return node !== undefined && ts.isObjectLiteralExpression(node.parent) && !ts.isPropertyAccessExpression(node);
  }

  /** Columns and relations first, then what an entity has beside them, then what every object has. */
  #rank(entry: ts.CompletionEntry, symbol: ts.Symbol | undefined): number {
    if (this.#propertyOf(symbol) !== undefined) return 0;
    if (entry.sortText > '15') return 3;
    return symbol !== undefined && isDeclaredIn(symbol, /[\\/]typescript[\\/]lib[\\/]/) ? 2 : 1;
  }

  #kindOf({ kind, name }: ts.CompletionEntry, symbol: ts.Symbol | undefined): SuggestionKind {
    const property = this.#propertyOf(symbol);
    if (property !== undefined) return property.kind;
    const known = KINDS.get(kind);
    if (known === 'property' && isFunction(symbol, this.#program)) return 'method';
    if (known !== undefined) return known;
    return this.#program.entities.some(({ facts }) => facts.name === name) ? 'entity' : 'variable';
  }

  #detailOf(symbol: ts.Symbol | undefined): { readonly detail?: string } {
    const property = this.#propertyOf(symbol);
    if (property !== undefined) return { detail: property.detail };
    const { parent } = (symbol ?? {}) as { readonly parent?: ts.Symbol };
    const name = parent?.name ?? '';
    return /^(?!__)[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? { detail: name } : {};
  }

  #propertyOf(
    symbol: ts.Symbol | undefined,
  ): { readonly kind: 'column' | 'relation'; readonly detail: string } | undefined {
    return symbol === undefined ? undefined : this.#program.propertyOf(symbol);
  }
}

/** Those that begin so; failing that, those that hold the letters in their order. */
function fitting(suggestions: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const beginning = suggestions.filter(({ text }) => text.startsWith(typed));
  if (beginning.length > 0 || typed === '') return beginning;
  const letters = [...typed.toLowerCase()];
  return suggestions.filter(({ text }) => {
    const lower = text.toLowerCase();
    let at = 0;
    return letters.every((letter) => (at = lower.indexOf(letter, at) + 1) > 0);
  });
}

function isShown({ name, insertText }: ts.CompletionEntry): boolean {
  // What has to be written in brackets is no word.
  return !name.startsWith('__') && insertText?.startsWith('[') !== true && /^[\p{ID_Start}$_]/u.test(name);
}

/** Globals and keywords, which the at-once completion knows as well, would hide what is the session's. */
function isOfLibrary({ sortText, kind }: ts.CompletionEntry): boolean {
  return sortText >= '15' || String(kind) === 'warning';
}

function propertiesOf(type: ts.Type, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const types = type.isUnion() ? type.types : [type];
  return types.flatMap((each) => [...checker.getPropertiesOfType(checker.getNonNullableType(each))]);
}

function isDeclaredIn(symbol: ts.Symbol, files: RegExp): boolean {
  return symbol.declarations?.every((each) => files.test(each.getSourceFile().fileName)) === true;
}

function isFunction(symbol: ts.Symbol | undefined, { ts }: SessionProgram): boolean {
  return symbol !== undefined && (symbol.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Function)) !== 0;
}

function typeOf(symbol: ts.Symbol, { source, checker }: Reading, place: number, program: SessionProgram): string {
  const node = tokenBefore(source, place, program.ts) ?? source;
  return shortType(checker.getTypeOfSymbolAtLocation(symbol, node), node, checker, program.ts);
}

/** The last node that ends before a place. */
function tokenBefore(source: ts.SourceFile, place: number, ts: TypeScriptNodes): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.getFullStart() >= place) return;
    for (const child of node.getChildren(source)) {
      if (child.getStart(source) >= place) continue;
      if (child.getChildCount(source) > 0) visit(child);
      else if (child.end <= place && child.kind !== ts.SyntaxKind.EndOfFileToken && child.getWidth(source) > 0)
        found = child;
    }
  };
  visit(source);
  return found;
}

type TypeScriptNodes = SessionProgram['ts'];
