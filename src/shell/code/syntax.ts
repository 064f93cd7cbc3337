import ts from 'typescript';

/** Every node at and below one, outer ones first, as far as `enter` lets it go down. */
export function walk(node: ts.Node, enter: (node: ts.Node) => boolean | void): void {
  if (enter(node) === false) return;
  ts.forEachChild(node, (child) => walk(child, enter));
}

/** An expression without what stands around it and changes nothing of its value: parentheses, types, `!`. */
export function bare(node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isSatisfiesExpression(inner)
  )
    inner = inner.expression;
  return inner;
}

/** The same, and without `await`. */
export function awaited(node: ts.Expression): ts.Expression {
  const inner = bare(node);
  return ts.isAwaitExpression(inner) ? awaited(inner.expression) : inner;
}

/** The innermost function around a node, the node itself left out. */
export function functionAround(node: ts.Node): ts.SignatureDeclaration | undefined {
  return ts.findAncestor(node.parent, ts.isFunctionLike);
}

/** The names that a pattern or a name declares. */
export function boundNames(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));
}

/** The identifiers that an assignment's left side writes to. */
export function assignedNames(target: ts.Expression): readonly ts.Identifier[] {
  const inner = bare(target);
  if (ts.isIdentifier(inner)) return [inner];
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.flatMap(assignedNames);
  if (ts.isSpreadElement(inner)) return assignedNames(inner.expression);
  if (ts.isBinaryExpression(inner) && isAssignment(inner)) return assignedNames(inner.left);
  if (!ts.isObjectLiteralExpression(inner)) return [];
  return inner.properties.flatMap((property) => {
    if (ts.isShorthandPropertyAssignment(property)) return [property.name];
    if (ts.isPropertyAssignment(property)) return assignedNames(property.initializer);
    return ts.isSpreadAssignment(property) ? assignedNames(property.expression) : [];
  });
}

export function isAssignment(node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** `name(...)`, `x.name(...)`: what a call calls, by its last name. */
export function calledName(node: ts.CallExpression): string | undefined {
  const callee = bare(node.expression);
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}

/** The variable that a chain of members, elements and calls starts with. */
export function rootName(node: ts.Expression): ts.Identifier | undefined {
  let inner = awaited(node);
  for (;;) {
    if (ts.isIdentifier(inner)) return inner;
    if (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner) || ts.isCallExpression(inner))
      inner = awaited(inner.expression);
    else return undefined;
  }
}

/** Whether an identifier names a variable where it stands, and not a property or a label. */
export function isVariable(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  if (ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isAccessor(parent))
    return parent.name !== node;
  if (ts.isPropertySignature(parent) || ts.isMethodSignature(parent) || ts.isEnumMember(parent))
    return parent.name !== node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return parent.propertyName !== node;
  return !ts.isLabeledStatement(parent) && !ts.isBreakOrContinueStatement(parent) && !ts.isMetaProperty(parent);
}

/** A property's name, as far as its text tells. */
export function propertyName(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}

/** The properties of an object literal by name; `undefined` when it has others than plain ones. */
export function plainProperties(
  node: ts.ObjectLiteralExpression,
): ReadonlyMap<string, ts.PropertyAssignment | ts.ShorthandPropertyAssignment> | undefined {
  const properties = new Map<string, ts.PropertyAssignment | ts.ShorthandPropertyAssignment>();
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) return undefined;
    const name = propertyName(property.name);
    if (name === undefined) return undefined;
    properties.set(name, property);
  }
  return properties;
}
