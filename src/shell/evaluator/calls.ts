import type * as acorn from 'acorn';
import { isPromiseMethod } from './analysis';
import * as b from './build';
import { rewriteChainCall } from './chains';
import { type Context, shared } from './context';
import { rewrite } from './expressions';
import { asPromises, helper, isHandled, keep, unnamed, use, wait } from './waiting';
import type { AnyNode } from './walk';

type Expression = acorn.Expression;

/** A property's key as an expression: waited for when it is computed. */
export function rewriteKey(node: acorn.MemberExpression, context: Context): Expression {
  if (node.computed) return unnamed(node.property as Expression, use(node.property as Expression, context));
  return b.literal((node.property as acorn.Identifier).name);
}

export function rewriteObject(node: acorn.MemberExpression, context: Context): Expression {
  const object = node.object as Expression;
  const asksKind =
    isHandled(object, context) &&
    !node.computed &&
    node.property.type === 'Identifier' &&
    node.property.name === 'constructor';
  const rewritten = isPromiseMethod(node) || asksKind ? rewrite(object, context) : use(object, context);
  return unnamed(object, rewritten);
}

/** Reads a member of something that has been rewritten already. */
export function read(object: Expression, node: acorn.MemberExpression, context: Context): Expression {
  if (node.property.type === 'PrivateIdentifier') return { ...node, object, optional: false };
  return helper(context, 'get', [object, rewriteKey(node, context)], node.property);
}

export function rewriteMember(node: acorn.MemberExpression, context: Context): Expression {
  if (node.object.type === 'Super') return readSuper(node, context);
  return read(rewriteObject(node, context), node, context);
}

export function readSuper(node: acorn.MemberExpression, context: Context): Expression {
  if (context.superName !== undefined) return b.call(b.id(context.superName, node), [rewriteKey(node, context)]);
  return node.computed ? { ...node, property: use(node.property as Expression, context) } : node;
}

/** How a callee is written, for the error when it cannot be called. */
export function textOf(node: AnyNode | Expression, context: Context): acorn.Literal {
  const text = context.unit.source.slice(node.start, node.end).replaceAll(/\s+/g, ' ');
  const isShort =
    text.length <= 60 &&
    (node.type === 'Identifier' || node.type === 'MemberExpression' || node.type === 'CallExpression');
  return b.literal(isShort ? text : '(intermediate value)');
}

export function rewriteElements(
  elements: acorn.ArrayExpression['elements'],
  context: Context,
): (Expression | acorn.SpreadElement | null)[] {
  return elements.map((element) => {
    if (element === null) return null;
    if (element.type === 'SpreadElement') return { ...element, argument: use(element.argument, context) };
    return keep(element, context);
  });
}

export function rewriteArguments(
  nodes: (Expression | acorn.SpreadElement)[],
  context: Context,
): (Expression | acorn.SpreadElement)[] {
  // What is passed on together with a promise that the text handles is passed on as it is, too.
  const isPlain = nodes.some((node) => isHandled(node as Expression, context));
  return (isPlain ? rewritePromiseArguments : rewriteElements)(nodes, context) as (Expression | acorn.SpreadElement)[];
}

/** `Promise.all([a(), b()])`, `Promise.all(list.map(load))`: says itself what to do with promises, which are handed on. */
function rewritePromiseArguments(
  nodes: (Expression | acorn.SpreadElement)[],
  context: Context,
): (Expression | acorn.SpreadElement)[] {
  const hand = (node: Expression | acorn.SpreadElement | null): Expression | acorn.SpreadElement | null => {
    if (node === null) return null;
    if (node.type === 'SpreadElement') return { ...node, argument: asPromises(node.argument, context) };
    if (node.type === 'ArrayExpression') return { ...node, elements: node.elements.map(hand) };
    return asPromises(node, context);
  };
  return nodes.map((node) => hand(node)!);
}

export function rewriteCallArguments(node: acorn.CallExpression, context: Context): acorn.ArrayExpression {
  const { callee } = node;
  const isPromise =
    callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Promise';
  return b.array((isPromise ? rewritePromiseArguments : rewriteArguments)(node.arguments, context));
}

export function rewriteCall(node: acorn.CallExpression, context: Context): Expression {
  const { callee } = node;
  // Only a constructor or an async arrow in one can have it; both keep their own `super`.
  if (callee.type === 'Super') return { ...node, arguments: rewriteArguments(node.arguments, context) };
  if (callee.type === 'MemberExpression' && callee.object.type === 'Super') {
    const method = wait(readSuper(callee, context), callee.property.start, context);
    return helper(
      context,
      'call',
      [
        { type: 'ThisExpression', start: 0, end: 0 },
        method,
        rewriteCallArguments(node, context),
        textOf(callee, context),
      ],
      callee.property,
    );
  }
  if (callee.type === 'MemberExpression') {
    const object = shared(context, 'o');
    return helper(
      context,
      'call',
      [
        b.assign(b.id(object), rewriteObject(callee, context)),
        wait(read(b.id(object), callee, context), callee.property.start, context),
        rewriteCallArguments(node, context),
        textOf(callee, context),
      ],
      callee.property,
    );
  }
  if (callee.type === 'ChainExpression') return rewriteChainCall(node, callee, context).value;
  return helper(
    context,
    'call',
    [
      b.undefinedValue(),
      unnamed(callee, use(callee, context)),
      rewriteCallArguments(node, context),
      textOf(callee, context),
    ],
    callee,
  );
}

export function rewriteTagged(node: acorn.TaggedTemplateExpression, context: Context): Expression {
  const quasi: acorn.TemplateLiteral = {
    ...node.quasi,
    expressions: node.quasi.expressions.map((part) => keep(part, context)),
  };
  const { tag } = node;
  if (tag.type === 'MemberExpression' && tag.object.type !== 'Super') {
    const object = shared(context, 'o');
    const self = b.assign(b.id(object), rewriteObject(tag, context));
    const method = wait(read(b.id(object), tag, context), tag.property.start, context);
    return { ...node, tag: helper(context, 'tag', [self, method, textOf(tag, context)], tag), quasi };
  }
  // In a sequence a name found among the session's variables is called without `this`.
  return { ...node, tag: b.sequence(b.literal(0), use(tag, context)), quasi };
}
