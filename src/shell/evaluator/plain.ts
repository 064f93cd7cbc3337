import type * as acorn from 'acorn';
import * as b from './build';
import type { Context } from './context';
import { rewriteClass, rewriteFunction } from './functions';
import { helper } from './waiting';
import { type AnyNode, isFunction, mapChildren } from './walk';

type Expression = acorn.Expression;

export function rewriteImportCall(
  node: acorn.ImportExpression,
  inner: (part: Expression) => Expression,
  context: Context,
): Expression {
  const parts = node.options ? [node.source, node.options] : [node.source];
  return helper(context, 'import', parts.map(inner));
}

/** Code that cannot wait: only the functions in it are rewritten. */
export function rewritePlain<T extends AnyNode | Expression>(node: T, context: Context): T {
  const visit = (below: AnyNode): AnyNode => {
    if (isFunction(below)) return rewriteFunction(below, context);
    if (below.type === 'ClassExpression' || below.type === 'ClassDeclaration')
      return rewriteClass(below as acorn.ClassExpression, context);
    if (isDirectEval(below) && context.topLevel && !context.strict) {
      const [source, ...rest] = below.arguments.map((argument) => visit(argument as AnyNode) as Expression);
      return {
        ...below,
        arguments: source ? [helper(context, 'evalSource', [source, b.literal(context.unit.prefix)]), ...rest] : [],
      };
    }
    if (below.type === 'ImportExpression') {
      return rewriteImportCall(below, (part) => visit(part) as Expression, context);
    }
    if (below.type === 'Identifier' && below.name === 'arguments') return rewriteName(below, context);
    if (below.type === 'UnaryExpression' && below.operator === 'typeof' && isScopeIdentifier(below.argument, context)) {
      return b.call(scopeMember(context, 'typeOf'), [b.literal(below.argument.name)]);
    }
    if (below.type === 'UnaryExpression' && below.operator === 'delete' && below.argument.type === 'Identifier') {
      return deleteName(below, below.argument, context);
    }
    if (below.type === 'MemberExpression' && !below.computed)
      return { ...below, object: visit(below.object) as Expression };
    if (below.type === 'Property' && (below.method || below.kind !== 'init')) {
      const key = below.computed ? visit(below.key) : below.key;
      const value = rewriteFunction(below.value as acorn.FunctionExpression, context, {
        isSetter: below.kind === 'set',
        source: below,
      });
      return { ...below, key, value } as AnyNode;
    }
    if (below.type === 'Property' && !below.computed) {
      const shorthand = below.shorthand && below.value.type === 'Identifier' && below.value.name !== 'arguments';
      return { ...below, shorthand, value: visit(below.value) as Expression };
    }
    return mapChildren(below, visit);
  };
  return visit(node) as T;
}

function isDirectEval(node: AnyNode): node is acorn.CallExpression {
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'eval';
}

/** A name: itself, unless the body that it now stands in would mean something else by it. */
export function rewriteName(node: acorn.Identifier, context: Context): Expression {
  if (node.name === 'arguments' && context.argumentsName !== undefined) return b.id(context.argumentsName, node);
  if (isScopeName(node, context)) return b.call(scopeMember(context, 'read'), [b.literal(node.name)]);
  return node;
}

/** At the top level `arguments` would be those of the function that the text is compiled into. */
export function isScopeName(node: acorn.Identifier, context: Context): boolean {
  return node.name === 'arguments' && !context.inFunction && !context.localNames.has('arguments');
}

function isScopeIdentifier(node: Expression, context: Context): node is acorn.Identifier {
  return node.type === 'Identifier' && isScopeName(node, context);
}

export function scopeMember(context: Context, name: string): Expression {
  return b.member(b.member(b.id(context.unit.prefix), 'scope'), name);
}

/** A variable of the session is a property of its scope: only the scope knows whether it may be deleted. */
export function deleteName(node: acorn.UnaryExpression, name: acorn.Identifier, context: Context): Expression {
  if (context.localNames.has(name.name)) return node;
  return b.call(scopeMember(context, 'delete'), [b.literal(name.name), b.arrow([], node)]);
}
