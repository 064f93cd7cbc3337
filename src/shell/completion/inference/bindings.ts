import { isFunction, type AnyNode, type FunctionNode } from '../../evaluator/walk';
import { CURSOR_NAME } from '../place/repair';
import type { Tree } from '../place/tree';

/** A name that the text declares. */
export interface Binding {
  readonly name: string;
  /** The name itself, where it is declared. */
  readonly node: AnyNode;
  /** The pattern that it is a part of, or the name. */
  readonly pattern: AnyNode;
  readonly source: BindingSource;
}

/** Where the value of a pattern comes from. */
export type BindingSource =
  | { readonly kind: 'value'; readonly node: AnyNode | null | undefined }
  /** Each element of a value. */
  | { readonly kind: 'element of'; readonly node: AnyNode }
  | { readonly kind: 'parameter'; readonly function: FunctionNode; readonly index: number }
  | { readonly kind: 'function'; readonly node: FunctionNode }
  | { readonly kind: 'class'; readonly node: AnyNode }
  | { readonly kind: 'unknown' };

type Scope = ReadonlyMap<string, Binding>;

const NOTHING: Scope = new Map();

/** The names that a text declares, scope by scope. */
export class Bindings {
  readonly #tree: Tree;
  readonly #scopes = new Map<AnyNode, Scope>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** What a name means at a node; `undefined` when the text does not declare it. */
  find(name: string, at: AnyNode): Binding | undefined {
    for (const scope of this.#outward(at)) {
      const found = scope.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** All names that the text declares and a node sees, those of the innermost scope first. */
  visible(at: AnyNode): readonly Binding[] {
    const found = new Map<string, Binding>();
    for (const scope of this.#outward(at)) {
      for (const [name, binding] of scope) if (!found.has(name) && name !== CURSOR_NAME) found.set(name, binding);
    }
    return [...found.values()];
  }

  *#outward(at: AnyNode): Iterable<Scope> {
    for (let node: AnyNode | undefined = at; node !== undefined; node = this.#tree.parents.get(node)) {
      const scope = this.#scopeOf(node);
      if (scope.size > 0) yield scope;
    }
  }

  #scopeOf(node: AnyNode): Scope {
    let scope = this.#scopes.get(node);
    if (scope === undefined) this.#scopes.set(node, (scope = declaredIn(node)));
    return scope;
  }
}

function declaredIn(node: AnyNode): Scope {
  const found = new Map<string, Binding>();
  const add = (pattern: AnyNode, source: BindingSource): void => {
    for (const name of namesIn(pattern)) found.set(name.name, { name: name.name, node: name.node, pattern, source });
  };
  const declare = (statement: AnyNode): void => {
    switch (statement.type) {
      case 'VariableDeclaration':
        for (const { id, init } of statement.declarations) add(id, { kind: 'value', node: init });
        return;
      case 'FunctionDeclaration':
        if (statement.id) add(statement.id, { kind: 'function', node: statement });
        return;
      case 'ClassDeclaration':
        if (statement.id) add(statement.id, { kind: 'class', node: statement });
        return;
      case 'ImportDeclaration':
        for (const { local } of statement.specifiers) add(local, { kind: 'unknown' });
        return;
      case 'ExportNamedDeclaration':
        if (statement.declaration) declare(statement.declaration);
        return;
      case 'ExpressionStatement': {
        // A name that is assigned to and not declared becomes one of the session's.
        const { expression } = statement;
        if (expression.type === 'AssignmentExpression' && expression.operator === '=')
          if (expression.left.type === 'Identifier' && !found.has(expression.left.name))
            add(expression.left, { kind: 'value', node: expression.right });
        return;
      }
      default:
        return;
    }
  };
  if (isFunction(node)) {
    if (node.type === 'FunctionExpression' && node.id) add(node.id, { kind: 'function', node });
    node.params.forEach((param, index) => add(param, { kind: 'parameter', function: node, index }));
    return found;
  }
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
      node.body.forEach(declare);
      return found;
    case 'SwitchStatement':
      node.cases.forEach((each) => each.consequent.forEach(declare));
      return found;
    case 'ForStatement':
      if (node.init?.type === 'VariableDeclaration') declare(node.init);
      return found;
    case 'ForOfStatement':
    case 'ForInStatement':
      if (node.left.type === 'VariableDeclaration')
        for (const { id } of node.left.declarations)
          add(id, node.type === 'ForOfStatement' ? { kind: 'element of', node: node.right } : { kind: 'unknown' });
      return found;
    case 'CatchClause':
      if (node.param) add(node.param, { kind: 'unknown' });
      return found;
    case 'ClassExpression':
      if (node.id) add(node.id, { kind: 'class', node });
      return found;
    default:
      return NOTHING;
  }
}

interface Name {
  readonly name: string;
  readonly node: AnyNode;
}

/** The names that a pattern binds. */
function namesIn(pattern: AnyNode): readonly Name[] {
  switch (pattern.type) {
    case 'Identifier':
      return [{ name: pattern.name, node: pattern }];
    case 'ObjectPattern':
      return pattern.properties.flatMap((each) => namesIn(each.type === 'RestElement' ? each : each.value));
    case 'ArrayPattern':
      return pattern.elements.flatMap((each) => (each === null ? [] : namesIn(each)));
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    default:
      return [];
  }
}
