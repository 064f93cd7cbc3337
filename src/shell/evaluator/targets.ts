import type * as acorn from 'acorn';
import * as b from './build';
import type { Context } from './context';
import { rewriteObject } from './calls';
import { isScopeName, rewriteName, rewritePlain, scopeMember } from './plain';
import { isAnonymous, isParenthesized, keep, unnamed, use } from './waiting';

/** How a name in a pattern is written to; gives what stands for it in the rewritten pattern. */
type NameTarget = (name: acorn.Identifier) => acorn.Pattern;

/** Rewrites what is written to: a name, a member, or a pattern of such. */
export function rewriteTarget(pattern: acorn.Pattern, context: Context, nameTarget?: NameTarget): acorn.Pattern {
  if (context.body.mode === 'plain' && nameTarget === undefined)
    return rewritePlain(pattern as acorn.Expression, context) as acorn.Pattern;
  const below = (item: acorn.Pattern): acorn.Pattern => rewriteTarget(item, context, nameTarget);
  switch (pattern.type) {
    case 'Identifier':
      if (nameTarget !== undefined) return nameTarget(pattern);
      return isScopeName(pattern, context)
        ? b.member(scopeMember(context, 'variables'), pattern.name)
        : (rewriteName(pattern, context) as acorn.Identifier);
    case 'MemberExpression':
      return rewriteMemberTarget(pattern, context);
    case 'AssignmentPattern':
      return { ...pattern, left: below(pattern.left), right: rewriteDefault(pattern, context, nameTarget) };
    case 'RestElement':
      return { ...pattern, argument: below(pattern.argument) };
    case 'ArrayPattern':
      return { ...pattern, elements: pattern.elements.map((item) => (item === null ? null : below(item))) };
    case 'ObjectPattern':
      return {
        ...pattern,
        properties: pattern.properties.map((item) => {
          if (item.type === 'RestElement') return { ...item, argument: below(item.argument) };
          const key = item.computed ? use(item.key, context) : item.key;
          const value = below(item.value);
          const name = value.type === 'AssignmentPattern' ? value.left : value;
          const isSame = name.type === 'Identifier' && key.type === 'Identifier' && name.name === key.name;
          return { ...item, key, value, shorthand: item.shorthand && nameTarget === undefined && isSame };
        }),
      };
  }
}

function rewriteMemberTarget(node: acorn.MemberExpression, context: Context): acorn.MemberExpression {
  const property = node.computed ? use(node.property as acorn.Expression, context) : node.property;
  return node.object.type === 'Super'
    ? { ...node, property }
    : { ...node, object: rewriteObject(node, context), property };
}

/** A default value. A function takes the name of what it is the default of, also where that is no longer a plain name. */
function rewriteDefault(
  pattern: acorn.AssignmentPattern,
  context: Context,
  nameTarget: NameTarget | undefined,
): acorn.Expression {
  const right = keep(pattern.right, context, pattern.left);
  if (isParenthesized(pattern)) return unnamed(pattern.right, right);
  if (nameTarget === undefined || pattern.left.type !== 'Identifier' || !isAnonymous(pattern.right)) return right;
  return named(pattern.left.name, right);
}

/** A function or class with the name that an assignment to `name` would give it. */
export function named(name: string, value: acorn.Expression): acorn.Expression {
  return b.index(b.object([b.property(name, value)]), b.literal(name));
}
