import ts from 'typescript';
import type { Checked } from './compilation';
import type { Draft } from './draft';
import { Edits } from './edits';
import type { HelperName } from './helpers';
import { isPromise, isPromiseCall, type Uses } from './promises';
import { CodeRefusal } from './refusal';
import { assignedNames, bare, calledName, isAssignment, walk } from './syntax';

const HELPER_OF: Readonly<Record<string, HelperName>> = {
  map: 'mapInOrder',
  flatMap: 'flatMapInOrder',
  filter: 'filterInOrder',
  find: 'findInOrder',
  findIndex: 'findIndexInOrder',
  findLast: 'findLastInOrder',
  findLastIndex: 'findLastIndexInOrder',
  some: 'someInOrder',
  every: 'everyInOrder',
  forEach: 'forEachInOrder',
  reduce: 'reduceInOrder',
  reduceRight: 'reduceRightInOrder',
  sort: 'sortInOrder',
  toSorted: 'sortInOrder',
};

type Method = ts.CallExpression & { readonly expression: ts.PropertyAccessExpression };

/**
 * Calls of array methods whose callbacks wait, said so that they wait too, one element after the other as in the shell: a loop for
 * `forEach`, `Promise.all` where a callback only reads and so the order of effects is all the same, else a helper.
 * @returns the changed text; `undefined` when there is no such call.
 * @throws CodeRefusal for a call that cannot wait
 */
export function waitInCallbacks(
  { source, checker }: Checked,
  root: ts.Node,
  uses: Uses,
  draft: Draft,
): string | undefined {
  const edits = new Edits(source);
  walk(root, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return true;
    const method = node as Method;
    const callback = callbackOf(method);
    if (callback === undefined || !givesPromise(callback, checker) || isHandedOn(method, uses)) return true;
    const name = method.expression.name.text;
    if (name === 'from') sayFrom(method, edits, draft);
    else if (isList(checker.getTypeAtLocation(method.expression.expression), checker))
      sayMethod(method, callback, edits, draft, checker);
    else if (name === 'forEach')
      throw new CodeRefusal(
        'the callback of forEach waits, and what it belongs to is no array.',
        'Write for (const [key, value] of …) { … }.',
      );
    // What is inside is seen to the next time.
    return false;
  });
  return edits.isEmpty ? undefined : edits.apply();
}

function callbackOf({ expression, arguments: given }: Method): ts.Expression | undefined {
  const name = expression.name.text;
  if (name === 'from') return expression.expression.getText() === 'Array' ? given[1] : undefined;
  return name in HELPER_OF ? given[0] : undefined;
}

function givesPromise(callback: ts.Expression, checker: ts.TypeChecker): boolean {
  return checker
    .getTypeAtLocation(callback)
    .getCallSignatures()
    .some((signature) => isPromise(signature.getReturnType()));
}

/** A list of promises that the text deals with itself. */
function isHandedOn(node: ts.CallExpression, uses: Uses): boolean {
  const outer = ts.isSpreadElement(node.parent) ? node.parent : node;
  return isPromiseCall(outer.parent) || uses.keepsPromises(node);
}

function isList(type: ts.Type, checker: ts.TypeChecker): boolean {
  const found = checker.getNonNullableType(type);
  return (
    checker.isArrayType(found) ||
    checker.isTupleType(found) ||
    (found.isUnion() && found.types.every((each) => isList(each, checker)))
  );
}

function sayFrom(node: Method, edits: Edits, draft: Draft): void {
  const [items, callback] = node.arguments;
  draft.helpers.add('mapInOrder');
  edits.replace(node.getStart(edits.source), items.getStart(edits.source), 'mapInOrder(Array.from(');
  edits.replace(items.end, callback.getStart(edits.source), '), ');
}

function sayMethod(node: Method, callback: ts.Expression, edits: Edits, draft: Draft, checker: ts.TypeChecker): void {
  const { expression: list, name } = node.expression;
  const most = name.text.startsWith('reduce') ? 2 : 1;
  if (node.questionDotToken ?? node.expression.questionDotToken)
    throw new CodeRefusal(`the callback of ${name.text} waits, and it is called with ?.`);
  if (node.arguments.length > most)
    throw new CodeRefusal(`${name.text} is given a \`this\` for a callback that waits.`);
  if (most === 2 && node.arguments.length < 2)
    throw new CodeRefusal(`the callback of ${name.text} waits, and it has no start.`, `Write ${name.text}(…, start).`);
  if (name.text === 'forEach' && sayLoop(node, callback, edits)) return;
  if (name.text === 'map' && onlyReads(callback, checker)) return edits.wrap(node, 'Promise.all(', ')');
  const helper = HELPER_OF[name.text];
  draft.helpers.add(helper);
  edits.wrap(list, `${name.text === 'toSorted' ? 'sortedInOrder' : helper}(`);
  edits.replace(list.end, callback.getStart(edits.source), ', ');
}

/** `list.forEach((item) => { ... })` as a statement is a loop. */
function sayLoop(node: Method, callback: ts.Expression, edits: Edits): boolean {
  const { source } = edits;
  const { parent } = node;
  const statement = ts.isAwaitExpression(parent) ? parent.parent : parent;
  if (!ts.isExpressionStatement(statement) || !ts.isArrowFunction(callback) || callback.parameters.length !== 1)
    return false;
  const [parameter] = callback.parameters;
  if (parameter.initializer !== undefined || parameter.dotDotDotToken !== undefined) return false;
  const { body } = callback;
  let returns = false;
  walk(body, (each) => {
    if (ts.isReturnStatement(each)) returns = true;
    return !ts.isFunctionLike(each);
  });
  if (returns) return false;
  const list = node.expression.expression;
  edits.replace(statement.getStart(source), list.getStart(source), `for (const ${parameter.name.getText(source)} of `);
  edits.replace(list.end, body.getStart(source), ') ');
  edits.replace(body.end, statement.end, ts.isBlock(body) ? '' : ';');
  return true;
}

const READING = /^(?:find|count|exist|sum|average|minimum|maximum|get(?:Many|One|Raw|Count|Exists))/;
const PLAIN =
  /^(?:map|filter|find|some|every|includes|indexOf|join|slice|concat|flat|flatMap|reduce|at|toString|toFixed|toUpperCase|toLowerCase|trim|split|getTime|toISOString|getRepository|all|keys|values|entries|String|Number|Boolean|Math|min|max|round|floor|ceil|abs)/;

/** Whether a callback only reads: from the database, and from what is there. Then it is the same in whatever order it is called. */
function onlyReads(callback: ts.Expression, checker: ts.TypeChecker, seen = new Set<ts.Node>()): boolean {
  const inner = bare(callback);
  const declaration = ts.isIdentifier(inner) ? checker.getSymbolAtLocation(inner)?.valueDeclaration : inner;
  const body =
    declaration !== undefined && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
  if (body === undefined || !ts.isFunctionLike(body)) return false;
  if (seen.has(body)) return true;
  seen.add(body);
  let reads = true;
  walk(body, (node) => {
    if (ts.isBinaryExpression(node) && isAssignment(node))
      reads &&= assignedNames(node.left).some((name) => isWithin(name, body, checker));
    else if (ts.isPostfixUnaryExpression(node) || ts.isDeleteExpression(node)) reads = false;
    else if (
      ts.isPrefixUnaryExpression(node) &&
      node.operator >= ts.SyntaxKind.PlusPlusToken &&
      node.operator <= ts.SyntaxKind.MinusMinusToken
    )
      reads = false;
    else if (ts.isTaggedTemplateExpression(node) || ts.isNewExpression(node) || ts.isThrowStatement(node))
      reads = false;
    else if (ts.isCallExpression(node)) {
      const name = calledName(node) ?? '';
      const isOwn = ts.isIdentifier(bare(node.expression)) && !PLAIN.test(name);
      reads &&= isOwn ? onlyReads(node.expression, checker, seen) : READING.test(name) || PLAIN.test(name);
    }
    return reads;
  });
  return reads;
}

function isWithin(name: ts.Identifier, body: ts.Node, checker: ts.TypeChecker): boolean {
  const declaration = checker.getSymbolAtLocation(name)?.valueDeclaration;
  return declaration !== undefined && declaration.pos >= body.pos && declaration.end <= body.end;
}
