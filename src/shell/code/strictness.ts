import ts from 'typescript';
import { applied, type Checked, type Compilation } from './compilation';
import { Edits } from './edits';
import { CodeRefusal } from './refusal';
import { awaited, bare } from './syntax';

/** "… is possibly null", and what it leads to where a value is passed on, iterated, taken apart. */
const NULL_CODES: ReadonlySet<number> = new Set([
  ...[2531, 2532, 2533, 18047, 18048, 18049],
  ...[2345, 2322, 2769, 2488, 2538, 2339, 2722, 2721],
]);
/** "… implicitly has an 'any' type". */
const ANY_CODES: ReadonlySet<number> = new Set([7006, 7031, 7034, 7005, 7019, 7010, 7011]);

const OR_FAIL: Readonly<Record<string, string>> = {
  findOne: 'findOneOrFail',
  findOneBy: 'findOneByOrFail',
  getOne: 'getOneOrFail',
};

/**
 * Mends what strict TypeScript says of a line that ran: a row that the line uses is there (`findOneByOrFail`, else `!`), and a
 * parameter without a type is what it is called with.
 * @returns the changed text; `undefined` when nothing of the kind is wrong.
 */
export function beStrict(checked: Checked, compilation: Compilation): string | undefined {
  const { source, problems } = checked;
  const edits = new Edits(source);
  const mended = new Set<ts.Node>();
  for (const problem of problems) {
    if (!NULL_CODES.has(problem.code)) continue;
    const nullable = nullableAt(problem, checked);
    if (nullable !== undefined) mend(nullable, checked, edits, mended);
  }
  if (!edits.isEmpty) return edits.apply();
  const untyped = problems.find(({ code }) => ANY_CODES.has(code));
  if (untyped === undefined) return undefined;
  const changes = compilation.mend(untyped, 'inferFromUsage');
  const name = source.text.slice(untyped.start, (untyped.start ?? 0) + (untyped.length ?? 0));
  if (changes.length === 0 || changes.some(({ newText }) => /\bany\b/.test(newText)))
    throw new CodeRefusal(`TypeScript cannot tell what ${name} is.`, `Give it a type where it is declared: ${name}: …`);
  return applied(source.text, changes);
}

/** The expression that a problem is about, when it may be null. */
function nullableAt({ start = 0, length = 0 }: ts.Diagnostic, { source, checker }: Checked): ts.Expression | undefined {
  const isNullable = (node: ts.Node): node is ts.Expression =>
    ts.isExpression(node) && isPossiblyNull(checker.getTypeAtLocation(node));
  let node = nodeAt(source, start, start + length);
  while (node !== undefined && !ts.isBlock(node)) {
    const { parent }: ts.Node = node;
    if (ts.isBindingElement(node) || ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node)) {
      const declaration = ts.findAncestor(node, ts.isVariableDeclaration);
      const { initializer } = declaration ?? {};
      return initializer !== undefined && isNullable(initializer) ? initializer : undefined;
    }
    if (ts.isVariableDeclaration(parent) && parent.name === node) {
      const { initializer } = parent;
      return initializer !== undefined && isNullable(initializer) ? initializer : undefined;
    }
    if (ts.isPropertyAssignment(parent) && parent.name === node)
      return isNullable(parent.initializer) ? parent.initializer : undefined;
    if (
      ts.isBinaryExpression(parent) &&
      parent.left === node &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    )
      return isNullable(parent.right) ? parent.right : undefined;
    if (ts.isCallExpression(node)) {
      const given = node.arguments.find(isNullable);
      if (given !== undefined) return given;
    }
    if (ts.isReturnStatement(node))
      return node.expression !== undefined && isNullable(node.expression) ? node.expression : undefined;
    if (isNullable(node)) return node;
    if (ts.isStatement(node)) return undefined;
    node = parent;
  }
  return undefined;
}

function nodeAt(source: ts.SourceFile, start: number, end: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.getStart(source) > start || node.end < end) return;
    found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}

export function isPossiblyNull(type: ts.Type): boolean {
  const flags = ts.TypeFlags.Null | ts.TypeFlags.Undefined;
  if (type.isUnion()) return type.types.some((each) => (each.flags & flags) !== 0);
  return false;
}

function mend(node: ts.Expression, { checker }: Checked, edits: Edits, mended: Set<ts.Node>): void {
  const find = findOf(node, checker);
  const place = find ?? node;
  if (mended.has(place)) return;
  mended.add(place);
  if (find !== undefined) edits.replaceNode(find, OR_FAIL[find.text]);
  else if (ts.isAwaitExpression(node) || ts.isBinaryExpression(node) || ts.isConditionalExpression(node))
    edits.wrap(node, '(', ')!');
  else edits.wrap(node, '', '!');
}

/** The name of the find method that gave a value, when that is a single find. */
function findOf(node: ts.Expression, checker: ts.TypeChecker): ts.Identifier | undefined {
  const inner = awaited(node);
  if (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression)) {
    const { name } = inner.expression;
    return name.text in OR_FAIL && ts.isIdentifier(name) ? name : undefined;
  }
  if (!ts.isIdentifier(inner)) return undefined;
  const declaration = checker.getSymbolAtLocation(inner)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  return findOf(bare(declaration.initializer), checker);
}
