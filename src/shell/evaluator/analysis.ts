import type * as acorn from 'acorn';
import { type AnyNode, children, type FunctionNode, isFunction, walk } from './walk';

/** What a function (or a whole text) uses of its own surroundings, arrow functions in it included. */
export interface Facts {
  readonly usesThis: boolean;
  readonly usesArguments: boolean;
  readonly usesNewTarget: boolean;
  /** `super.x` is read or called. */
  readonly readsSuper: boolean;
  /** `super(...)`, or `super.x` written, changed or deleted. */
  readonly otherSuper: boolean;
  /** A direct `eval`, or a `with`: names mean what they mean only while the text stays as it is. */
  readonly dynamicNames: boolean;
  /** `yield` as an ordinary name, which a generator's body cannot have. */
  readonly namesYield: boolean;
  /** A parameter or variable of its own is called `arguments`. */
  readonly bindsArguments: boolean;
}

const cache = new WeakMap<AnyNode, Facts>();

/** Facts of a function's or a program's own code. */
export function factsOf(node: FunctionNode | acorn.Program): Facts {
  let facts = cache.get(node);
  if (facts === undefined) cache.set(node, (facts = findFacts(node)));
  return facts;
}

function findFacts(root: FunctionNode | acorn.Program): Facts {
  const found = {
    usesThis: false,
    usesArguments: false,
    usesNewTarget: false,
    readsSuper: false,
    otherSuper: false,
    dynamicNames: false,
    namesYield: false,
    bindsArguments: false,
  };
  const visit = (node: AnyNode): void => {
    switch (node.type) {
      case 'ThisExpression':
        found.usesThis = true;
        break;
      case 'Identifier':
        if (node.name === 'arguments') found.usesArguments = true;
        if (node.name === 'yield') found.namesYield = true;
        break;
      case 'LabeledStatement':
        if (node.label.name === 'yield') found.namesYield = true;
        break;
      case 'MetaProperty':
        if (node.meta.name === 'new') found.usesNewTarget = true;
        return;
      case 'Super':
        found.otherSuper = true;
        break;
      case 'WithStatement':
        found.dynamicNames = true;
        break;
      case 'CallExpression':
        if (node.callee.type === 'Identifier' && node.callee.name === 'eval') found.dynamicNames = true;
        if (isSuperRead(node.callee)) {
          // `super.m()` needs `this` too.
          found.usesThis = true;
        }
        break;
      case 'MemberExpression':
        if (isSuperRead(node)) {
          found.readsSuper = true;
          found.usesThis = true;
          if (node.computed) visit(node.property);
          return;
        }
        if (!node.computed) {
          visit(node.object);
          return;
        }
        break;
      case 'AssignmentExpression':
        if (targetsSuper(node.left)) found.otherSuper = true;
        break;
      case 'UpdateExpression':
        if (targetsSuper(node.argument)) found.otherSuper = true;
        break;
      case 'ForInStatement':
      case 'ForOfStatement':
        if (node.left.type !== 'VariableDeclaration' && targetsSuper(node.left)) found.otherSuper = true;
        break;
      case 'UnaryExpression':
        if (node.operator === 'delete' && targetsSuper(node.argument)) found.otherSuper = true;
        break;
      case 'TaggedTemplateExpression':
        if (targetsSuper(node.tag)) found.otherSuper = true;
        break;
      case 'Property':
        if (node.computed) visit(node.key);
        visit(node.value);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (node.superClass) visit(node.superClass);
        for (const element of node.body.body) visitClassElement(element);
        return;
      default:
        break;
    }
    if (node !== root && isFunction(node) && node.type !== 'ArrowFunctionExpression') {
      if (node.type === 'FunctionDeclaration' && node.id?.name === 'yield') found.namesYield = true;
      if (node.type === 'FunctionDeclaration' && node.id?.name === 'arguments') found.bindsArguments = true;
      return;
    }
    if (node !== root && isFunction(node) && bindsArguments(node)) found.bindsArguments = true;
    for (const child of children(node)) visit(child);
  };
  const visitClassElement = (element: acorn.ClassBody['body'][number]): void => {
    if (element.type !== 'StaticBlock' && element.computed) visit(element.key);
    // A field's value and a static block are functions of their own, but a direct eval in them sees this one's names.
    if (element.type === 'MethodDefinition') return;
    walk(element, (node) => {
      if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'eval')
        found.dynamicNames = true;
      return node === element || !isFunction(node) || node.type === 'ArrowFunctionExpression';
    });
  };
  if (root.type === 'Program') for (const statement of root.body) visit(statement);
  else {
    for (const param of root.params) visit(param);
    visit(root.body);
    if (bindsArguments(root)) found.bindsArguments = true;
    if (root.type === 'FunctionExpression' && root.id?.name === 'yield') found.namesYield = true;
  }
  return found;
}

function bindsArguments(fn: FunctionNode): boolean {
  return (
    fn.params.some((param) => boundNames(param).includes('arguments')) || ownDeclarations(fn).includes('arguments')
  );
}

function isSuperRead(node: AnyNode | acorn.Expression | acorn.Super): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'Super';
}

/** Whether something that is written to is, or holds in its pattern, a `super.x`. */
function targetsSuper(node: acorn.Pattern | acorn.Expression): boolean {
  let found = false;
  walk(node, (below) => {
    if (isSuperRead(below)) found = true;
    return !isFunction(below);
  });
  return found;
}

/** The names that a pattern binds. */
export function boundNames(pattern: acorn.Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((item) => boundNames(item.type === 'RestElement' ? item.argument : item.value));
    case 'ArrayPattern':
      return pattern.elements.flatMap((item) => (item === null ? [] : boundNames(item)));
    case 'RestElement':
      return boundNames(pattern.argument);
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    default:
      return [];
  }
}

/** Names that `var` declares in some statements, functions in them left out. */
export function varNames(statements: readonly AnyNode[]): string[] {
  const names = new Set<string>();
  for (const statement of statements) {
    walk(statement, (node) => {
      if (node.type === 'VariableDeclaration' && node.kind === 'var') {
        for (const { id } of node.declarations) for (const name of boundNames(id)) names.add(name);
      }
      return !isFunction(node) && node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression';
    });
  }
  return [...names];
}

/** `let`, `const` and `class` names of a statement list itself. */
export function lexicalNames(statements: readonly AnyNode[]): (readonly [string, 'let' | 'const' | 'class'])[] {
  return statements.flatMap((statement): (readonly [string, 'let' | 'const' | 'class'])[] => {
    if (statement.type === 'ClassDeclaration') return statement.id === null ? [] : [[statement.id.name, 'class']];
    if (statement.type !== 'VariableDeclaration' || statement.kind === 'var') return [];
    const kind = statement.kind === 'let' ? ('let' as const) : ('const' as const);
    return statement.declarations.flatMap(({ id }) => boundNames(id).map((name) => [name, kind] as const));
  });
}

/** What a function's body declares for the whole body: variables, functions, lexical names. */
function ownDeclarations(fn: FunctionNode): string[] {
  if (fn.body.type !== 'BlockStatement') return [];
  const body = fn.body.body as AnyNode[];
  const functions = body.flatMap((node) => (node.type === 'FunctionDeclaration' && node.id ? [node.id.name] : []));
  return [...varNames(body), ...functions, ...lexicalNames(body).map(([name]) => name), ...nestedFunctionNames(body)];
}

/** Names of functions declared in blocks: in sloppy code they are variables of the whole function too. */
export function nestedFunctionNames(statements: readonly AnyNode[]): string[] {
  const names: string[] = [];
  for (const statement of statements) {
    walk(statement, (node) => {
      if (node.type === 'FunctionDeclaration' && node.id && node !== statement) names.push(node.id.name);
      return !isFunction(node) && node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression';
    });
  }
  return names;
}

export { ownDeclarations };

/** Names of identifiers anywhere in some nodes, property names left out. */
export function namesIn(nodes: readonly AnyNode[]): Set<string> {
  const names = new Set<string>();
  const visit = (node: AnyNode): void => {
    if (node.type === 'Identifier') names.add(node.name);
    if (node.type === 'MemberExpression' && !node.computed) return visit(node.object);
    if (node.type === 'Property' && !node.computed) return visit(node.value);
    for (const child of children(node)) visit(child);
  };
  for (const node of nodes) visit(node);
  return names;
}

/** Names that code assigns to; of these, those that nothing in the program declares. */
export function freeAssignments(program: acorn.Program): { readonly written: string[]; readonly assigned: string[] } {
  const assigned = new Set<string>();
  const declared = new Set<string>();
  const note = (pattern: acorn.Pattern): void => boundNames(pattern).forEach((name) => assigned.add(name));
  walk(program, (node) => {
    if (node.type === 'AssignmentExpression') note(node.left);
    else if (node.type === 'UpdateExpression' && node.argument.type === 'Identifier') assigned.add(node.argument.name);
    else if (
      (node.type === 'ForOfStatement' || node.type === 'ForInStatement') &&
      node.left.type !== 'VariableDeclaration'
    )
      note(node.left);
    else if (node.type === 'VariableDeclarator') boundNames(node.id).forEach((name) => declared.add(name));
    else if (isFunction(node)) {
      node.params.forEach((param) => boundNames(param).forEach((name) => declared.add(name)));
      if (node.type !== 'ArrowFunctionExpression' && node.id) declared.add(node.id.name);
    } else if ((node.type === 'ClassDeclaration' || node.type === 'ClassExpression') && node.id)
      declared.add(node.id.name);
    else if (node.type === 'CatchClause' && node.param) boundNames(node.param).forEach((name) => declared.add(name));
  });
  return { written: [...assigned], assigned: [...assigned].filter((name) => !declared.has(name)) };
}

const PROMISE_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** `x.then`, `x.catch` or `x.finally`. */
export function isPromiseMethod(node: acorn.MemberExpression): boolean {
  return !node.computed && node.property.type === 'Identifier' && PROMISE_METHODS.has(node.property.name);
}

const MAKERS: ReadonlySet<string> = new Set(['resolve', 'reject']);

/**
 * A promise that the text makes itself is handed on as it is: the text knows what to do with it.
 * `new Promise(...)`, `Promise.resolve(x)`, `Promise.reject(x)`.
 */
export function makesPromise(node: acorn.Expression): boolean {
  if (node.type === 'NewExpression') return isPromiseName(node.callee);
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  return isPromiseMember(callee) && MAKERS.has((callee.property as acorn.Identifier).name);
}

function isPromiseName(node: AnyNode | acorn.Expression | acorn.Super): boolean {
  return node.type === 'Identifier' && node.name === 'Promise';
}

/** `Promise.x` */
export function isPromiseMember(node: AnyNode | acorn.Expression | acorn.Super): node is acorn.MemberExpression {
  return (
    node.type === 'MemberExpression' &&
    !node.computed &&
    node.property.type === 'Identifier' &&
    isPromiseName(node.object)
  );
}

/** `x instanceof Promise` */
export function asksForPromise(node: acorn.BinaryExpression): boolean {
  return node.operator === 'instanceof' && isPromiseName(node.right);
}

/**
 * Variables that a text itself handles as promises: it makes the promise that it puts in them, calls `then` on them, awaits
 * them, asks whether they are some, or hands them to `Promise.all` and the like.
 */
export function promiseNames(program: acorn.Program): Set<string> {
  const names = new Set<string>();
  const note = (node: AnyNode | acorn.Super | acorn.PrivateIdentifier | null): void => {
    if (node?.type === 'Identifier') names.add(node.name);
    else if (node?.type === 'ArrayExpression') node.elements.forEach(note);
  };
  walk(program, (node) => {
    if (node.type === 'MemberExpression' && isPromiseMethod(node)) note(node.object);
    else if (node.type === 'BinaryExpression' && asksForPromise(node)) note(node.left);
    else if (node.type === 'AwaitExpression') note(node.argument);
    else if (node.type === 'CallExpression' && isPromiseMember(node.callee)) node.arguments.forEach(note);
    else if (node.type === 'ForOfStatement' && node.await) note(node.right);
    else if (node.type === 'VariableDeclarator' && node.init && makesPromise(node.init)) note(node.id);
    else if (node.type === 'AssignmentExpression' && makesPromise(node.right)) note(node.left);
  });
  return names;
}
