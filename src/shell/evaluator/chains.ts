import type * as acorn from 'acorn';
import { isPromiseMethod } from './analysis';
import * as b from './build';
import { read, readSuper, rewriteCallArguments, textOf } from './calls';
import { type Context, fresh } from './context';
import { rewrite } from './expressions';
import { canBePromise, helper, offsetOf, unnamed, wait } from './waiting';

type Expression = acorn.Expression;

/** A part of an optional chain: its value, and the tests that come before it. */
interface Link {
  readonly value: Expression;
  readonly guards: readonly Expression[];
}

export function rewriteChain(node: acorn.ChainExpression, context: Context): Expression {
  return guarded(link(node.expression, context));
}

export function guarded({ value, guards }: Link, otherwise: () => Expression = b.undefinedValue): Expression {
  return guards.reduceRight<Expression>((inner, guard) => b.conditional(guard, otherwise(), inner), value);
}

/** `(name = value) == null`, the test of `?.`; the name is read after it. */
function guard(name: string, value: Expression): Expression {
  return b.binary('==', b.assign(b.id(name), value), b.literal(null));
}

function link(node: Expression, context: Context): Link {
  if (node.type === 'MemberExpression' && node.object.type !== 'Super') {
    const { object, guards } = linkObject(node, context);
    return { value: read(object, node, context), guards };
  }
  if (node.type === 'CallExpression' && node.callee.type === 'ChainExpression') {
    return rewriteChainCall(node, node.callee, context);
  }
  if (node.type === 'CallExpression' && node.callee.type !== 'Super') {
    const target = linkCallee(node.callee, context);
    const args = rewriteCallArguments(node, context);
    const text = textOf(node.callee, context);
    if (!node.optional)
      return {
        value: helper(context, 'call', [target.self, target.callee, args, text], target.at),
        guards: target.guards,
      };
    const name = fresh(context);
    return {
      value: helper(context, 'call', [target.reread, b.id(name), args, text], target.at),
      guards: [...target.guards, guard(name, b.sequence(target.self, target.callee))],
    };
  }
  return { value: rewrite(node, context), guards: [] };
}

/** The object of a member in a chain, with the test that `?.` puts after it. */
export function linkObject(
  node: acorn.MemberExpression,
  context: Context,
): { object: Expression; guards: readonly Expression[] } {
  const inner = node.object as Expression;
  const { value, guards } = link(inner, context);
  const object = isPromiseMethod(node) || !canBePromise(inner) ? value : wait(value, offsetOf(inner), context);
  if (!node.optional) return { object: unnamed(inner, object), guards };
  const name = fresh(context);
  return { object: b.id(name), guards: [...guards, guard(name, unnamed(inner, object))] };
}

interface Callee {
  /** Evaluates what `this` will be. */
  readonly self: Expression;
  /** Evaluates the function, after `self`. */
  readonly callee: Expression;
  /** What `this` is, once both have been evaluated. */
  readonly reread: Expression;
  readonly guards: readonly Expression[];
  readonly at: acorn.Node;
}

function linkCallee(callee: Expression | acorn.Super, context: Context): Callee {
  if (callee.type === 'MemberExpression' && callee.object.type === 'Super') {
    const self: Expression = { type: 'ThisExpression', start: 0, end: 0 };
    return {
      self,
      callee: wait(readSuper(callee, context), callee.start, context),
      reread: self,
      guards: [],
      at: callee,
    };
  }
  if (callee.type === 'MemberExpression') {
    const { object, guards } = linkObject(callee, context);
    const name = fresh(context);
    return {
      self: b.assign(b.id(name), object),
      callee: wait(read(b.id(name), callee, context), callee.property.start, context),
      reread: b.id(name),
      guards,
      at: callee.property,
    };
  }
  const { value, guards } = link(callee as Expression, context);
  const waited = canBePromise(callee as Expression) ? wait(value, callee.start, context) : value;
  return {
    self: b.undefinedValue(),
    callee: unnamed(callee as Expression, waited),
    reread: b.undefinedValue(),
    guards,
    at: callee,
  };
}

/** `(a?.b)(c)`: the parentheses end the chain, and `this` is still `a`. Evaluates both; then the name holds `this`. */
function evaluateChain(
  callee: acorn.ChainExpression,
  context: Context,
): { method: Expression; self: string; at: acorn.Node } {
  const target = linkCallee(callee.expression, context);
  const self = fresh(context);
  const evaluated = b.sequence(b.assign(b.id(self), target.self), target.callee);
  const method = b.sequence(
    b.assign(b.id(self), b.undefinedValue()),
    guarded({ value: evaluated, guards: target.guards }),
  );
  return { method, self, at: target.at };
}

export function rewriteChainCall(node: acorn.CallExpression, callee: acorn.ChainExpression, context: Context): Link {
  const { method, self, at } = evaluateChain(callee, context);
  const name = fresh(context);
  const called = helper(
    context,
    'call',
    [b.id(self), b.id(name), rewriteCallArguments(node, context), textOf(callee, context)],
    at,
  );
  if (node.optional) return { value: called, guards: [guard(name, method)] };
  return { value: b.sequence(b.assign(b.id(name), method), called), guards: [] };
}
