import ts from 'typescript';
import { FlowGraph, type Key, type Step } from './flow-graph';
import { Place } from './places';
import type { Receivers } from './receivers';
import { awaited, bare, propertyName, walk } from './syntax';
import { TypeFit } from './type-fit';
import { declarationOf } from './writes';

/** What a call gives of itself. */
export interface Given {
  readonly place: Place;
  readonly call: ts.CallExpression;
}

/** A relation of an entity that is in no database yet is read. */
export interface ReadOfMade {
  readonly node: ts.PropertyAccessExpression;
  readonly name: string;
  readonly place: Place;
}

/** What is asked of whoever knows where a variable's entities have to be read anew. */
export interface Readings {
  /** The step from a variable to a use of it; `undefined` where it is what it was. */
  stepTo(use: ts.Identifier, symbol: ts.Symbol): Step | undefined;
}

const FINDS: Readonly<Record<string, boolean>> = {
  find: true,
  findBy: true,
  findAndCount: true,
  findAndCountBy: true,
  findOne: false,
  findOneBy: false,
  findOneOrFail: false,
  findOneByOrFail: false,
};
const GIVING: Readonly<Record<string, boolean>> = {
  ...{ getMany: true, getManyAndCount: true, getRawAndEntities: true, getOne: false, getOneOrFail: false },
  ...{ findTrees: true, findRoots: true, findDescendants: true, findAncestors: true, findByIds: true },
  ...{ findDescendantsTree: false, findAncestorsTree: false, preload: false },
};
const ADDING: ReadonlySet<string> = new Set(['push', 'unshift', 'splice', 'add', 'set']);

/**
 * Follows entities through a program, from the calls that give them over variables, functions and callbacks to where their properties
 * are read. It goes by what may flow where, not in what order, and lets go what the types say cannot be: so it may find more
 * places than there are, never less.
 */
export class Flows {
  readonly given: Given[] = [];
  /** Relations of entities that are in no database yet, where they are read. */
  readonly readsOfMade: ReadOfMade[] = [];
  readonly #graph = new FlowGraph();
  readonly #fits: TypeFit;

  constructor(
    private readonly root: ts.Node,
    private readonly checker: ts.TypeChecker,
    private readonly receivers: Receivers,
    private readonly readings: Readings,
  ) {
    this.#fits = new TypeFit(checker, receivers);
    walk(root, (node) => this.#visit(node));
    this.#graph.run();
  }

  /** Where the entities that an expression gives may be. */
  at(node: ts.Node): ReadonlySet<Place> {
    return this.#graph.at(node);
  }

  #visit(node: ts.Node): boolean | void {
    if (ts.isTypeNode(node)) return false;
    if (ts.isIdentifier(node)) this.#use(node);
    else if (ts.isVariableDeclaration(node)) {
      if (node.initializer !== undefined) this.#bind(node.name, node.initializer);
    } else if (ts.isParameter(node)) {
      if (node.initializer !== undefined) this.#bind(node.name, node.initializer);
    } else if (ts.isForOfStatement(node)) {
      if (ts.isVariableDeclarationList(node.initializer))
        this.#bind(node.initializer.declarations[0].name, node.expression);
      else this.#assign(node.initializer, node.expression);
    } else if (ts.isReturnStatement(node)) {
      const around = ts.findAncestor(node, ts.isFunctionLike);
      if (around !== undefined && node.expression !== undefined) this.#graph.edge(node.expression, around);
    } else if (ts.isArrowFunction(node)) {
      if (!ts.isBlock(node.body)) this.#graph.edge(node.body, node);
    } else if (ts.isBinaryExpression(node)) this.#binary(node);
    else if (ts.isConditionalExpression(node)) {
      this.#graph.edge(node.whenTrue, node);
      this.#graph.edge(node.whenFalse, node);
    } else if (
      ts.isParenthesizedExpression(node) ||
      ts.isAwaitExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isSatisfiesExpression(node) ||
      ts.isSpreadElement(node) ||
      ts.isSpreadAssignment(node)
    )
      this.#graph.edge(node.expression, node);
    else if (ts.isArrayLiteralExpression(node)) node.elements.forEach((each) => this.#graph.edge(each, node));
    else if (ts.isObjectLiteralExpression(node)) this.#object(node);
    else if (ts.isPropertyAccessExpression(node)) this.#member(node, node.name.text);
    else if (ts.isElementAccessExpression(node)) {
      const { argumentExpression: key } = node;
      if (ts.isStringLiteralLike(key)) this.#member(node, key.text);
      else this.#graph.edge(node.expression, node);
    } else if (ts.isNewExpression(node)) {
      const entity = this.receivers.entityOfType(this.checker.getTypeAtLocation(node));
      if (entity !== undefined) this.#graph.put(node, Place.root('made', entity.metadata, false));
      for (const argument of node.arguments ?? []) this.#graph.edge(argument, node, this.#fits.stepTo(node));
      this.#construct(node);
    } else if (ts.isCallExpression(node)) this.#call(node);
    return true;
  }

  #use(node: ts.Identifier): void {
    const { parent } = node;
    if (!ts.isExpression(node) || (ts.isPropertyAccessExpression(parent) && parent.name === node)) return;
    if (
      (ts.isBindingElement(parent) || ts.isVariableDeclaration(parent) || ts.isParameter(parent)) &&
      parent.name === node
    )
      return;
    const symbol = ts.isShorthandPropertyAssignment(parent)
      ? this.checker.getShorthandAssignmentValueSymbol(parent)
      : this.checker.getSymbolAtLocation(node);
    if (symbol !== undefined) this.#graph.edge(symbol, node, this.readings.stepTo(node, symbol));
  }

  /** A variable, or the variables of a pattern, are given a value. */
  #bind(name: ts.BindingName, from: Key): void {
    if (ts.isIdentifier(name)) {
      const symbol = this.checker.getSymbolAtLocation(name);
      if (symbol !== undefined) this.#graph.edge(from, symbol);
      return;
    }
    for (const element of name.elements) {
      if (ts.isOmittedExpression(element)) continue;
      const read = element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined);
      const property =
        read === undefined || (ts.isBindingName(read) && !ts.isIdentifier(read)) ? undefined : propertyName(read);
      const isMember =
        ts.isObjectBindingPattern(name) && element.dotDotDotToken === undefined && property !== undefined;
      this.#graph.edge(from, element, isMember ? this.#reading(property, name, element.name) : undefined);
      if (isMember) this.#graph.edge(`.${property}`, element, this.#fits.stepTo(element.name));
      if (element.initializer !== undefined) this.#graph.edge(element.initializer, element);
      this.#bind(element.name, element);
    }
  }

  /** An existing variable, a property or a pattern is given a value. */
  #assign(target: ts.Expression, from: Key): void {
    const inner = bare(target);
    if (ts.isIdentifier(inner)) {
      const symbol = this.checker.getSymbolAtLocation(inner);
      if (symbol !== undefined) this.#graph.edge(from, symbol);
    } else if (ts.isPropertyAccessExpression(inner)) this.#graph.edge(from, `.${inner.name.text}`);
    else if (ts.isArrayLiteralExpression(inner)) inner.elements.forEach((each) => this.#assign(each, from));
    else if (ts.isObjectLiteralExpression(inner)) {
      for (const property of inner.properties) {
        const name = property.name === undefined ? undefined : propertyName(property.name);
        if (name === undefined) continue;
        this.#graph.edge(from, property, this.#reading(name, inner, property));
        const symbol = ts.isShorthandPropertyAssignment(property)
          ? this.checker.getShorthandAssignmentValueSymbol(property)
          : undefined;
        if (symbol !== undefined) this.#graph.edge(property, symbol);
        else if (ts.isPropertyAssignment(property)) this.#assign(property.initializer, property);
      }
    }
  }

  #binary(node: ts.BinaryExpression): void {
    const { kind } = node.operatorToken;
    if (kind === ts.SyntaxKind.EqualsToken) {
      this.#graph.edge(node.right, node);
      this.#assign(node.left, node.right);
    } else if (kind === ts.SyntaxKind.CommaToken) this.#graph.edge(node.right, node);
    else if (
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken ||
      kind === ts.SyntaxKind.AmpersandAmpersandToken
    ) {
      this.#graph.edge(node.left, node, this.#fits.stepTo(node));
      this.#graph.edge(node.right, node);
    }
  }

  #object(node: ts.ObjectLiteralExpression): void {
    for (const property of node.properties) {
      if (ts.isPropertyAssignment(property)) this.#graph.edge(property.initializer, node);
      else if (ts.isShorthandPropertyAssignment(property)) this.#graph.edge(property.name, node);
      else if (ts.isSpreadAssignment(property)) this.#graph.edge(property, node);
      else this.#graph.edge(property, node);
    }
  }

  #member(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, name: string): void {
    const isTarget = ts.isBinaryExpression(node.parent) && node.parent.left === node;
    const isAssigned = isTarget && node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    const reading = this.#reading(name, node.expression, node);
    // Assigning to a relation reads nothing; to an association proxy it does.
    this.#graph.edge(node.expression, node, (place) => {
      const kind = place.members.get(name)?.kind;
      if (isAssigned && kind !== 'proxy') return undefined;
      const reached = reading(place);
      if (reached !== undefined && kind === 'relation' && place.kind === 'made' && ts.isPropertyAccessExpression(node))
        this.readsOfMade.push({ node, name, place: reached });
      return reached;
    });
    if (!isAssigned) this.#graph.edge(`.${name}`, node, this.#fits.stepTo(node));
  }

  /** What the property of something leads to: of an entity a relation, of anything else what fits. */
  #reading(name: string, object: ts.Node, value: ts.Node): Step {
    const type = this.checker.getTypeAtLocation(object);
    const isEntity = this.receivers.entityOfType(type) !== undefined;
    const isPlain = /^__(?:object|type)$/.test(this.checker.getNonNullableType(type).symbol?.name ?? '');
    const fitting = this.#fits.stepTo(value);
    return (place) => {
      if (isPlain && !place.isEmbedded) return fitting(place);
      return place.at(name) ?? (isEntity || place.isEmbedded ? undefined : fitting(place));
    };
  }

  #call(node: ts.CallExpression): void {
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : '';
    const receiver = this.receivers.receiverOf(node);
    const metadata = receiver?.entity?.metadata;
    if (metadata !== undefined) {
      const isQuery = receiver?.kind === 'query builder';
      if (!isQuery && name in FINDS) return this.#give(node, Place.root('find', metadata, FINDS[name]));
      if (name in GIVING) return this.#give(node, Place.root('given', metadata, GIVING[name]));
      if (name === 'create' || name === 'merge') return this.#give(node, Place.root('made', metadata, false));
      if (name === 'save') {
        const saved = node.arguments[receiver?.kind === 'manager' ? 1 : 0];
        const isNew = saved !== undefined && this.#isLiteral(saved);
        if (isNew) this.#give(node, Place.root('given', metadata, ts.isArrayLiteralExpression(awaited(saved))));
      }
    }
    const called = declarationOf(node.expression, this.checker);
    const isHelper = called !== undefined && !isWithin(called, this.root);
    if (called !== undefined && !isHelper) {
      called.parameters.forEach((parameter, index) => {
        const argument = node.arguments[index];
        if (argument !== undefined) this.#bind(parameter.name, argument);
      });
      return this.#graph.edge(called, node, this.#fits.stepTo(node));
    }
    this.#generic(node, name);
  }

  /** What the constructor of a class of the program is given. */
  #construct(node: ts.NewExpression): void {
    const declaration = this.checker.getResolvedSignature(node)?.declaration;
    if (declaration === undefined || !ts.isConstructorDeclaration(declaration) || !isWithin(declaration, this.root))
      return;
    declaration.parameters.forEach((parameter, index) => {
      const argument = node.arguments?.[index];
      if (argument === undefined) return;
      this.#bind(parameter.name, argument);
      if (ts.isParameterPropertyDeclaration(parameter, declaration) && ts.isIdentifier(parameter.name))
        this.#graph.edge(argument, `.${parameter.name.text}`);
    });
  }

  #isLiteral(node: ts.Expression): boolean {
    const inner = awaited(node);
    if (ts.isArrayLiteralExpression(inner)) return inner.elements.every((each) => this.#isLiteral(each));
    return ts.isObjectLiteralExpression(inner);
  }

  #give(node: ts.CallExpression, place: Place): void {
    this.given.push({ place, call: node });
    this.#graph.put(node, place);
  }

  /** A call of which nothing is known: what goes in may come out, and may be handed to the callbacks. */
  #generic(node: ts.CallExpression, name: string): void {
    const inputs: Key[] = [];
    const object = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : undefined;
    if (object !== undefined) inputs.push(object);
    const callbacks: ts.SignatureDeclaration[] = [];
    for (const argument of node.arguments) {
      const inner = bare(argument);
      if (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) callbacks.push(inner);
      else {
        const called = ts.isIdentifier(inner) ? declarationOf(inner, this.checker) : undefined;
        if (called !== undefined) callbacks.push(called);
        else inputs.push(argument);
      }
    }
    for (const input of inputs) {
      this.#graph.edge(input, node, this.#fits.stepTo(node));
      for (const { parameters } of callbacks)
        for (const parameter of parameters) {
          this.#graph.edge(input, parameter, this.#fits.stepTo(parameter));
        }
    }
    for (const callback of callbacks) {
      for (const parameter of callback.parameters) {
        this.#bind(parameter.name, parameter);
        // What a callback gave is handed to it again: `reduce`.
        this.#graph.edge(callback, parameter, this.#fits.stepTo(parameter));
      }
      this.#graph.edge(callback, node, this.#fits.stepTo(node));
    }
    const list = object === undefined ? undefined : bare(object);
    if (ADDING.has(name) && list !== undefined && ts.isIdentifier(list)) {
      const symbol = this.checker.getSymbolAtLocation(list);
      if (symbol !== undefined) for (const argument of node.arguments) this.#graph.edge(argument, symbol);
    }
  }
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}
