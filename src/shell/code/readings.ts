import ts from 'typescript';
import { Place } from './places';
import type { Readings } from './flows';
import type { Writes } from './writes';

/** A variable whose entities may be read anew before a statement. */
export interface Again {
  readonly symbol: ts.Symbol;
  readonly variable: string;
  readonly isList: boolean;
  /** The statement before which they are read; `undefined` when there is none before which they can be. */
  readonly before: ts.Statement | undefined;
  /** A use of the variable, for what is said about it. */
  readonly use: ts.Identifier;
  /** By what the variable may hold: where that was before, and where it is now. */
  readonly places: Map<Place, Place>;
}

/**
 * Knows where a variable holds entities from before a write. In the shell what touches have loaded of them is forgotten then; in a
 * program it has to be read anew.
 */
export class StaleReadings implements Readings {
  readonly found: Again[] = [];

  constructor(
    private readonly writes: Writes,
    private readonly checker: ts.TypeChecker,
  ) {}

  stepTo(use: ts.Identifier, symbol: ts.Symbol): ((place: Place) => Place) | undefined {
    const declaration = symbol.valueDeclaration;
    if (this.writes.isEmpty || declaration === undefined || declaration.getSourceFile() !== use.getSourceFile())
      return undefined;
    const since = givenAt(declaration, this.checker);
    if (since === undefined || !this.writes.mayPrecede(use, since)) return undefined;
    const again = this.#againAt(use, symbol, declaration);
    return (place) => {
      let now = again.places.get(place);
      if (now === undefined) again.places.set(place, (now = Place.root('again', place.metadata, again.isList)));
      return now;
    };
  }

  #againAt(use: ts.Identifier, symbol: ts.Symbol, declaration: ts.Node): Again {
    const before = this.#statementFor(use, declaration);
    const known = this.found.find((each) => {
      if (each.symbol !== symbol || each.before === undefined || before === undefined) return false;
      return each.before === before || this.#nothingWritten(each.before, before);
    });
    if (known !== undefined) return known;
    const type = this.checker.getNonNullableType(this.checker.getTypeAtLocation(use));
    const again: Again = {
      symbol,
      variable: use.text,
      isList: this.checker.isArrayType(type),
      before,
      use,
      places: new Map(),
    };
    this.found.push(again);
    return again;
  }

  /** The innermost statement around a use in which nothing is written before it, and outside of which the variable is known. */
  #statementFor(use: ts.Identifier, declaration: ts.Node): ts.Statement | undefined {
    const statement = ts.findAncestor(use, (each): each is ts.Statement => ts.isStatement(each) && !ts.isBlock(each));
    if (statement === undefined || !isInList(statement)) return undefined;
    if (declaration.pos >= statement.pos && declaration.end <= statement.end) return undefined;
    const isWrittenBefore = this.writes.within(statement).some((write) => write.end <= use.pos);
    return isWrittenBefore ? undefined : statement;
  }

  /** Whether one statement follows another in the same list, with no write from the one up to the other. */
  #nothingWritten(first: ts.Statement, second: ts.Statement): boolean {
    if (first.parent !== second.parent || first.pos > second.pos) return false;
    return statementsOf(first).every(
      (each) => each.pos < first.pos || each.pos >= second.pos || this.writes.within(each).length === 0,
    );
  }
}

function isInList(statement: ts.Statement): boolean {
  const { parent } = statement;
  return ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent);
}

function statementsOf(statement: ts.Statement): readonly ts.Statement[] {
  const { parent } = statement;
  return ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent) ? [...parent.statements] : [statement];
}

/** The position from which a variable holds what it holds: that of a loop or a callback is given its entities before it begins. */
function givenAt(declaration: ts.Node, checker: ts.TypeChecker): number | undefined {
  const parameter = ts.findAncestor(declaration, ts.isParameter);
  const isParameter =
    parameter !== undefined && parameter.name.pos <= declaration.pos && !isInBody(declaration, parameter);
  if (isParameter) {
    const { parent } = parameter;
    return ts.isCallExpression(parent.parent) ? parent.parent.pos : parent.pos;
  }
  const loop = declaration.parent.parent;
  if (ts.isVariableDeclaration(declaration) && ts.isForOfStatement(loop)) return loop.expression.pos;
  const variable = ts.findAncestor(declaration, ts.isVariableDeclaration);
  if (variable === undefined) return undefined;
  if (ts.isForOfStatement(variable.parent.parent)) return variable.parent.parent.expression.pos;
  void checker;
  return variable.pos;
}

function isInBody(node: ts.Node, parameter: ts.ParameterDeclaration): boolean {
  return parameter.initializer !== undefined && node.pos >= parameter.initializer.pos;
}
