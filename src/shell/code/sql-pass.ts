import ts from 'typescript';
import type { Checked } from './compilation';
import type { Draft } from './draft';
import { Edits } from './edits';
import type { ProgramNames } from './program-names';
import { CodeRefusal } from './refusal';
import { bare, walk } from './syntax';

/** A query as text, with the expressions whose values it is given. */
interface Query {
  /** Pieces of a template: what stands between `${` and `}` has that already. */
  text: string;
  readonly parameters: string[];
  /** Lists whose lengths are not known: their expressions. */
  readonly lists: string[];
}

/**
 * Writes out what `sql` means: the text with this database's placeholders, and the parameters beside it.
 * @returns the changed text; `undefined` when there is no such query.
 * @throws CodeRefusal for a piece that the text does not tell
 */
export function saySql(checked: Checked, root: ts.Node, draft: Draft, names: ProgramNames): string | undefined {
  const { source, checker } = checked;
  const edits = new Edits(source);
  const pieces = new Set<ts.VariableStatement>();
  const canSayType = hasRowType(checked, root, names.dataSource);
  walk(root, (node) => {
    const variable = ts.isVariableStatement(node) ? node.declarationList.declarations[0]?.initializer : undefined;
    if (variable !== undefined && isPiece(bare(variable))) {
      pieces.add(node as ts.VariableStatement);
      edits.replaceNode(node, '');
      return false;
    }
    if (!ts.isTaggedTemplateExpression(node) || !ts.isIdentifier(node.tag)) return true;
    if (node.tag.text !== 'sql' && node.tag.text !== 'sqlWrite') return true;
    const query: Query = { text: '', parameters: [], lists: [] };
    new Writer(checker, names, query).template(node.template);
    const text = literal(query);
    const given = `[${query.parameters.join(', ')}]`;
    const isStatement = ts.isAwaitExpression(node.parent) && ts.isExpressionStatement(node.parent.parent);
    const parameters = query.parameters.length > 0 ? `, ${given}` : '';
    if (node.tag.text === 'sqlWrite' && !isStatement) {
      draft.helpers.add('writeRows');
      edits.replaceNode(node, `writeRows(${text}, ${given})`);
    } else if (isStatement) edits.replaceNode(node, `${names.dataSource}.query(${text}${parameters})`);
    else
      edits.replaceNode(
        node,
        canSayType
          ? `${names.dataSource}.query<${ROWS}>(${text}${parameters})`
          : `(${names.dataSource}.query(${text}${parameters}) as Promise<${ROWS}>)`,
      );
    return false;
  });
  return edits.isEmpty ? undefined : edits.apply();
}

const ROWS = 'Record<string, any>[]';

/** TypeORM 0.3.20 has no type for what `query` gives. */
function hasRowType({ checker, source }: Checked, root: ts.Node, dataSource: string): boolean {
  void root;
  const symbol = checker
    .getSymbolsInScope(source.endOfFileToken, ts.SymbolFlags.Alias)
    .find(({ name }) => name === dataSource);
  if (symbol === undefined) return true;
  const type = checker.getTypeOfSymbolAtLocation(checker.getAliasedSymbol(symbol), source);
  const query = checker.getPropertyOfType(type, 'query');
  if (query === undefined) return true;
  return checker
    .getTypeOfSymbol(query)
    .getCallSignatures()
    .some(({ typeParameters }) => (typeParameters ?? []).length > 0);
}

/** `sql.part` and `sql.name`. */
function isPiece(node: ts.Expression): node is ts.TaggedTemplateExpression | ts.CallExpression {
  const callee = ts.isTaggedTemplateExpression(node)
    ? node.tag
    : ts.isCallExpression(node)
      ? node.expression
      : undefined;
  return callee !== undefined && /^sql\.(?:part|name)$/.test(callee.getText());
}

class Writer {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly names: ProgramNames,
    private readonly query: Query,
  ) {}

  template(node: ts.TemplateLiteral): void {
    if (ts.isNoSubstitutionTemplateLiteral(node)) return this.#add(node.text);
    this.#add(node.head.text);
    for (const { expression, literal: after } of node.templateSpans) {
      this.#value(expression);
      this.#add(after.text);
    }
  }

  #add(text: string): void {
    this.query.text += escaped(text);
  }

  #value(node: ts.Expression): void {
    const inner = this.#meant(bare(node));
    if (isPiece(inner)) return this.#piece(inner);
    const type = this.checker.getTypeAtLocation(node);
    if (type.symbol?.name === 'SqlPiece')
      throw new CodeRefusal('a piece of a query is not written where it is used.', 'Write sql.part`…` in the query.');
    if (ts.isArrayLiteralExpression(inner) && !inner.elements.some(ts.isSpreadElement)) {
      inner.elements.forEach((element, index) => {
        if (index > 0) this.#add(', ');
        this.#parameter(element);
      });
      return;
    }
    if (this.checker.isArrayType(this.checker.getNonNullableType(type))) return this.#list(node);
    this.#parameter(node);
  }

  /** What a constant stands for, when that is a piece of a query. */
  #meant(node: ts.Expression): ts.Expression {
    if (!ts.isIdentifier(node)) return node;
    const declaration = this.checker.getSymbolAtLocation(node)?.valueDeclaration;
    const value =
      declaration !== undefined && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    return value !== undefined && isPiece(bare(value)) ? bare(value) : node;
  }

  #piece(node: ts.TaggedTemplateExpression | ts.CallExpression): void {
    if (ts.isTaggedTemplateExpression(node)) return this.template(node.template);
    const path = node.arguments.map((argument) => (ts.isStringLiteralLike(argument) ? argument.text : undefined));
    if (path.includes(undefined)) throw new CodeRefusal('sql.name is given something else than a text.');
    this.#add(path.map((each) => this.names.quote(each!)).join('.'));
  }

  #parameter(node: ts.Expression): void {
    const { parameters, lists } = this.query;
    const number = parameters.length - lists.length + 1;
    if (lists.length === 0 || this.names.placeholder(1) === this.names.placeholder(2))
      this.#add(this.names.placeholder(number));
    else
      this.query.text += `${escaped(this.#mark)}\${${[number, ...lists.map((list) => `${list}.length`)].join(' + ')}}`;
    parameters.push(this.#bound(node));
  }

  /** A list becomes a list of placeholders, as many as it has elements when the query runs. */
  #list(node: ts.Expression): void {
    const { parameters, lists } = this.query;
    const text = node.getText();
    if (!/^[\w$.]+$/.test(text))
      throw new CodeRefusal('a list in a query is made where it is used.', 'Put it into a variable first.');
    const isNumbered = this.names.placeholder(1) !== this.names.placeholder(2);
    const first = [parameters.length - lists.length + 1, ...lists.map((list) => `${list}.length`)].join(' + ');
    const one = isNumbered
      ? `(_, index) => \`${this.#mark}\${index + ${first}}\``
      : `() => '${this.names.placeholder(1)}'`;
    this.query.text += `\${${text}.map(${one}).join(', ')}`;
    lists.push(text);
    parameters.push(`...${text}`);
  }

  get #mark(): string {
    return this.names.placeholder(1).replace(/\d+$/, '');
  }

  /** SQLite binds neither booleans nor dates. */
  #bound(node: ts.Expression): string {
    const text = node.getText();
    if (!this.names.isSqlite) return text;
    const type = this.checker.getTypeAtLocation(node);
    const parts = type.isUnion() ? type.types : [type];
    if (parts.some((part) => (part.flags & ts.TypeFlags.BooleanLike) !== 0)) return `Number(${text})`;
    if (parts.some((part) => part.symbol?.name === 'Date')) {
      const object =
        ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isNewExpression(node) ? text : `(${text})`;
      return `${object}.toISOString().replace('T', ' ').replace('Z', '')`;
    }
    return text;
  }
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
}

/** A query as a literal: in single quotes where nothing speaks against it. */
function literal({ text, lists }: Query): string {
  return lists.length > 0 || /['\n\\]/.test(text) ? `\`${text}\`` : `'${text}'`;
}
