import type { AnyNode } from '../../evaluator/walk';
import { CURSOR_NAME, type Repaired } from './repair';

/** What is being completed, found in the tree. */
export type Place =
  /** Nothing can be said: a name that is being declared, a label. */
  | { readonly kind: 'nothing' }
  /** An expression begins, or a name in one. */
  | { readonly kind: 'name'; readonly node: AnyNode }
  /** A property of a value. */
  | { readonly kind: 'member'; readonly object: AnyNode }
  /** A key of an object literal. */
  | { readonly kind: 'key'; readonly object: ObjectExpression }
  /** A key of a pattern that takes an object apart. */
  | { readonly kind: 'pattern key'; readonly pattern: ObjectPattern }
  /** A text in quotes, or in a template without code. */
  | { readonly kind: 'text'; readonly node: AnyNode }
  /** A template with code in it, or with a tag. */
  | { readonly kind: 'template'; readonly node: Extract<AnyNode, { type: 'TemplateLiteral' }>; readonly tag?: AnyNode };

export type ObjectExpression = Extract<AnyNode, { type: 'ObjectExpression' }>;
export type ObjectPattern = Extract<AnyNode, { type: 'ObjectPattern' }>;

const NOTHING: Place = { kind: 'nothing' };

/**
 * @param path from the program down to the node at the cursor.
 * @param inside what the cursor is inside of.
 */
export function placeOf(path: readonly AnyNode[], inside: Repaired['inside']): Place {
  const node = path.at(-1);
  if (node === undefined) return NOTHING;
  if (inside === 'string') return node.type === 'Literal' ? textPlace(node, path) : NOTHING;
  if (inside === 'template') return templatePlace(path);
  if (node.type !== 'Identifier' || node.name !== CURSOR_NAME) return NOTHING;
  return codePlace(node, path);
}

function codePlace(node: AnyNode, path: readonly AnyNode[]): Place {
  const parent = path.at(-2);
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed
        ? { kind: 'member', object: parent.object }
        : { kind: 'name', node };
    case 'Property':
      return propertyPlace(node, parent, path.at(-3));
    case 'AssignmentPattern':
      if (parent.right === node) return { kind: 'name', node };
      return patternPlace(path.slice(0, -1));
    case 'VariableDeclarator':
      return parent.id === node ? NOTHING : { kind: 'name', node };
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return parent.body === node ? { kind: 'name', node } : NOTHING;
    case 'ClassDeclaration':
    case 'ClassExpression':
      return parent.superClass === node ? { kind: 'name', node } : NOTHING;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.key === node && !parent.computed ? NOTHING : { kind: 'name', node };
    case 'RestElement':
    case 'ArrayPattern':
    case 'CatchClause':
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'ExportSpecifier':
    case 'MetaProperty':
      return NOTHING;
    default:
      return { kind: 'name', node };
  }
}

type PropertyNode = Extract<AnyNode, { type: 'Property' }>;

function propertyPlace(node: AnyNode, property: PropertyNode, object: AnyNode | undefined): Place {
  const isKey = (property.key === node || property.shorthand) && !property.computed;
  if (object?.type === 'ObjectPattern') return isKey ? { kind: 'pattern key', pattern: object } : NOTHING;
  if (object?.type === 'ObjectExpression' && isKey) return { kind: 'key', object };
  return { kind: 'name', node };
}

/** `({ name = 1 })` in a pattern: what has a default is a key too. */
function patternPlace(path: readonly AnyNode[]): Place {
  const [object, property] = [path.at(-3), path.at(-2)];
  return property?.type === 'Property' && property.shorthand && object?.type === 'ObjectPattern'
    ? { kind: 'pattern key', pattern: object }
    : NOTHING;
}

function textPlace(node: AnyNode, path: readonly AnyNode[]): Place {
  const parent = path.at(-2);
  if (parent?.type === 'MemberExpression' && parent.property === node) return { kind: 'member', object: parent.object };
  const object = path.at(-3);
  if (parent?.type === 'Property' && parent.key === node) {
    if (object?.type === 'ObjectExpression') return { kind: 'key', object };
    if (object?.type === 'ObjectPattern') return { kind: 'pattern key', pattern: object };
  }
  return { kind: 'text', node };
}

function templatePlace(path: readonly AnyNode[]): Place {
  const node = path.at(-2);
  if (node?.type !== 'TemplateLiteral') return NOTHING;
  const tagged = path.at(-3);
  if (tagged?.type === 'TaggedTemplateExpression') return { kind: 'template', node, tag: tagged.tag };
  return node.expressions.length === 0 ? { kind: 'text', node } : { kind: 'template', node };
}
