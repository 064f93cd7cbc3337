import ts from 'typescript';
import type { RanInput } from '../ran-input';
import { assignedNames, bare, boundNames, calledName, isAssignment, isVariable, rootName, walk } from './syntax';

/** An input of the session, read. */
export interface ReadInput {
  readonly ran: RanInput;
  /** Its place among the inputs of the session. */
  readonly index: number;
  readonly source: ts.SourceFile;
  /** Names that it gives a new value in any case. */
  readonly defines: ReadonlySet<string>;
  /** Names that it may give a new value. */
  readonly mayDefine: ReadonlySet<string>;
  /** Names of the session whose values it needs. */
  readonly reads: ReadonlySet<string>;
  /** Names whose objects it changes. */
  readonly changes: ReadonlySet<string>;
  /** Names whose objects it saves, or removes. */
  readonly saves: ReadonlySet<string>;
  /** Names that it gives an object which is not from the database: only this input makes it. */
  readonly makes: ReadonlySet<string>;
}

const CHANGING: ReadonlySet<string> = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
  ...['set', 'add', 'delete', 'clear', 'reload'],
]);
const SAVING: ReadonlySet<string> = new Set(['save', 'remove', 'softRemove', 'recover', 'upsert']);
const MAKING: ReadonlySet<string> = new Set(['create', 'merge', 'preload', 'save', 'insert']);

/** Reads an input as the evaluator does: a line that starts with a brace is an object if it can be one. */
export function readInput(ran: RanInput, index: number): ReadInput {
  const { text } = ran;
  const source = asObject(text) ?? parse(text);
  const defines = new Set<string>();
  const mayDefine = new Set<string>();
  const changes = new Set<string>();
  const saves = new Set<string>();
  const makes = new Set<string>();
  const define = (name: string, value: ts.Node | undefined): void => {
    defines.add(name);
    if (value !== undefined && isMade(value)) makes.add(name);
  };
  for (const statement of source.statements) defineIn(statement, define);
  walk(source, (node) => {
    if (ts.isBinaryExpression(node) && isAssignment(node)) {
      for (const { text: name } of assignedNames(node.left)) mayDefine.add(name);
      noteChanged(node.left, changes);
    } else if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isCounting(node)) {
      for (const { text: name } of assignedNames(node.operand)) mayDefine.add(name);
      noteChanged(node.operand, changes);
    } else if (ts.isDeleteExpression(node)) noteChanged(node.expression, changes);
    else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
      if (!ts.isVariableDeclarationList(node.initializer))
        for (const { text: name } of assignedNames(node.initializer)) mayDefine.add(name);
    } else if (ts.isCallExpression(node)) noteCall(node, changes, saves);
  });
  return { ran, index, source, defines, mayDefine, reads: readsOf(source), changes, saves, makes };
}

/** Parses a text as TypeScript. */
export function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('input.ts', text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
}

function asObject(text: string): ts.SourceFile | undefined {
  if (!/^\s*\{/.test(text) || /;\s*$/.test(text)) return undefined;
  const source = parse(`(${text}\n)`);
  // What the parser could not read is in no public property.
  const { parseDiagnostics } = source as unknown as { readonly parseDiagnostics: readonly ts.Diagnostic[] };
  return parseDiagnostics.length === 0 ? source : undefined;
}

function defineIn(statement: ts.Statement, define: (name: string, value: ts.Node | undefined) => void): void {
  if (ts.isVariableStatement(statement)) {
    for (const { name, initializer } of statement.declarationList.declarations)
      for (const { text } of boundNames(name)) define(text, initializer);
  } else if (ts.isExpressionStatement(statement)) {
    const expression = bare(statement.expression);
    if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      for (const { text } of assignedNames(expression.left)) define(text, expression.right);
  } else if (ts.isImportDeclaration(statement)) {
    for (const { text } of importedNames(statement)) define(text, undefined);
  } else if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  ) {
    if (statement.name !== undefined) define(statement.name.text, undefined);
  }
}

/** The names that an import declares. */
export function importedNames({ importClause }: ts.ImportDeclaration): readonly ts.Identifier[] {
  const { name, namedBindings } = importClause ?? {};
  const named =
    namedBindings === undefined
      ? []
      : ts.isNamespaceImport(namedBindings)
        ? [namedBindings.name]
        : namedBindings.elements.map((element) => element.name);
  return name === undefined ? named : [name, ...named];
}

function isMade(value: ts.Node): boolean {
  let made = false;
  walk(value, (node) => {
    if (ts.isNewExpression(node)) made = true;
    else if (ts.isCallExpression(node) && MAKING.has(calledName(node) ?? '')) made = true;
  });
  return made;
}

function isCounting({ operator }: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}

/** `employee.name = ...` changes what `employee` is. */
function noteChanged(target: ts.Expression, changes: Set<string>): void {
  const inner = bare(target);
  if (ts.isIdentifier(inner)) return;
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.forEach((each) => noteChanged(each, changes));
  const root = rootName(inner);
  if (root !== undefined) changes.add(root.text);
}

function noteCall(node: ts.CallExpression, changes: Set<string>, saves: Set<string>): void {
  const name = calledName(node) ?? '';
  const callee = bare(node.expression);
  const root = ts.isPropertyAccessExpression(callee) ? rootName(callee.expression) : undefined;
  const given = node.arguments.flatMap((argument) => {
    const list = ts.isArrayLiteralExpression(argument) ? argument.elements : [argument];
    return list.flatMap((each) => rootName(each)?.text ?? []);
  });
  if (SAVING.has(name)) for (const each of [root?.text, ...given]) if (each !== undefined) saves.add(each);
  if (CHANGING.has(name) && root !== undefined) changes.add(root.text);
  // `Object.assign(x, ...)`, and functions of the session, which may do anything with what they are given.
  if (ts.isIdentifier(callee) && name !== 'String') for (const each of given) changes.add(each);
  if (root?.text === 'Object' && given[0] !== undefined && /^(?:assign|define)/.test(name)) changes.add(given[0]);
}

/** The names of the session that a text reads before it gives them a value of its own. */
function readsOf(source: ts.SourceFile): ReadonlySet<string> {
  const reads = new Set<string>();
  const targets = new Set<ts.Node>();
  walk(source, (node) => {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      for (const name of assignedNames(node.left)) targets.add(name);
  });
  const declared = new Map<string, number>();
  for (const statement of source.statements)
    defineIn(statement, (name) => {
      const isAssigned = ts.isExpressionStatement(statement);
      if (!declared.has(name)) declared.set(name, isAssigned ? statement.end : -1);
    });
  for (const node of sessionNames(source)) {
    if (targets.has(node)) continue;
    const from = declared.get(node.text);
    if (from === undefined || node.pos < from) reads.add(node.text);
  }
  return reads;
}

/** The identifiers of a text that name variables of the session: those of its top level, and what it declares nowhere. */
export function sessionNames(source: ts.SourceFile): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node, bound: ReadonlySet<string>): void => {
    if (ts.isIdentifier(node) && isVariable(node) && !bound.has(node.text)) found.push(node);
    const inner = namesIn(node);
    const all = inner.length === 0 ? bound : new Set([...bound, ...inner]);
    ts.forEachChild(node, (child) => visit(child, all));
  };
  ts.forEachChild(source, (child) => visit(child, new Set()));
  return found;
}

/** The names that are declared for what is in a function, a block or a loop. */
function namesIn(node: ts.Node): readonly string[] {
  const names: string[] = [];
  const note = (name: ts.BindingName | undefined): void => {
    if (name !== undefined) names.push(...boundNames(name).map(({ text }) => text));
  };
  const noteList = (list: ts.VariableDeclarationList): void => list.declarations.forEach(({ name }) => note(name));
  if (ts.isFunctionLike(node)) {
    node.parameters.forEach(({ name }) => note(name));
    if (ts.isFunctionExpression(node)) note(node.name);
  } else if (ts.isBlock(node) || ts.isCaseBlock(node)) {
    const statements = ts.isBlock(node) ? node.statements : node.clauses.flatMap((clause) => [...clause.statements]);
    for (const statement of statements) {
      if (ts.isVariableStatement(statement)) noteList(statement.declarationList);
      else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) note(statement.name);
    }
  } else if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    if (node.initializer !== undefined && ts.isVariableDeclarationList(node.initializer)) noteList(node.initializer);
  } else if (ts.isCatchClause(node)) note(node.variableDeclaration?.name);
  else if (ts.isClassExpression(node)) note(node.name);
  return names;
}
