import ts from 'typescript';
import { Edits } from './edits';
import { importedNames, sessionNames, type ReadInput } from './input-facts';
import { CodeRefusal } from './refusal';
import { LAST_VALUE, type Slice } from './slice';
import {
  assignmentsBelow,
  definedBy,
  endOf,
  isEmptyOfValue,
  isLogged,
  isWithoutEffect,
  namesInFunctions,
  returnIn,
  selfReferring,
  splitLines,
  topAssignments,
  unparenthesized,
  withoutExport,
} from './statements';
import { assignedNames, bare, boundNames } from './syntax';

/** The statements of a function that does what the inputs do, and what has to stand before the function. */
export interface Body {
  /** With a mark before what came of each input: see {@link inputAt}. */
  readonly text: string;
  readonly imports: readonly string[];
}

/** How many values of a session are shown: that of the last input alone, or all. */
export type Shown = 'last' | 'all';

const MARK = /\/\*@(\d+)\*\//g;

/** The place of the input that the code at a position came of. */
export function inputAt(text: string, position: number): number {
  let found = -1;
  for (const { index, 1: input } of text.matchAll(MARK)) {
    if (index > position) break;
    found = Number(input);
  }
  return found;
}

export function withoutMarks(text: string): string {
  return text.replaceAll(/\/\*@\d+\*\/\n?/g, '');
}

/**
 * Puts inputs together as the statements of one function: a variable is declared once, under another name when it is declared
 * again; what the last input gave is returned.
 */
export function bodyOf(slice: Slice, shown: Shown): Body {
  return new BodyWriter(slice, shown).write();
}

class BodyWriter {
  readonly #slice: Slice;
  readonly #shown: Shown;
  readonly #imports: string[] = [];
  /** What a name of the session is called now. */
  readonly #now = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** Names that are given another value while they are what they are. */
  readonly #changing = new Set<string>();
  /** What the value of an input is called, for inputs that are asked for it. */
  readonly #values = new Map<number, string>();

  constructor(slice: Slice, shown: Shown) {
    this.#slice = slice;
    this.#shown = shown;
    const defined = new Set<string>();
    for (const { source, defines, mayDefine } of slice.inputs) {
      const atTop = topAssignments(source);
      for (const name of mayDefine) if (!defines.has(name) || !atTop.has(name)) this.#changing.add(name);
      for (const name of namesInFunctions(source)) defined.add(name);
      for (const name of selfReferring(source)) this.#changing.add(name);
      for (const node of sessionNames(source)) this.#taken.add(node.text);
    }
    const counts = new Map<string, number>();
    for (const { defines } of slice.inputs) for (const name of defines) counts.set(name, (counts.get(name) ?? 0) + 1);
    // A function sees what the name means when it is called.
    for (const [name, count] of counts) if (count > 1 && defined.has(name)) this.#changing.add(name);
  }

  write(): Body {
    const { inputs } = this.#slice;
    const texts = inputs.map((input, place) => this.#input(input, place === inputs.length - 1));
    return { text: texts.join('\n'), imports: this.#imports };
  }

  #input(input: ReadInput, isLast: boolean): string {
    const { source, index } = input;
    const edits = new Edits(source);
    const value = this.#valueStatement(input);
    const before: string[] = [];
    for (const name of input.mayDefine)
      if (!this.#now.has(name) && !input.defines.has(name) && this.#isSessions(name, source)) {
        this.#now.set(name, name);
        before.push(`let ${name};`);
      }
    const renamed = new Map(this.#now);
    for (const statement of source.statements) {
      if (ts.isImportDeclaration(statement)) {
        this.#imports.push(statement.getText(source));
        for (const { text } of importedNames(statement)) renamed.set(text, text);
        edits.replaceNode(statement, '');
      } else if (statement === value) this.#value(statement, input, isLast, edits, renamed);
      else this.#statement(statement, edits, renamed);
      // Reads in a later statement mean what this one has declared.
      this.#renameIn(statement, input, edits, renamed);
    }
    for (const [name, now] of renamed) this.#now.set(name, now);
    splitLines(source, edits);
    const text = edits
      .apply()
      .trim()
      .replace(/^\((\{[^]*\})\n\)$/, '($1)');
    return [`/*@${index}*/`, ...before, text.endsWith(';') || text.endsWith('}') ? text : `${text};`].join('\n');
  }

  /** The statement whose value is that of the input. */
  #valueStatement({ source, ran, index }: ReadInput): ts.Statement | undefined {
    const isAsked = [...this.#slice.lastValues.values()].includes(index);
    const isLast = index === this.#slice.inputs.at(-1)?.index;
    if (!ran.gaveValue || !(isAsked || isLast || this.#shown === 'all')) return undefined;
    return source.statements.findLast((each) => !isEmptyOfValue(each));
  }

  #value(
    statement: ts.Statement,
    { source, index, ran }: ReadInput,
    isLast: boolean,
    edits: Edits,
    renamed: Map<string, string>,
  ): void {
    const isTail = statement === source.statements.at(-1);
    const isAsked = [...this.#slice.lastValues.values()].includes(index);
    if (!ts.isExpressionStatement(statement)) {
      if (isAsked) throw new CodeRefusal('_ is the value of a statement that is no expression.');
      if (isLast && isTail) returnIn(statement, edits);
      return;
    }
    const expression = unparenthesized(statement.expression);
    const named = this.#statement(statement, edits, renamed, true);
    if (named !== undefined) {
      if (isAsked) this.#values.set(index, named);
      if (isLast) edits.wrap(statement, '', `${endOf(statement)}\nreturn ${named};`);
      return;
    }
    if (isAsked || (isLast && !isTail)) {
      const name = this.#free(isAsked ? 'previous' : 'value');
      this.#values.set(index, name);
      edits.wrap(expression, `const ${name} = `);
      if (isLast) edits.wrap(source.statements.at(-1)!, '', `${endOf(source.statements.at(-1)!)}\nreturn ${name};`);
    } else if (isLast) {
      edits.wrap(expression, 'return ');
    } else if (!(ran.wrote && ts.isCallExpression(expression)) && !isLogged(expression)) {
      edits.wrap(expression, 'console.log(', ')');
    }
    if (expression !== statement.expression) {
      edits.replace(statement.expression.getStart(source), expression.getStart(source), '');
      edits.replace(expression.end, statement.expression.end, '');
    }
  }

  /** @returns the name that the statement's value has got. */
  #statement(statement: ts.Statement, edits: Edits, renamed: Map<string, string>, isValue = false): string | undefined {
    const { source } = edits;
    if (ts.isVariableStatement(statement)) this.#variables(statement, edits, renamed);
    else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      withoutExport(statement, edits);
      if (statement.name !== undefined) this.#declare(statement.name.text, renamed);
    } else if (ts.isEnumDeclaration(statement)) throw new CodeRefusal('an enum cannot stand in a function.');
    else if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) edits.replaceNode(statement, '');
    if (!ts.isExpressionStatement(statement)) return undefined;
    const expression = bare(statement.expression);
    if (!isValue && isWithoutEffect(expression)) edits.replaceNode(statement, '');
    if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
      return undefined;
    const names = assignedNames(expression.left).map(({ text }) => text);
    // `a = b = 1`: the others of the chain are declared before.
    const inner = assignmentsBelow(expression.right);
    const target = bare(expression.left);
    if (names.length === 0 || ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target))
      return undefined;
    const isNew = names.every((name) => !this.#isDeclared(name, renamed));
    const isAgain = !isNew && names.every((name) => !this.#changing.has(name));
    const opened = inner.filter((name) => !this.#isDeclared(name, renamed));
    for (const name of opened) renamed.set(name, name);
    const start = statement.getStart(source);
    if (isNew || isAgain) {
      const mutable = names.some((name) => this.#changing.has(name));
      for (const name of names) this.#declare(name, renamed);
      // Around the pattern stood parentheses, as a statement does not begin with a brace.
      edits.replace(start, expression.getStart(source), '');
      edits.replace(expression.end, statement.expression.end, '');
      edits.wrap(expression, `${opened.map((name) => `let ${name};\n`).join('')}${mutable ? 'let' : 'const'} `);
    } else {
      const missing = names.filter((name) => !this.#isDeclared(name, renamed));
      for (const name of missing) renamed.set(name, name);
      const lines = [...opened, ...missing].map((name) => `let ${name};\n`);
      if (lines.length > 0) edits.wrap(statement, lines.join(''));
    }
    return ts.isIdentifier(target) ? renamed.get(target.text) : undefined;
  }

  #variables(statement: ts.VariableStatement, edits: Edits, renamed: Map<string, string>): void {
    const { source } = edits;
    const list = statement.declarationList;
    withoutExport(statement, edits);
    const names = list.declarations.flatMap(({ name }) => boundNames(name).map(({ text }) => text));
    const again = names.filter((name) => this.#isDeclared(name, renamed));
    const [only] = list.declarations;
    if (again.some((name) => this.#changing.has(name))) {
      if (list.declarations.length > 1 || !ts.isIdentifier(only.name) || only.type !== undefined)
        throw new CodeRefusal(`${again.join(', ')} is declared again, and a function uses it.`);
      edits.replace(statement.getStart(source), only.getStart(source), '');
      return;
    }
    for (const name of names) this.#declare(name, renamed);
    const isConst = (list.flags & ts.NodeFlags.Const) !== 0;
    const changes = names.some((name) => this.#changing.has(name));
    const keyword = changes ? 'let' : isConst || (list.flags & ts.NodeFlags.Let) === 0 ? 'const' : 'let';
    const needsValue = keyword === 'const' && list.declarations.some(({ initializer }) => initializer === undefined);
    const start = list.getStart(source);
    edits.replace(start, start + source.text.slice(start).search(/\s|[[{]/), needsValue ? 'let' : keyword);
  }

  #isDeclared(name: string, renamed: ReadonlyMap<string, string>): boolean {
    return renamed.has(name);
  }

  #declare(name: string, renamed: Map<string, string>): void {
    renamed.set(name, renamed.has(name) ? this.#free(name) : name);
  }

  #free(name: string): string {
    let free = name;
    for (let count = 2; this.#taken.has(free); count++) free = `${name}${count}`;
    this.#taken.add(free);
    return free;
  }

  /** Puts the names of now in a statement. */
  #renameIn(statement: ts.Statement, input: ReadInput, edits: Edits, renamed: ReadonlyMap<string, string>): void {
    const targets = new Set<ts.Node>();
    if (ts.isExpressionStatement(statement)) {
      const expression = bare(statement.expression);
      if (ts.isBinaryExpression(expression)) assignedNames(expression.left).forEach((name) => targets.add(name));
    }
    const declared = new Set<ts.Node>(
      ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.flatMap(({ name }) => boundNames(name))
        : [],
    );
    for (const node of this.#namesOf(input)) {
      if (node.pos < statement.pos || node.end > statement.end) continue;
      const isTarget = targets.has(node) || declared.has(node);
      const before = this.#now.get(node.text);
      const now =
        node.text === LAST_VALUE
          ? this.#lastValue(input)
          : isTarget || ts.isFunctionDeclaration(node.parent) || ts.isClassDeclaration(node.parent)
            ? renamed.get(node.text)
            : (this.#atRead(statement, node, input, renamed) ?? before);
      if (now === undefined || now === node.text) continue;
      const isShorthand = ts.isShorthandPropertyAssignment(node.parent);
      edits.replaceNode(node, isShorthand ? `${node.text}: ${now}` : now);
    }
  }

  /** What a name that is read in a statement means: what this input's statements before it have made of it. */
  #atRead(
    statement: ts.Statement,
    node: ts.Identifier,
    { source }: ReadInput,
    renamed: ReadonlyMap<string, string>,
  ): string | undefined {
    const definedHere = source.statements.some(
      (each) => each.pos < statement.pos && definedBy(each).includes(node.text),
    );
    const definesItself = definedBy(statement).includes(node.text);
    if (definedHere || (!definesItself && !this.#now.has(node.text))) return renamed.get(node.text);
    return definesItself ? (this.#now.get(node.text) ?? renamed.get(node.text)) : this.#now.get(node.text);
  }

  #lastValue({ index }: ReadInput): string {
    const from = this.#slice.lastValues.get(index);
    const name = from === undefined ? undefined : this.#values.get(from);
    if (name === undefined) throw new CodeRefusal('no input before it gave a value that _ could mean.');
    return name;
  }

  #namesOf({ source }: ReadInput): readonly ts.Identifier[] {
    return sessionNames(source);
  }

  #isSessions(name: string, source: ts.SourceFile): boolean {
    return sessionNames(source).some(({ text }) => text === name);
  }
}
