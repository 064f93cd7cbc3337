import ts from 'typescript';
import { bare, boundNames, walk } from './syntax';

/** Whether a value of this type may have to be waited for. */
export function isPromise(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some(isPromise);
  if (type.symbol?.name === 'Promise') return true;
  return type.isClassOrInterface() && (type.getBaseTypes() ?? []).some(isPromise);
}

const PROMISE_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);
const TAKING_PROMISES: ReadonlySet<string> = new Set(['all', 'race', 'any', 'allSettled', 'resolve', 'reject']);

/** `Promise.all(...)` and its like. */
export function isPromiseCall(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && isMemberOfPromise(node.expression, TAKING_PROMISES);
}

function isMemberOfPromise(node: ts.Expression, names: ReadonlySet<string>): boolean {
  const callee = bare(node);
  return (
    ts.isPropertyAccessExpression(callee) &&
    ts.isIdentifier(callee.expression) &&
    callee.expression.text === 'Promise' &&
    names.has(callee.name.text)
  );
}

/** `new Promise(...)`, `Promise.resolve(...)`: the text knows what to do with it. */
function makesPromise(node: ts.Expression): boolean {
  const inner = bare(node);
  if (ts.isNewExpression(inner)) return ts.isIdentifier(inner.expression) && inner.expression.text === 'Promise';
  return ts.isCallExpression(inner) && isMemberOfPromise(inner.expression, new Set(['resolve', 'reject']));
}

/** Variables that the text handles as promises itself: rule 2 of docs/implicit-await.md. */
export function handledNames(source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (node: ts.Expression): void => {
    const inner = bare(node);
    if (ts.isIdentifier(inner)) names.add(inner.text);
    else if (ts.isArrayLiteralExpression(inner)) inner.elements.forEach(note);
  };
  walk(source, (node) => {
    if (ts.isPropertyAccessExpression(node) && PROMISE_METHODS.has(node.name.text)) note(node.expression);
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword) {
      if (ts.isIdentifier(node.right) && node.right.text === 'Promise') note(node.left);
    } else if (ts.isAwaitExpression(node)) note(node.expression);
    else if (isPromiseCall(node)) node.arguments.forEach(note);
    else if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) note(node.expression);
    else if (ts.isVariableDeclaration(node) && node.initializer !== undefined && makesPromise(node.initializer))
      boundNames(node.name).forEach(({ text }) => names.add(text));
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      if (makesPromise(node.right)) note(node.left);
  });
  return names;
}

/** The functions that a text itself declares with `async`. */
export function asyncNames(source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const isAsync = (node: ts.Node): boolean =>
    (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node)) &&
    node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
  walk(source, (node) => {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined && isAsync(node)) names.add(node.name.text);
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined)
      if (isAsync(node.initializer)) names.add(node.name.text);
    if (ts.isBinaryExpression(node) && ts.isIdentifier(node.left) && isAsync(node.right)) names.add(node.left.text);
  });
  return names;
}

/** Where an expression stands, seen from whoever may have to wait for its value. */
export class Uses {
  /**
   * @param handled see {@link handledNames}.
   * @param ownAsync see {@link asyncNames}.
   */
  constructor(
    private readonly handled: ReadonlySet<string>,
    private readonly ownAsync: ReadonlySet<string>,
  ) {}

  /** Whether the value of an expression is used where it stands: rule 1 of docs/implicit-await.md. */
  isUsed(node: ts.Expression): boolean {
    const { parent } = node;
    if (
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ts.isSatisfiesExpression(parent)
    )
      return this.isUsed(parent);
    if (ts.isPropertyAccessExpression(parent)) return !PROMISE_METHODS.has(parent.name.text);
    if (ts.isConditionalExpression(parent)) return parent.condition === node || this.isUsed(parent);
    if (ts.isBinaryExpression(parent)) return this.#isOperandUsed(node, parent);
    if (ts.isAwaitExpression(parent) || ts.isVoidExpression(parent)) return false;
    if (ts.isForOfStatement(parent)) return parent.awaitModifier === undefined;
    if (ts.isReturnStatement(parent)) return isInTry(parent);
    if (ts.isArrowFunction(parent) || ts.isYieldExpression(parent) || ts.isExportAssignment(parent)) return false;
    if (ts.isExpressionStatement(parent)) return !this.#isLeftAlone(node);
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return this.#isInCallUsed(node, parent);
    if (ts.isVariableDeclaration(parent)) {
      const target = ts.isIdentifier(parent.name) ? parent.name : undefined;
      return !this.#isHandled(target) && this.#isKept(node);
    }
    if (ts.isArrayLiteralExpression(parent)) return this.#isKept(node) && !this.#isListOfPromises(parent);
    if (ts.isPropertyAssignment(parent)) return this.#isKept(node);
    if (ts.isComputedPropertyName(parent) || ts.isShorthandPropertyAssignment(parent)) return true;
    return true;
  }

  /** Whether a list of promises goes where the text keeps them as such. */
  keepsPromises({ parent }: ts.Expression): boolean {
    if (ts.isVariableDeclaration(parent)) return this.#isHandled(parent.name);
    return ts.isBinaryExpression(parent) && this.#isHandled(bare(parent.left));
  }

  #isOperandUsed(node: ts.Expression, parent: ts.BinaryExpression): boolean {
    const { kind } = parent.operatorToken;
    if (kind === ts.SyntaxKind.CommaToken) return parent.left === node || this.isUsed(parent);
    if (
      kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken
    )
      return parent.left === node || this.isUsed(parent);
    if (kind === ts.SyntaxKind.EqualsToken) {
      if (parent.left === node) return false;
      return !this.#isHandled(bare(parent.left)) && this.#isKept(node);
    }
    if (kind === ts.SyntaxKind.InstanceOfKeyword)
      return !(ts.isIdentifier(parent.right) && parent.right.text === 'Promise');
    // Comparing does not wait for a variable that is handled as a promise, nor for what it is compared with.
    const compares = /^[!=]==?$/.test(parent.operatorToken.getText());
    return !compares || ![parent.left, parent.right].some((each) => this.#isHandled(bare(each)));
  }

  #isInCallUsed(node: ts.Expression, parent: ts.CallExpression | ts.NewExpression): boolean {
    if (parent.expression === node) return true;
    if (isPromiseCall(parent)) return false;
    if (parent.arguments?.some((argument) => this.#isHandled(bare(argument)))) return false;
    return this.#isKept(node);
  }

  /** As a statement, what the person has said `async` for, or `then`, is not waited for. */
  #isLeftAlone(node: ts.Expression): boolean {
    const inner = bare(node);
    if (ts.isNewExpression(inner)) return true;
    const callee = ts.isCallExpression(inner) ? bare(inner.expression) : undefined;
    if (callee === undefined) return false;
    if (ts.isPropertyAccessExpression(callee)) return PROMISE_METHODS.has(callee.name.text);
    return ts.isIdentifier(callee) && this.ownAsync.has(callee.text);
  }

  /** A list that is handed to `Promise.all` and its like. */
  #isListOfPromises(list: ts.ArrayLiteralExpression): boolean {
    const { parent } = list;
    if (isPromiseCall(parent)) return true;
    return ts.isArrayLiteralExpression(parent) && this.#isListOfPromises(parent);
  }

  /** A value that is stored or passed on: a promise that the text makes or handles stays one. */
  #isKept(node: ts.Expression): boolean {
    return !this.#isHandled(bare(node)) && !makesPromise(node);
  }

  #isHandled(node: ts.Node | undefined): boolean {
    return node !== undefined && ts.isIdentifier(node) && this.handled.has(node.text);
  }
}

/** Whether what a `return` gives has to be there before the function is left: `catch` and `finally` come after it. */
function isInTry(node: ts.ReturnStatement): boolean {
  const around = ts.findAncestor(
    node,
    (each) =>
      ts.isFunctionLike(each) ||
      (ts.isBlock(each) && ts.isTryStatement(each.parent) && each !== each.parent.finallyBlock),
  );
  return around !== undefined && ts.isBlock(around);
}
