import ts from 'typescript';
import type { Checked } from './compilation';
import { Edits } from './edits';
import { isPromise, type Uses } from './promises';
import { functionAround, isVariable, walk } from './syntax';

/** What can be made to wait. */
type Waiting = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

/**
 * Waits for promises where their values are used, and makes the functions around them `async`.
 * @param what calls first: while a variable or a list is given promises that are not waited for yet, it seems to hold some.
 * @returns the changed text; `undefined` when there is nothing to wait for.
 */
export function waitForPromises(
  { source, checker }: Checked,
  root: ts.Node,
  uses: Uses,
  what: 'calls' | 'variables',
): string | undefined {
  const edits = new Edits(source);
  const waiting = new Set<Waiting>();
  walk(root, (node) => {
    if (ts.isTypeNode(node)) return false;
    if (ts.isAwaitExpression(node)) waiting.add(functionAround(node) as Waiting);
    if (!ts.isExpression(node) || !canBePromise(node, what) || !uses.isUsed(node)) return true;
    const around = waitingFunction(node);
    if (around === undefined || !isPromise(checker.getTypeAtLocation(node))) return true;
    const isPart = needsParentheses(node);
    edits.wrap(node, isPart ? '(await ' : 'await ', isPart ? ')' : '');
    waiting.add(around);
    return true;
  });
  for (const each of waiting) makeAsync(each, edits);
  return edits.isEmpty ? undefined : edits.apply();
}

/** Expressions that are handed on by what they stand in are waited for there: a branch, not the whole. */
function canBePromise(node: ts.Expression, what: 'calls' | 'variables'): boolean {
  if (what === 'calls')
    return ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isNewExpression(node);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return true;
  return ts.isIdentifier(node) && isVariable(node) && !isDeclared(node);
}

function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent))
    return parent.name === node;
  return ts.isFunctionDeclaration(parent) || ts.isFunctionExpression(parent);
}

/** Whether an operand of `await` stands where only a part of an expression may stand. */
function needsParentheses(node: ts.Expression): boolean {
  const { parent } = node;
  return (
    ts.isPropertyAccessExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isExpressionWithTypeArguments(parent) ||
    (ts.isElementAccessExpression(parent) && parent.expression === node) ||
    (ts.isTaggedTemplateExpression(parent) && parent.tag === node) ||
    ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken)
  );
}

/** The function that waits for what stands at a node; `undefined` where nothing can wait. */
function waitingFunction(node: ts.Node): Waiting | undefined {
  const around = ts.findAncestor(
    node.parent,
    (each) => ts.isFunctionLike(each) || ts.isPropertyDeclaration(each) || ts.isClassStaticBlockDeclaration(each),
  );
  if (around === undefined) return undefined;
  const canWait =
    ts.isFunctionDeclaration(around) ||
    ts.isFunctionExpression(around) ||
    ts.isArrowFunction(around) ||
    ts.isMethodDeclaration(around);
  return canWait && around.asteriskToken === undefined ? around : undefined;
}

function makeAsync(node: Waiting, edits: Edits): void {
  if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)) return;
  const { source } = edits;
  const start = ts.isMethodDeclaration(node) ? node.name.getStart(source) : node.getStart(source);
  edits.replace(start, start, 'async ');
  const { type } = node;
  if (type !== undefined && !/^Promise\b/.test(type.getText(source))) edits.wrap(type, 'Promise<', '>');
}
