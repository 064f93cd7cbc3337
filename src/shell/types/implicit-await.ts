import type ts from 'typescript';
import type { TypeScriptApi } from '../project/typescript/compiler';
import type { Insertion } from './insertions';

/** What a value that is waited for is put into: see `given-names.ts`. */
export const WAIT = '__w';
/** The same for what `require` gives. */
export const MODULE = '__m';

export interface WaitOptions {
  readonly ts: TypeScriptApi;
  /** Properties that hold promises: lazy relations. */
  readonly lazy: ReadonlySet<string>;
  /** Functions that never give a promise. */
  readonly plain: ReadonlySet<string>;
  /** Where the cursor stands, if anywhere: what is read there is waited for whatever it is. */
  readonly cursor?: number;
}

const PROMISE_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/**
 * What has to be put into a text so that TypeScript sees the values that the prompt sees: each value that may be a promise goes through
 * a function whose type waits. It goes by the text alone, so that nothing has to be known of types before. Where only the truth of a value
 * counts nothing is put in: it would hide from TypeScript what is known afterwards.
 */
export function waits(source: ts.SourceFile, options: WaitOptions): readonly Insertion[] {
  const { ts } = options;
  const found: Insertion[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (isWaitedFor(node, options)) found.push(...around(node, source, WAIT));
    const module = moduleOf(node, options);
    if (module !== undefined) found.push(...around(node, source, `${MODULE}<typeof import(${module})>`));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * Puts a call around a node. Where the node itself is not yet written to its end the call stays open too: what stands at the cursor belongs to the
 * innermost of them.
 * @param call what is called with the value.
 */
function around(node: ts.Node, source: ts.SourceFile, call: string): readonly Insertion[] {
  const open: Insertion = { at: node.getStart(source), text: `${call}(`, side: 'before' };
  const isWhole = /[)\]`\p{ID_Continue}$]/u.test(source.text.charAt(node.end - 1));
  return isWhole ? [open, { at: node.end, text: ')', side: 'behind' }] : [open];
}

function isWaitedFor(node: ts.Node, options: WaitOptions): boolean {
  const { ts, lazy, plain, cursor } = options;
  if (ts.isCallExpression(node)) {
    const { expression } = node;
    if (expression.kind === ts.SyntaxKind.SuperKeyword) return false;
    if (ts.isIdentifier(expression) && (plain.has(expression.text) || expression.text === 'require')) return false;
    return isUsed(node, ts);
  }
  if (ts.isTaggedTemplateExpression(node)) {
    const { tag } = node;
    const isPart = ts.isPropertyAccessExpression(tag) && plain.has(`${tag.expression.getText()}.${tag.name.text}`);
    return !isPart && isUsed(node, ts);
  }
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return false;
  const name = ts.isPropertyAccessExpression(node) ? node.name.text : undefined;
  const isLazy = name !== undefined && lazy.has(name);
  return (isLazy || isReadAt(node, cursor, ts)) && !isAssigned(node, ts) && isUsed(node, ts);
}

/** Whether the cursor is in the name of a property of this node's value. */
function isReadAt(node: ts.Node, cursor: number | undefined, { isPropertyAccessExpression }: TypeScriptApi): boolean {
  const { parent } = node;
  if (cursor === undefined || !isPropertyAccessExpression(parent) || parent.expression !== node) return false;
  return parent.name.pos <= cursor && cursor <= Math.max(parent.name.end, parent.end);
}

function isAssigned(node: ts.Node, ts: TypeScriptApi): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return true;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

/** Whether the value of an expression is used where it stands, or is what its function gives. */
function isUsed(node: ts.Node, ts: TypeScriptApi): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) return isUsed(parent, ts);
  if (ts.isPropertyAccessExpression(parent)) return !PROMISE_METHODS.has(parent.name.text);
  if (ts.isCallExpression(parent) && parent.expression === node) return ts.isCallExpression(node);
  if (ts.isTaggedTemplateExpression(parent) && parent.tag === node) return false;
  if (ts.isNewExpression(parent) && parent.expression === node) return false;
  if (ts.isExpressionWithTypeArguments(parent) || ts.isDecorator(parent)) return false;
  if (ts.isAwaitExpression(parent) || ts.isVoidExpression(parent)) return false;
  if (ts.isTypeOfExpression(parent) || ts.isDeleteExpression(parent)) return false;
  // Only its truth counts.
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) return false;
  if (ts.isForStatement(parent)) return parent.initializer === node;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator !== ts.SyntaxKind.ExclamationToken;
  if (ts.isBinaryExpression(parent)) {
    const isAnd = parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
    return !(isAnd && parent.left === node);
  }
  return true;
}

/** The module that `require('…')` means, in quotes. */
function moduleOf(node: ts.Node, { ts }: WaitOptions): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require')
    return undefined;
  const [argument] = node.arguments as readonly (ts.Expression | undefined)[];
  if (argument === undefined || !ts.isStringLiteral(argument) || node.arguments.length > 1) return undefined;
  return JSON.stringify(argument.text);
}
