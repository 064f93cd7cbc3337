import type ts from 'typescript';
import type { TypeScriptApi } from '../project/typescript/compiler';
import type { Reading } from './session-program';

/** What may stand at a place. */
export interface PlaceSymbols {
  readonly byName: ReadonlyMap<string, ts.Symbol>;
  /** Whether it is a property's name in an object literal. */
  readonly isInLiteral: boolean;
}

/** The symbols that may stand at a place: asking TypeScript for the details of each entry would read the text anew each time. */
export function symbolsAt({ source, checker }: Reading, place: number, ts: TypeScriptApi): PlaceSymbols {
  const token = tokenBefore(source, place, ts);
  if (token === undefined) return of([], false);
  const { parent } = token;
  if (ts.isPropertyAccessExpression(parent) && token !== parent.expression) {
    const type = checker.getNonNullableType(checker.getTypeAtLocation(parent.expression));
    return of(checker.getPropertiesOfType(checker.getApparentType(type)), false);
  }
  const isAfterBraceOrComma = token.kind === ts.SyntaxKind.OpenBraceToken || token.kind === ts.SyntaxKind.CommaToken;
  const literal = isAfterBraceOrComma ? literalAround(token, ts) : undefined;
  if (literal !== undefined) {
    const type = checker.getContextualType(literal);
    return of(type === undefined ? [] : propertiesOf(type, checker), true);
  }
  return of(checker.getSymbolsInScope(token, ts.SymbolFlags.Value | ts.SymbolFlags.Alias), false);
}

/** The last token that ends before a place. */
export function tokenBefore(source: ts.SourceFile, place: number, ts: TypeScriptApi): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    for (const child of node.getChildren(source)) {
      if (child.getFullStart() >= place || child.getStart(source) >= place) continue;
      if (child.getChildCount(source) > 0) visit(child);
      else if (child.end <= place && child.kind !== ts.SyntaxKind.EndOfFileToken && child.getWidth(source) > 0)
        found = child;
    }
  };
  visit(source);
  return found;
}

/** The literal that a brace begins, or in which a comma stands between properties. */
function literalAround(token: ts.Node, ts: TypeScriptApi): ts.ObjectLiteralExpression | undefined {
  const { parent } = token;
  const holder = parent.kind === ts.SyntaxKind.SyntaxList ? parent.parent : parent;
  return ts.isObjectLiteralExpression(holder) ? holder : undefined;
}

function propertiesOf(type: ts.Type, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const types = type.isUnion() ? type.types : [type];
  return types.flatMap((each) => [...checker.getPropertiesOfType(checker.getNonNullableType(each))]);
}

function of(symbols: readonly ts.Symbol[], isInLiteral: boolean): PlaceSymbols {
  const byName = new Map<string, ts.Symbol>();
  // Of a union the entity's comes first: it is the one with columns.
  for (const symbol of symbols) if (!byName.has(symbol.name)) byName.set(symbol.name, symbol);
  return { byName, isInLiteral };
}
