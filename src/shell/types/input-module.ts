import type ts from 'typescript';
import type { TypeScriptApi } from '../project/typescript/compiler';
import { waits, type WaitOptions } from './implicit-await';
import { InsertedText, type Insertion } from './insertions';
import type { InputText } from './messages';

/** What an input's module exports its value as. */
export const VALUE = '__value';

/** An input as a module: what it declares it exports, what it uses of others it imports. */
export interface InputModule {
  /** The text with what makes a module's of it, without imports and exports. */
  readonly body: InsertedText;
  /** Names that it declares, values and types; what is assigned and was never declared is a declaration too. */
  readonly declares: readonly string[];
  /** Names that occur in it. */
  readonly uses: ReadonlySet<string>;
  readonly hasValue: boolean;
  /** The variable that its last statement has given a value to, which is the input's value then. */
  readonly valueName: string | undefined;
}

/**
 * Makes a module of an input.
 * @param isWhole whether it is to be run as it is; at a cursor there may be anything behind it.
 */
export function inputModule(
  { text, implicitAwait }: InputText,
  options: Omit<WaitOptions, 'cursor'> & { readonly cursor?: number },
): InputModule {
  const { ts } = options;
  // As at the prompt, a line that starts with a brace is an object if it can be one.
  const shift = isObject(text, ts) ? 1 : 0;
  const cursor = options.cursor === undefined ? undefined : options.cursor + shift;
  const source = ts.createSourceFile('input.ts', shift ? `(${text})` : text, ts.ScriptTarget.Latest, true);
  const declared = new Declared(source, ts);
  const last = source.statements.at(-1);
  const value = last && ts.isExpressionStatement(last) && !declared.byAssignment.has(last) ? last : undefined;
  const insertions: Insertion[] = [];
  for (const statement of declared.byAssignment) insertions.push(before(statement.getStart(source), 'let '));
  if (value !== undefined) insertions.push(before(value.getStart(source), `export const ${VALUE} = `));
  if (shift) insertions.push(before(shift, '('), { at: text.length + shift, text: ')', side: 'behind' });
  if (implicitAwait) insertions.push(...waits(source, { ...options, cursor }));
  const placed = insertions.map((each) => ({ ...each, at: Math.max(each.at - shift, 0) }));
  return {
    body: new InsertedText(text, placed),
    declares: [...declared.names],
    uses: namesIn(source, ts),
    hasValue: value !== undefined,
    valueName: declared.last,
  };
}

function before(at: number, text: string): Insertion {
  return { at, text, side: 'before' };
}

function isObject(text: string, ts: TypeScriptApi): boolean {
  if (!/^\s*\{/.test(text) || /;\s*$/.test(text)) return false;
  const { diagnostics } = ts.transpileModule(`(${text})`, { reportDiagnostics: true });
  return diagnostics?.length === 0;
}

/** What a text declares for the inputs after it. */
class Declared {
  readonly names = new Set<string>();
  /** Statements that assign to a name that was not declared in the text: `employee1 = …`. */
  readonly byAssignment = new Set<ts.Statement>();
  /** The name that the last statement gives a value to. */
  last: string | undefined;
  readonly #ts: TypeScriptApi;

  constructor(source: ts.SourceFile, ts: TypeScriptApi) {
    this.#ts = ts;
    for (const statement of source.statements) this.#declare(statement);
    for (const statement of source.statements) this.#assign(statement);
  }

  #declare(statement: ts.Statement): void {
    const ts = this.#ts;
    if (ts.isVariableStatement(statement)) this.#variables(statement.declarationList);
    else if (ts.isImportDeclaration(statement)) this.#imported(statement);
    else if (isNamed(statement, ts)) {
      if (statement.name !== undefined && ts.isIdentifier(statement.name)) this.names.add(statement.name.text);
    } else this.#hoisted(statement);
  }

  #variables({ declarations }: ts.VariableDeclarationList): void {
    for (const { name } of declarations) this.#bound(name);
  }

  #bound(name: ts.BindingName): void {
    const ts = this.#ts;
    if (ts.isIdentifier(name)) {
      if (name.text !== '') this.names.add(name.text);
    } else for (const element of name.elements) if (ts.isBindingElement(element)) this.#bound(element.name);
  }

  #imported({ importClause }: ts.ImportDeclaration): void {
    const ts = this.#ts;
    if (importClause?.name !== undefined) this.names.add(importClause.name.text);
    const bindings = importClause?.namedBindings;
    if (bindings === undefined) return;
    if (ts.isNamespaceImport(bindings)) this.names.add(bindings.name.text);
    else for (const { name } of bindings.elements) this.names.add(name.text);
  }

  /** `var` in blocks and loops is the whole text's. */
  #hoisted(node: ts.Node): void {
    const ts = this.#ts;
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) this.#variables(node);
    ts.forEachChild(node, (child) => this.#hoisted(child));
  }

  #assign(statement: ts.Statement): void {
    const ts = this.#ts;
    if (!ts.isExpressionStatement(statement)) return;
    const { expression } = statement;
    if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
    const { left, right } = expression;
    if (!ts.isIdentifier(left)) return;
    const { text: name } = left;
    if (statement === statement.getSourceFile().statements.at(-1)) this.last = name;
    // What is made of its own value before keeps the type that it had.
    if (this.names.has(name) || namesIn(right, ts).has(name)) return;
    this.names.add(name);
    this.byAssignment.add(statement);
  }
}

type Named = ts.Statement & { readonly name?: ts.Node };

function isNamed(statement: ts.Statement, ts: TypeScriptApi): statement is Named {
  return (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  );
}

function namesIn(node: ts.Node, ts: TypeScriptApi): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (each: ts.Node): void => {
    if (ts.isIdentifier(each)) names.add(each.text);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return names;
}
