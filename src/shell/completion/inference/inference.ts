import type { EntityMetadata } from 'typeorm';
import type { AnyNode, FunctionNode } from '../../evaluator/walk';
import { EntityNames } from '../../schema/entity-facts';
import type { CompletionScope } from '../scope';
import type { Tree } from '../place/tree';
import { annotatedType } from './annotated-type';
import { Bindings, type Binding } from './bindings';
import { callResult } from './call-results';
import { parametersGiven } from './callbacks';
import { globalNamed } from './global-named';
import { isKnown, listOf, primitive, promiseOf, UNKNOWN, waited, type Known } from './known';
import { liveKnown } from './live';
import { elementOf, memberOf, textOf } from './members';
import { returned } from './returned';

/** More expressions than these are not looked at for one completion. */
const MOST_STEPS = 5_000;

/** What is known of the expressions of one text. Pure: it looks at metadata, at the text, and at own data of what is in scope. */
export class Inference {
  readonly bindings: Bindings;
  readonly names: EntityNames;
  readonly #known = new Map<AnyNode, Known>();
  #steps = 0;

  constructor(
    readonly tree: Tree,
    readonly scope: CompletionScope,
  ) {
    this.bindings = new Bindings(tree);
    this.names = new EntityNames(scope.model);
  }

  /** What an expression is. */
  of(node: AnyNode | null | undefined): Known {
    if (node == null) return UNKNOWN;
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    if (++this.#steps > MOST_STEPS) return UNKNOWN;
    // What leads to itself is not known.
    this.#known.set(node, UNKNOWN);
    const found = this.#infer(node);
    this.#known.set(node, found);
    return found;
  }

  /** The same where its value is used: the shell waits for it there. */
  used(node: AnyNode | null | undefined): Known {
    const known = this.of(node);
    return this.scope.waits ? waited(known) : known;
  }

  /** What a function gives when it is called. */
  resultOf(known: Known): Known {
    if (known.kind === 'gives') return known.known;
    if (known.kind !== 'function') return UNKNOWN;
    const { node } = known;
    const result = node.body.type === 'BlockStatement' ? this.#firstKnown(returned(node.body)) : this.of(node.body);
    return node.async ? promiseOf(result) : result;
  }

  /** The entity that an expression stands for: a class, a schema or a name in quotes. */
  entityMeant(node: AnyNode | undefined): EntityMetadata | undefined {
    const known = this.used(node);
    if (known.kind === 'target' || known.kind === 'repository') return known.metadata;
    const text = textOf(node);
    if (text === undefined) return undefined;
    const { model } = this.scope;
    const target = model.entities.get(text);
    return (
      (target && model.metadataOfTarget(target)) ??
      model.dataSource.entityMetadatas.find(({ name, tableName }) => name === text || tableName === text)
    );
  }

  /** What a name means where it stands. */
  meaningOf(name: string, at: AnyNode): Known {
    const binding = this.bindings.find(name, at);
    if (binding !== undefined) return this.#bound(binding);
    const found = this.scope.look(name);
    return liveKnown(found === undefined ? globalNamed(name) : found.value, this.scope.model);
  }

  /** What going through the value of an expression gives. */
  elementOf(node: AnyNode): Known {
    return elementOf(this.used(node), undefined, this);
  }

  /** What a parameter of a function gets, by the call that it is handed to. */
  parameter(node: FunctionNode, index: number): Known {
    return parametersGiven(node, this)[index] ?? UNKNOWN;
  }

  #infer(node: AnyNode): Known {
    switch (node.type) {
      case 'Identifier':
        return this.meaningOf(node.name, node);
      case 'Literal':
        return literalKnown(node);
      case 'TemplateLiteral':
        return primitive('string');
      case 'MemberExpression':
        return this.#member(node);
      case 'CallExpression':
        return callResult(node, this);
      case 'NewExpression':
        return this.#made(node);
      case 'ChainExpression':
      case 'ParenthesizedExpression':
        return this.of(node.expression);
      case 'AwaitExpression':
        return waited(this.of(node.argument));
      case 'AssignmentExpression':
        return this.of(node.right);
      case 'SequenceExpression':
        return this.of(node.expressions.at(-1));
      case 'ConditionalExpression':
        return this.#firstKnown([node.consequent, node.alternate]);
      case 'LogicalExpression':
        return node.operator === '&&' ? this.of(node.right) : this.#firstKnown([node.left, node.right]);
      case 'ArrayExpression':
        return this.#list(node.elements);
      case 'ObjectExpression':
        return { kind: 'literal', node };
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return { kind: 'function', node };
      case 'ClassExpression':
        return { kind: 'class', node };
      case 'TaggedTemplateExpression':
        return promiseOf(listOf(UNKNOWN));
      case 'ThisExpression':
        return this.#this(node);
      case 'UnaryExpression':
        return primitive(node.operator === 'typeof' ? 'string' : node.operator === '!' ? 'boolean' : 'number');
      case 'UpdateExpression':
        return primitive('number');
      case 'BinaryExpression':
        return this.#computed(node.operator, node.left, node.right);
      default:
        return UNKNOWN;
    }
  }

  #member(node: Extract<AnyNode, { type: 'MemberExpression' }>): Known {
    const object = this.used(node.object);
    if (node.computed) {
      const name = textOf(node.property);
      if (name !== undefined) return memberOf(object, name, this);
      const index = node.property.type === 'Literal' ? Number(node.property.value) : undefined;
      return elementOf(object, index, this);
    }
    return node.property.type === 'Identifier' ? memberOf(object, node.property.name, this) : UNKNOWN;
  }

  #made({ callee, arguments: given }: Extract<AnyNode, { type: 'NewExpression' }>): Known {
    const made = this.used(callee);
    if (made.kind === 'target') return { kind: 'entity', holder: { metadata: made.metadata } };
    if (made.kind === 'class') return { kind: 'instance', node: made.node };
    if (callee.type !== 'Identifier') return UNKNOWN;
    if (callee.name === 'Array') return listOf(UNKNOWN);
    const element = elementOf(this.used(given[0]), undefined, this);
    return { kind: 'built-in', name: callee.name, element };
  }

  #list(elements: readonly (AnyNode | null)[]): Known {
    const items = elements.map((each) =>
      each?.type === 'SpreadElement' ? elementOf(this.used(each.argument), undefined, this) : this.used(each),
    );
    const isPlain = elements.every((each) => each?.type !== 'SpreadElement');
    return { kind: 'array', element: items.find(isKnown) ?? UNKNOWN, ...(isPlain ? { items } : {}) };
  }

  #computed(operator: string, left: AnyNode, right: AnyNode): Known {
    if (/^(?:[=!<>]=?=?|in|instanceof)$/.test(operator)) return primitive('boolean');
    const isText = [left, right].some((side) => {
      const known = this.used(side);
      return known.kind === 'primitive' && known.type === 'string';
    });
    return primitive(operator === '+' && isText ? 'string' : 'number');
  }

  #this(node: AnyNode): Known {
    for (let each = this.tree.parents.get(node); each !== undefined; each = this.tree.parents.get(each)) {
      if (each.type === 'ClassDeclaration' || each.type === 'ClassExpression') return { kind: 'instance', node: each };
      if (each.type === 'FunctionDeclaration') return UNKNOWN;
      if (each.type === 'ObjectExpression') return { kind: 'literal', node: each };
    }
    return UNKNOWN;
  }

  #firstKnown(nodes: readonly AnyNode[]): Known {
    let last: Known = UNKNOWN;
    for (const node of nodes) {
      last = this.of(node);
      if (isKnown(last)) return last;
    }
    return last;
  }

  #bound({ node, pattern, source }: Binding): Known {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    this.#known.set(node, UNKNOWN);
    const found = this.destructured(pattern, node, this.#sourceKnown(source, pattern));
    this.#known.set(node, found);
    return found;
  }

  #sourceKnown(source: Binding['source'], pattern: AnyNode): Known {
    const named = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
    const annotation = this.tree.annotations.get(named.start);
    const said = annotation === undefined ? UNKNOWN : annotatedType(annotation, this.scope.model);
    if (isKnown(said)) return said;
    switch (source.kind) {
      case 'value':
        return this.of(source.node);
      case 'element of':
        return elementOf(this.used(source.node), undefined, this);
      case 'parameter':
        return this.parameter(source.function, source.index);
      case 'function':
        return { kind: 'function', node: source.node };
      case 'class':
        return { kind: 'class', node: source.node };
      case 'unknown':
        return UNKNOWN;
    }
  }

  /**
   * What a part of a pattern gets.
   * @param part a node in the pattern: a name, or a pattern in it.
   * @param given what the whole pattern is given.
   */
  destructured(pattern: AnyNode, part: AnyNode, given: Known): Known {
    if (pattern === part) return given;
    const value = this.scope.waits ? waited(given) : given;
    switch (pattern.type) {
      case 'AssignmentPattern':
        return this.destructured(pattern.left, part, isKnown(value) ? value : this.of(pattern.right));
      case 'RestElement':
        return this.destructured(pattern.argument, part, value);
      case 'ObjectPattern': {
        const property = pattern.properties.find((each) => contains(each, part));
        if (property?.type === 'RestElement') return this.destructured(property.argument, part, value);
        if (property === undefined) return UNKNOWN;
        const key = property.computed ? undefined : (textOf(property.key) ?? nameOf(property.key));
        return this.destructured(property.value, part, key === undefined ? UNKNOWN : memberOf(value, key, this));
      }
      case 'ArrayPattern': {
        const index = pattern.elements.findIndex((each) => each !== null && contains(each, part));
        const element = pattern.elements[index];
        if (element == null) return UNKNOWN;
        const isRest = element.type === 'RestElement';
        return this.destructured(element, part, isRest ? value : elementOf(value, index, this));
      }
      default:
        return UNKNOWN;
    }
  }
}

function contains(node: AnyNode, part: AnyNode): boolean {
  return node.start <= part.start && part.end <= node.end;
}

function nameOf(node: AnyNode): string | undefined {
  return node.type === 'Identifier' ? node.name : undefined;
}

function literalKnown(node: Extract<AnyNode, { type: 'Literal' }>): Known {
  if (node.value === null && !node.regex) return primitive('null');
  if (node.regex) return { kind: 'built-in', name: 'RegExp' };
  return primitive(typeof node.value as 'string');
}
