import ts from 'typescript';
import type { Edits } from './edits';
import { sessionNames } from './input-facts';
import { assignedNames, bare, boundNames, isAssignment, walk } from './syntax';

/** Each statement on a line of its own. */
export function splitLines(source: ts.SourceFile, edits: Edits): void {
  for (const statement of source.statements.slice(1)) {
    const start = statement.getStart(source);
    const between = source.text.slice(statement.pos, start);
    if (/^[ \t]*$/.test(between)) edits.replace(statement.pos, start, '\n');
  }
}

export function withoutExport(
  statement: ts.Statement & { readonly modifiers?: ts.NodeArray<ts.ModifierLike> },
  edits: Edits,
): void {
  for (const modifier of statement.modifiers ?? [])
    if (modifier.kind === ts.SyntaxKind.ExportKeyword || modifier.kind === ts.SyntaxKind.DefaultKeyword)
      edits.replaceNode(modifier, '');
}

export function definedBy(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name).map(({ text }) => text));
  if (ts.isExpressionStatement(statement)) {
    const expression = bare(statement.expression);
    const isPlain = ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return isPlain ? assignedNames(expression.left).map(({ text }) => text) : [];
  }
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

/** Names that a text gives a value in statements of their own. */
export function topAssignments(source: ts.SourceFile): ReadonlySet<string> {
  const once = new Set<string>();
  let others = new Set<string>();
  for (const statement of source.statements) for (const name of definedBy(statement)) once.add(name);
  walk(source, (node) => {
    if (!ts.isBinaryExpression(node) || !isAssignment(node)) return;
    const isStatement =
      ts.isExpressionStatement(outermost(node).parent) && ts.isSourceFile(outermost(node).parent.parent);
    if (!isStatement || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
      others = new Set([...others, ...assignedNames(node.left).map(({ text }) => text)]);
  });
  return new Set([...once].filter((name) => !others.has(name)));
}

function outermost(node: ts.Expression): ts.Expression {
  let outer: ts.Expression = node;
  while (ts.isParenthesizedExpression(outer.parent)) outer = outer.parent;
  return outer;
}

/** Names whose new value is made of their old one. */
export function selfReferring(source: ts.SourceFile): readonly string[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isExpressionStatement(statement)) return [];
    const expression = bare(statement.expression);
    if (!ts.isBinaryExpression(expression) || !isAssignment(expression)) return [];
    const names = assignedNames(expression.left).map(({ text }) => text);
    const read = new Set<string>();
    walk(expression.right, (node) => void (ts.isIdentifier(node) && read.add(node.text)));
    return names.filter((name) => read.has(name));
  });
}

export function namesInFunctions(source: ts.SourceFile): ReadonlySet<string> {
  return new Set(
    sessionNames(source)
      .filter((node) => ts.findAncestor(node, ts.isFunctionLike) !== undefined)
      .map(({ text }) => text),
  );
}

export function assignmentsBelow(node: ts.Expression): readonly string[] {
  const inner = bare(node);
  if (!ts.isBinaryExpression(inner) || inner.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
  return [...assignedNames(inner.left).map(({ text }) => text), ...assignmentsBelow(inner.right)];
}

/** Statements that leave the value of what came before them as it is. */
export function isEmptyOfValue(statement: ts.Statement): boolean {
  return (
    ts.isVariableStatement(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEmptyStatement(statement) ||
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  );
}

/** Returns the value of a statement in all ways that it can end. A loop's value is left out. */
export function returnIn(statement: ts.Statement, edits: Edits): void {
  if (ts.isExpressionStatement(statement)) edits.wrap(statement.expression, 'return ');
  else if (ts.isBlock(statement)) statement.statements.slice(-1).forEach((last) => returnIn(last, edits));
  else if (ts.isIfStatement(statement)) {
    returnIn(statement.thenStatement, edits);
    if (statement.elseStatement !== undefined) returnIn(statement.elseStatement, edits);
  } else if (ts.isSwitchStatement(statement)) {
    statement.caseBlock.clauses.forEach((clause, index, { length }) => {
      const last = clause.statements.at(-1);
      const isBroken = last !== undefined && ts.isBreakStatement(last) && last.label === undefined;
      const value = clause.statements.at(isBroken ? -2 : -1);
      // Without a break the next case goes on, and its value counts.
      if (value === undefined || (!isBroken && index < length - 1)) return;
      returnIn(value, edits);
      if (isBroken) edits.replaceNode(last, '');
    });
  } else if (ts.isTryStatement(statement)) {
    returnIn(statement.tryBlock, edits);
    if (statement.catchClause !== undefined) returnIn(statement.catchClause.block, edits);
  }
}

export function unparenthesized(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? unparenthesized(node.expression) : node;
}

export function isWithoutEffect(node: ts.Expression): boolean {
  if (ts.isIdentifier(node) || ts.isLiteralExpression(node)) return true;
  return ts.isPropertyAccessExpression(node) && isWithoutEffect(bare(node.expression));
}

export function isLogged(node: ts.Expression): boolean {
  return ts.isCallExpression(node) && node.expression.getText().startsWith('console.');
}

export function endOf(statement: ts.Statement): string {
  return statement.getText().endsWith(';') ? '' : ';';
}
