import type * as acorn from 'acorn';
import { isPromiseMethod } from './analysis';
import * as b from './build';
import { rewriteKey, rewriteObject } from './calls';
import { type Context, fresh } from './context';
import { isScopeName, rewriteName, scopeMember } from './plain';
import { rewriteTarget } from './targets';
import { helper, isParenthesized, keep, unnamed, use, wait } from './waiting';

type Expression = acorn.Expression;

export function rewriteAssignment(node: acorn.AssignmentExpression, context: Context): Expression {
  const { left, operator } = node;
  if (left.type === 'Identifier') return assignName(node, left, context);
  if (left.type === 'MemberExpression') return assignMember(node, left, context);
  const right = wait(
    helper(context, 'open', [use(node.right, context), shapeLiteral(left)]),
    node.right.start,
    context,
  );
  return { ...node, operator, left: rewriteTarget(left, context), right };
}

function assignName(node: acorn.AssignmentExpression, left: acorn.Identifier, context: Context): Expression {
  const { operator } = node;
  const right = keep(node.right, context, left);
  if (isScopeName(left, context)) {
    const value =
      operator === '='
        ? right
        : b.binary(operator.slice(0, -1) as acorn.BinaryOperator, rewriteName(left, context), right);
    return b.call(scopeMember(context, 'write'), [b.literal(left.name), value]);
  }
  const target = rewriteName(left, context) as acorn.Identifier;
  const named = isParenthesized(node) ? unnamed(node.right, right) : right;
  if (operator === '=') return { ...node, left: target, right: named };
  if (operator === '&&=' || operator === '||=' || operator === '??=') {
    return b.logical(operator.slice(0, -1) as acorn.LogicalOperator, use(left, context), b.assign(target, named));
  }
  return b.assign(target, b.binary(operator.slice(0, -1) as acorn.BinaryOperator, use(left, context), right));
}

function assignMember(node: acorn.AssignmentExpression, left: acorn.MemberExpression, context: Context): Expression {
  const right = keep(node.right, context);
  if (left.object.type === 'Super') {
    return {
      ...node,
      left: left.computed ? { ...left, property: use(left.property as Expression, context) } : left,
      right,
    };
  }
  const object = rewriteObject(left, context);
  if (node.operator === '=') {
    if (left.property.type === 'PrivateIdentifier') return { ...node, left: { ...left, object }, right };
    return store(
      left,
      readyObject(left, object, context),
      rewriteKey(left, context),
      unnamed(node.right, right),
      context,
    );
  }
  const place = memberPlace(left, context);
  const operator = node.operator.slice(0, -1);
  if (isLogical(operator))
    return b.sequence(...place.start, b.logical(operator, place.old, place.store(unnamed(node.right, right))));
  return b.sequence(...place.start, place.store(b.binary(operator as acorn.BinaryOperator, place.old, right)));
}

function isLogical(operator: string): operator is acorn.LogicalOperator {
  return operator === '&&' || operator === '||' || operator === '??';
}

/** The object of a named member that is about to be set, once what the setter needs is there. */
function readyObject(node: acorn.MemberExpression, object: Expression, context: Context): Expression {
  const { property } = node;
  // What may be a promise here is the object itself.
  if (node.computed || node.object.type === 'ThisExpression' || isPromiseMethod(node)) return object;
  const ready = helper(context, 'ready', [object, rewriteKey(node, context)], property);
  return wait(ready, property.start, context);
}

/** `object[key] = value` */
function store(
  node: acorn.MemberExpression,
  object: Expression,
  key: Expression,
  value: Expression,
  context: Context,
): Expression {
  return helper(context, context.strict ? 'set' : 'setSloppy', [object, key, value], node.property);
}

/** A member that is both read and written: evaluated once, by `start`. */
interface MemberPlace {
  readonly start: readonly Expression[];
  readonly old: Expression;
  readonly store: (value: Expression) => Expression;
}

function memberPlace(node: acorn.MemberExpression, context: Context): MemberPlace {
  const object = fresh(context);
  const start = [b.assign(b.id(object), rewriteObject(node, context))];
  const offset = node.property.start;
  if (node.property.type === 'PrivateIdentifier') {
    const member: acorn.MemberExpression = { ...node, object: b.id(object) };
    return { start, old: wait(member, offset, context), store: (value) => b.assign(member, value) };
  }
  let key = (): Expression => rewriteKey(node, context);
  if (node.computed) {
    const name = fresh(context);
    start.push(b.assign(b.id(name), key()));
    key = () => b.id(name);
  }
  const old = wait(helper(context, 'get', [b.id(object), key()], node.property), offset, context);
  return { start, old, store: (value) => store(node, b.id(object), key(), value, context) };
}

/** `object[key]++` */
export function updateMember(
  node: acorn.UpdateExpression,
  target: acorn.MemberExpression,
  context: Context,
): Expression {
  const place = memberPlace(target, context);
  const [value, before] = [fresh(context), fresh(context)];
  const read = b.assign(b.id(value), place.old);
  const changed: acorn.UpdateExpression = { ...node, argument: b.id(value) };
  if (node.prefix) return b.sequence(...place.start, read, place.store(changed));
  return b.sequence(...place.start, read, b.assign(b.id(before), changed), place.store(b.id(value)), b.id(before));
}

/** What a pattern takes, as text for the runtime (see `Shape`). */
export function shapeLiteral(pattern: acorn.Pattern): acorn.Literal {
  return b.literal(JSON.stringify(shapeOf(pattern)));
}

function shapeOf(pattern: acorn.Pattern): unknown[] {
  const below = (item: acorn.Pattern): unknown => {
    const target = item.type === 'AssignmentPattern' ? item.left : item;
    return target.type === 'ObjectPattern' || target.type === 'ArrayPattern' ? shapeOf(target) : 0;
  };
  if (pattern.type === 'ArrayPattern') {
    return pattern.elements.flatMap((item, position) =>
      item === null || item.type === 'RestElement' ? [] : [[String(position), below(item)]],
    );
  }
  if (pattern.type !== 'ObjectPattern') return [];
  return pattern.properties.flatMap((item) => {
    if (item.type === 'RestElement' || item.computed) return [];
    const key = item.key.type === 'Identifier' ? item.key.name : String((item.key as acorn.Literal).value);
    return [[key, below(item.value)]];
  });
}
