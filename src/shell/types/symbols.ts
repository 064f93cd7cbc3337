import type ts from 'typescript';
import { TYPEORM, type PlacedEntity } from './given-names';
import { WAIT } from './implicit-await';
import { VALUE } from './input-module';
import type { Reading, SessionProgram } from './session-program';

/** What a text means. */
export interface Meant {
  readonly symbol: ts.Symbol;
  /** Where it stands. */
  readonly node: ts.Node;
  readonly type: ts.Type;
  /** The entity, where it is one. */
  readonly entity?: PlacedEntity;
}

/** The expression that a text gives as its value. */
export function valueOf({ source }: Reading, { ts }: SessionProgram): ts.Expression | undefined {
  for (const statement of [...source.statements].reverse()) {
    if (!ts.isVariableStatement(statement)) continue;
    const [declaration] = statement.declarationList.declarations;
    if (declaration !== undefined) return declaration.initializer;
  }
  return undefined;
}

/** What a text names, and the text as TypeScript has read it. */
export interface Naming {
  readonly reading: Reading;
  readonly meant: Meant;
}

const FIRST_TWO = /^([\p{ID_Start}$_][\p{ID_Continue}$]*)\.([\p{ID_Start}$_][\p{ID_Continue}$]*)/u;

/** What a text names. `Employee.name` is the column of its objects, not the name that every class has. */
export function named(text: string, program: SessionProgram): Naming | undefined {
  const [, first, second] = FIRST_TWO.exec(text) ?? [];
  const entity = program.entities.find(({ facts }) => facts.name === first)?.facts;
  const ofObjects = text.replace(/\./, '.prototype.');
  const isColumn = entity?.properties.some(({ name }) => name === second) === true;
  const inScope = entity === undefined ? [text] : isColumn ? [ofObjects, text] : [text, ofObjects];
  // What is TypeORM's and not in scope: `Repository.save`.
  for (const each of [...inScope, `${TYPEORM}.${text}`, `${TYPEORM}.${ofObjects}`]) {
    const reading = program.read(each);
    const found = meant(reading, program);
    if (found !== undefined) return { reading, meant: found };
  }
  return undefined;
}

/** What the name at the end of a text means: of `Employee.find` the method, of `Employee.find()` too. */
export function meant(reading: Reading, program: SessionProgram): Meant | undefined {
  const { ts } = program;
  const { checker } = reading;
  const value = valueOf(reading, program);
  const node = value && nameIn(value, ts);
  const found = node && checker.getSymbolAtLocation(node);
  if (node === undefined || found === undefined) return undefined;
  const symbol = (found.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(found) : found;
  const type = checker.getTypeAtLocation(node);
  const isGiven = symbol.declarations?.some(
    (each) => ts.isVariableDeclaration(each) && each.getSourceFile().fileName === program.givenFile,
  );
  const entity = isGiven === true ? program.entities.find(({ facts }) => facts.name === symbol.name) : undefined;
  return { symbol, node, type, ...(entity === undefined ? {} : { entity }) };
}

function nameIn(node: ts.Expression, ts: SessionProgram['ts']): ts.Node | undefined {
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return nameIn(node.expression, ts);
  if (ts.isNewExpression(node)) return nameIn(node.expression, ts);
  if (ts.isCallExpression(node)) {
    const [argument] = node.arguments as readonly (ts.Expression | undefined)[];
    const isWait = ts.isIdentifier(node.expression) && node.expression.text === WAIT;
    return isWait && argument ? nameIn(argument, ts) : nameIn(node.expression, ts);
  }
  if (ts.isTaggedTemplateExpression(node)) return nameIn(node.tag, ts);
  if (ts.isPropertyAccessExpression(node)) return node.name;
  return ts.isIdentifier(node) && node.text !== VALUE ? node : undefined;
}

/** A declaration that a person has written or can read: none of those that the shell has made up. */
export function declarationOf(symbol: ts.Symbol, program: SessionProgram): ts.Node | undefined {
  const all = symbol.declarations ?? [];
  return all.find((each) => !program.isOwn(each.getSourceFile().fileName)) ?? all[0];
}

/** The class of an entity, or the statement that makes its EntitySchema. */
export function entityNode(
  { place }: PlacedEntity,
  { ts, service }: SessionProgram,
): { readonly source: ts.SourceFile; readonly node: ts.Node } | undefined {
  if (place === undefined) return undefined;
  const source =
    service.getProgram()?.getSourceFile(place.file) ??
    ts.createSourceFile(place.file, ts.sys.readFile(place.file) ?? '', ts.ScriptTarget.Latest, true);
  const node = source.statements.find((each) => each.getStart(source) === place.start);
  return node && { source, node };
}
