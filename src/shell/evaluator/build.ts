import type * as acorn from 'acorn';

/** Makes a node that stands nowhere in the person's text. */
function node<T extends acorn.Node>(
  fields: Omit<T, 'start' | 'end' | 'loc' | 'range' | 'sourceFile'>,
  at?: acorn.Node,
): T {
  return { start: at?.start ?? 0, end: at?.end ?? 0, ...(at?.loc ? { loc: at.loc } : {}), ...fields } as unknown as T;
}

export type Expression = acorn.Expression;
export type Statement = acorn.Statement | acorn.ModuleDeclaration;

/** A name; `at` is the node of the person's text that an error in it should point to. */
export const id = (name: string, at?: acorn.Node): acorn.Identifier =>
  node<acorn.Identifier>({ type: 'Identifier', name }, at);

export const literal = (value: string | number | boolean | null): acorn.Literal =>
  node<acorn.Literal>({ type: 'Literal', value });

export const undefinedValue = (): acorn.UnaryExpression =>
  node<acorn.UnaryExpression>({ type: 'UnaryExpression', operator: 'void', prefix: true, argument: literal(0) });

export const member = (object: Expression | acorn.Super, name: string, at?: acorn.Node): acorn.MemberExpression =>
  node<acorn.MemberExpression>({
    type: 'MemberExpression',
    object,
    property: id(name, at),
    computed: false,
    optional: false,
  });

export const index = (object: Expression | acorn.Super, property: Expression): acorn.MemberExpression =>
  node<acorn.MemberExpression>({ type: 'MemberExpression', object, property, computed: true, optional: false });

export const call = (callee: Expression, args: (Expression | acorn.SpreadElement)[]): acorn.CallExpression =>
  node<acorn.CallExpression>({ type: 'CallExpression', callee, arguments: args, optional: false });

export const assign = (
  left: acorn.Pattern,
  right: Expression,
  operator: acorn.AssignmentOperator = '=',
): acorn.AssignmentExpression =>
  node<acorn.AssignmentExpression>({ type: 'AssignmentExpression', operator, left, right });

export const sequence = (...expressions: Expression[]): acorn.SequenceExpression =>
  node<acorn.SequenceExpression>({ type: 'SequenceExpression', expressions });

export const conditional = (
  test: Expression,
  consequent: Expression,
  alternate: Expression,
): acorn.ConditionalExpression =>
  node<acorn.ConditionalExpression>({ type: 'ConditionalExpression', test, consequent, alternate });

export const binary = (operator: acorn.BinaryOperator, left: Expression, right: Expression): acorn.BinaryExpression =>
  node<acorn.BinaryExpression>({ type: 'BinaryExpression', operator, left, right });

export const logical = (
  operator: acorn.LogicalOperator,
  left: Expression,
  right: Expression,
): acorn.LogicalExpression => node<acorn.LogicalExpression>({ type: 'LogicalExpression', operator, left, right });

export const yielded = (argument: Expression): acorn.YieldExpression =>
  node<acorn.YieldExpression>({ type: 'YieldExpression', argument, delegate: false });

export const awaited = (argument: Expression): acorn.AwaitExpression =>
  node<acorn.AwaitExpression>({ type: 'AwaitExpression', argument });

export const array = (elements: (Expression | acorn.SpreadElement | null)[]): acorn.ArrayExpression =>
  node<acorn.ArrayExpression>({ type: 'ArrayExpression', elements });

/** `{ key: value }`; `__proto__` is written so that it is an ordinary key. */
export const property = (key: string, value: Expression): acorn.Property =>
  node<acorn.Property>({
    type: 'Property',
    kind: 'init',
    method: false,
    shorthand: false,
    computed: key === '__proto__',
    key: literal(key),
    value,
  });

export const object = (properties: (acorn.Property | acorn.SpreadElement)[]): acorn.ObjectExpression =>
  node<acorn.ObjectExpression>({ type: 'ObjectExpression', properties });

export const patternProperty = (key: string, value: acorn.Pattern): acorn.AssignmentProperty =>
  node<acorn.AssignmentProperty>({
    type: 'Property',
    kind: 'init',
    method: false,
    shorthand: false,
    computed: false,
    key: id(key),
    value,
  });

export const objectPattern = (properties: acorn.ObjectPattern['properties']): acorn.ObjectPattern =>
  node<acorn.ObjectPattern>({ type: 'ObjectPattern', properties });

export const rest = (argument: acorn.Pattern): acorn.RestElement =>
  node<acorn.RestElement>({ type: 'RestElement', argument });

export const spread = (argument: Expression): acorn.SpreadElement =>
  node<acorn.SpreadElement>({ type: 'SpreadElement', argument });

export const defaulted = (left: acorn.Pattern, right: Expression): acorn.AssignmentPattern =>
  node<acorn.AssignmentPattern>({ type: 'AssignmentPattern', left, right });

export const run = (expression: Expression): acorn.ExpressionStatement =>
  node<acorn.ExpressionStatement>({ type: 'ExpressionStatement', expression } as never);

export const directive = (text: string): acorn.ExpressionStatement => ({ ...run(literal(text)), directive: text });

export const returned = (argument: Expression | null): acorn.ReturnStatement =>
  node<acorn.ReturnStatement>({ type: 'ReturnStatement', argument });

export const block = (body: acorn.Statement[]): acorn.BlockStatement =>
  node<acorn.BlockStatement>({ type: 'BlockStatement', body });

export const declare = (
  kind: 'let' | 'const' | 'var',
  left: acorn.Pattern,
  init: Expression | null,
): acorn.VariableDeclaration =>
  node<acorn.VariableDeclaration>({
    type: 'VariableDeclaration',
    kind,
    declarations: [node<acorn.VariableDeclarator>({ type: 'VariableDeclarator', id: left, init })],
  });

/** `let a, b;` */
export const declareAll = (names: readonly string[]): acorn.VariableDeclaration =>
  node<acorn.VariableDeclaration>({
    type: 'VariableDeclaration',
    kind: 'let',
    declarations: names.map((name) =>
      node<acorn.VariableDeclarator>({ type: 'VariableDeclarator', id: id(name), init: null }),
    ),
  });

export const generatorFunction = (params: acorn.Pattern[], body: acorn.Statement[]): acorn.FunctionExpression =>
  node<acorn.FunctionExpression>({
    type: 'FunctionExpression',
    id: null,
    params,
    body: block(body),
    generator: true,
    async: false,
    expression: false,
  } as never);

export const arrow = (
  params: acorn.Pattern[],
  body: Expression | acorn.BlockStatement,
  isAsync = false,
): acorn.ArrowFunctionExpression =>
  node<acorn.ArrowFunctionExpression>({
    type: 'ArrowFunctionExpression',
    id: null,
    params,
    body,
    generator: false,
    async: isAsync,
    expression: body.type !== 'BlockStatement',
  } as never);
