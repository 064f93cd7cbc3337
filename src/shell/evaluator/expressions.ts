import type * as acorn from 'acorn';
import { asksForPromise } from './analysis';
import { rewriteAssignment, updateMember } from './assignments';
import * as b from './build';
import {
  rewriteArguments,
  rewriteCall,
  rewriteElements,
  rewriteKey,
  rewriteMember,
  rewriteObject,
  rewriteTagged,
  textOf,
} from './calls';
import { guarded, linkObject, rewriteChain } from './chains';
import { type Context, shared } from './context';
import { rewriteClass, rewriteFunction } from './functions';
import { deleteName, isScopeName, rewriteImportCall, rewriteName, rewritePlain, scopeMember } from './plain';
import { rewriteTarget } from './targets';
import { canBePromise, helper, isHandled, keep, offsetOf, unnamed, use, useAsStatement, wait } from './waiting';

type Expression = acorn.Expression;

const EQUALITY: ReadonlySet<string> = new Set(['===', '!==', '==', '!=']);

/** Rewrites an expression. The result may have a promise as its value; whoever uses it waits (`use`). */
export function rewrite(node: Expression, context: Context): Expression {
  if (context.body.mode === 'plain') return rewritePlain(node, context);
  switch (node.type) {
    case 'Identifier':
      return rewriteName(node, context);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return rewriteFunction(node, context) as Expression;
    case 'ClassExpression':
      return rewriteClass(node, context) as Expression;
    case 'MetaProperty':
      return context.newTargetName !== undefined && node.meta.name === 'new' ? b.id(context.newTargetName, node) : node;
    case 'MemberExpression':
      return rewriteMember(node, context);
    case 'CallExpression':
      return rewriteCall(node, context);
    case 'ChainExpression':
      return rewriteChain(node, context);
    case 'NewExpression':
      return helper(
        context,
        'construct',
        [
          unnamed(node.callee, use(node.callee, context)),
          b.array(rewriteArguments(node.arguments, context)),
          textOf(node.callee, context),
        ],
        node.callee,
      );
    case 'TaggedTemplateExpression':
      return rewriteTagged(node, context);
    case 'TemplateLiteral':
      return { ...node, expressions: node.expressions.map((part) => rewriteTemplatePart(part, context)) };
    case 'ImportExpression':
      return rewriteImportCall(node, (part) => use(part, context), context);
    case 'AwaitExpression':
      return helper(context, 'got', [b.awaited(rewrite(node.argument, context))]);
    case 'UnaryExpression':
      return rewriteUnary(node, context);
    case 'UpdateExpression':
      if (node.argument.type === 'MemberExpression' && node.argument.object.type !== 'Super') {
        return updateMember(node, node.argument, context);
      }
      return { ...node, argument: rewriteTarget(node.argument as acorn.Pattern, context) as Expression };
    case 'BinaryExpression':
      if (asksForPromise(node)) return { ...node, left: rewrite(node.left as Expression, context) };
      if (EQUALITY.has(node.operator)) {
        // Which promise a variable holds is asked of the promise.
        const sides = [node.left as Expression, node.right];
        const compare = sides.some((side) => isHandled(side, context)) ? rewrite : use;
        return { ...node, left: compare(sides[0], context), right: compare(sides[1], context) };
      }
      return node.left.type === 'PrivateIdentifier'
        ? { ...node, right: use(node.right, context) }
        : { ...node, left: use(node.left, context), right: use(node.right, context) };
    case 'LogicalExpression':
      return { ...node, left: use(node.left, context), right: rewrite(node.right, context) };
    case 'ConditionalExpression':
      return {
        ...node,
        test: use(node.test, context),
        consequent: rewrite(node.consequent, context),
        alternate: rewrite(node.alternate, context),
      };
    case 'SequenceExpression':
      return {
        ...node,
        expressions: node.expressions.map((part, index, all) =>
          index === all.length - 1 ? rewrite(part, context) : useAsStatement(part, context),
        ),
      };
    case 'AssignmentExpression':
      return rewriteAssignment(node, context);
    case 'ArrayExpression':
      return { ...node, elements: rewriteElements(node.elements, context) };
    case 'ObjectExpression':
      return { ...node, properties: node.properties.map((part) => rewriteProperty(part, context)) };
    default:
      return node;
  }
}

function rewriteTemplatePart(part: Expression, context: Context): Expression {
  if (!canBePromise(part) && part.type !== 'ThisExpression') return rewrite(part, context);
  return wait(helper(context, 'text', [use(part, context)], part), offsetOf(part), context);
}

function rewriteUnary(node: acorn.UnaryExpression, context: Context): Expression {
  const { operator, argument } = node;
  if (operator === 'delete') return rewriteDelete(node, context);
  if (operator === 'void') return { ...node, argument: rewrite(argument, context) };
  if (operator === 'typeof' && argument.type === 'Identifier') {
    if (isScopeName(argument, context)) return b.call(scopeMember(context, 'typeOf'), [b.literal(argument.name)]);
    if (!canBePromise(argument)) return node;
    // A name that nothing declares may only be asked for its type; one whose type is 'object' is there to be read.
    const type = b.id(shared(context, 't'));
    const asked = b.assign(type, { ...node, argument: rewriteName(argument, context) });
    const read = { ...node, argument: use(argument, context) };
    const isObject = b.binary('===', asked, b.literal('object'));
    const isReadable = context.localNames.has(argument.name)
      ? isObject
      : b.logical('&&', isObject, b.call(scopeMember(context, 'isPlain'), [b.literal(argument.name)]));
    return b.conditional(isReadable, read, type);
  }
  return { ...node, argument: use(argument, context) };
}

function rewriteDelete(node: acorn.UnaryExpression, context: Context): Expression {
  const { argument } = node;
  const deleteOf = (target: Expression): Expression => ({ ...node, argument: target });
  if (argument.type === 'Identifier') {
    return deleteName(node, argument, context);
  }
  if (argument.type === 'MemberExpression' && argument.object.type !== 'Super') {
    return deleteOf(b.index(rewriteObject(argument, context), rewriteKey(argument, context)));
  }
  if (argument.type === 'ChainExpression' && argument.expression.type === 'MemberExpression') {
    const { object, guards } = linkObject(argument.expression, context);
    const deleted = deleteOf(b.index(object, rewriteKey(argument.expression, context)));
    return guarded({ value: deleted, guards }, () => b.literal(true));
  }
  return deleteOf(use(argument, context));
}

function rewriteProperty(
  part: acorn.Property | acorn.SpreadElement,
  context: Context,
): acorn.Property | acorn.SpreadElement {
  if (part.type === 'SpreadElement') return { ...part, argument: use(part.argument, context) };
  const key = part.computed ? use(part.key, context) : part.key;
  if (part.kind !== 'init' || part.method) {
    return {
      ...part,
      key,
      value: rewriteFunction(part.value as acorn.FunctionExpression, context, {
        isSetter: part.kind === 'set',
        source: part,
      }) as acorn.FunctionExpression,
    };
  }
  const value = keep(part.value, context);
  if (!part.shorthand) return { ...part, key, value };
  // Written out, `__proto__` would set the prototype.
  const name = (part.key as acorn.Identifier).name;
  return name === '__proto__' ? b.property(name, value) : { ...part, key, value, shorthand: false };
}
