import type * as acorn from 'acorn';
import { makesPromise } from './analysis';
import * as b from './build';
import { type Context, shared } from './context';
import { rewrite } from './expressions';

type Expression = acorn.Expression;

/** A call of the runtime. `at` is what an error in it should point to. */
export function helper(
  context: Context,
  name: string,
  args: (Expression | acorn.SpreadElement)[],
  at?: acorn.Node,
): Expression {
  return b.call(b.member(b.id(context.unit.prefix), name, at), args);
}

/** Whether a value can be a promise, as far as its text tells. */
export function canBePromise(node: Expression): boolean {
  switch (node.type) {
    case 'Identifier':
      return node.name !== 'undefined' && node.name !== 'NaN' && node.name !== 'Infinity';
    case 'MemberExpression':
    case 'CallExpression':
    case 'NewExpression':
    case 'ChainExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'TaggedTemplateExpression':
    case 'ImportExpression':
      return true;
    case 'SequenceExpression':
      return canBePromise(node.expressions.at(-1)!);
    default:
      return false;
  }
}

/** The token that a wait points to: the last name of what was read or called. */
export function offsetOf(node: Expression): number {
  switch (node.type) {
    case 'CallExpression':
      return node.callee.type === 'Super' ? node.start : offsetOf(node.callee);
    case 'MemberExpression':
      return node.property.start;
    case 'ChainExpression':
      return offsetOf(node.expression);
    default:
      return node.start;
  }
}

/** An expression whose value is used here: rewritten, and waited for. */
export function use(node: Expression, context: Context): Expression {
  const rewritten = rewrite(node, context);
  return canBePromise(node) ? wait(rewritten, offsetOf(node), context) : rewritten;
}

/** Waits for an expression that has been rewritten already; `asks` is the runtime's question whether it has to be waited for. */
export function wait(rewritten: Expression, offset: number, context: Context, asks: 'p' | 'q' = 'p'): Expression {
  const { body } = context;
  if (body.mode === 'plain') return rewritten;
  body.waits = true;
  const value = shared(context, 't');
  const waited =
    body.mode === 'generator'
      ? b.yielded(helper(context, 'w', [b.id(value), b.literal(context.unit.sourceId), b.literal(offset)]))
      : helper(context, 'got', [b.awaited(b.id(value))]);
  return b.conditional(helper(context, asks, [b.assign(b.id(value), rewritten)]), waited, b.id(value));
}

/**
 * An expression whose value is kept, in a variable if `target` is one. Like `use`, but a promise that the text makes or
 * handles itself is handed on as it is.
 */
export function keep(node: Expression, context: Context, target?: acorn.Pattern): Expression {
  if (isHandled(target, context)) return asPromises(node, context);
  return isHandled(node, context) || makesPromise(node) ? rewrite(node, context) : use(node, context);
}

/** A variable that the text itself handles as a promise. */
export function isHandled(node: acorn.Pattern | Expression | acorn.Super | undefined, { unit }: Context): boolean {
  return node?.type === 'Identifier' && unit.promiseNames.has(node.name);
}

/**
 * An expression that stands as a statement: it is waited for, unless it says itself what comes after it. What an `async`
 * function gives that the person wrote is theirs: only while it runs can it be told which function was called.
 */
export function useAsStatement(node: Expression, context: Context): Expression {
  if (node.type === 'NewExpression') return rewrite(node, context);
  if (!canBePromise(node)) return use(node, context);
  return wait(calledBy('begin', rewrite(node, context), context), offsetOf(node), context, 'q');
}

/**
 * A rewritten expression in which the calls that give its value are the runtime's other ones: `begin` when nobody uses the
 * value, `callPlain` when what the callbacks of an array's method give are the text's own promises.
 */
function calledBy(name: 'begin' | 'callPlain', node: Expression, context: Context): Expression {
  switch (node.type) {
    case 'ConditionalExpression':
      return {
        ...node,
        consequent: calledBy(name, node.consequent, context),
        alternate: calledBy(name, node.alternate, context),
      };
    case 'LogicalExpression':
      return { ...node, right: calledBy(name, node.right, context) };
    case 'SequenceExpression':
      return {
        ...node,
        expressions: [...node.expressions.slice(0, -1), calledBy(name, node.expressions.at(-1)!, context)],
      };
    case 'CallExpression':
      return isRuntimeCall(node, context)
        ? { ...node, callee: { ...node.callee, property: b.id(name, node.callee.property) } }
        : node;
    default:
      return node;
  }
}

/** An expression whose value the text handles as a promise, or as a list of promises. */
export function asPromises(node: Expression, context: Context): Expression {
  return calledBy('callPlain', rewrite(node, context), context);
}

function isRuntimeCall(
  node: acorn.CallExpression,
  { unit }: Context,
): node is acorn.CallExpression & { callee: acorn.MemberExpression } {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return false;
  return callee.object.name === unit.prefix && callee.property.type === 'Identifier' && callee.property.name === 'call';
}

/** A function or class without a name of its own, which takes the name of what it is assigned to. */
export function isAnonymous(node: Expression): boolean {
  if (node.type === 'ArrowFunctionExpression') return true;
  return (node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id;
}

/** A rewritten expression put where an anonymous function would get a helper's name. */
export function unnamed(node: Expression, rewritten: Expression): Expression {
  return isAnonymous(node) ? b.sequence(b.literal(0), rewritten) : rewritten;
}

/** Whether an assignment's target stands in parentheses, which keeps it from naming a function. */
export function isParenthesized(node: acorn.AssignmentExpression | acorn.AssignmentPattern): boolean {
  return node.left.start > node.start;
}
