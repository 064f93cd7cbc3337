import type ts from 'typescript';
import type { Documentation, Place, SourceText } from './messages';
import type { SessionProgram } from './session-program';
import { declarationOf, entityNode, named, type Meant } from './symbols';
import { typeText } from './type-text';

/** Overloads that are shown. */
const MOST_SIGNATURES = 5;

/** What there is to read about what a text means; `undefined` where TypeScript does not know it. */
export function documentationOf(text: string, program: SessionProgram): Documentation | undefined {
  const naming = named(text, program);
  if (naming === undefined) return undefined;
  const { reading, meant: found } = naming;
  if (found.entity !== undefined) return documentationOfEntity(found, program, reading.checker);
  const { symbol } = found;
  const declaration = declarationOf(symbol, program);
  const property = program.propertyOf(symbol);
  const entity = declaration && property && program.entityAround(declaration);
  return {
    signatures: signaturesOf(found, program, reading.checker),
    comment: commentOf(symbol, reading.checker, program),
    ...placeOf(entity && isOwn(declaration, program) ? entityNode(entity, program)?.node : declaration, program),
    ...(entity && property ? { entity: entity.facts.name, property: property.name } : {}),
  };
}

/** The text of what a text means, as it was written. */
export function sourceOf(text: string, program: SessionProgram): SourceText | undefined {
  const found = named(text, program)?.meant;
  if (found === undefined) return undefined;
  if (found.entity !== undefined) {
    const declared = entityNode(found.entity, program);
    return declared && written(declared.node, declared.source, program);
  }
  const declaration = declarationOf(found.symbol, program);
  if (declaration === undefined) return undefined;
  const source = declaration.getSourceFile();
  const whole = wholeOf(declaration, program);
  if (!program.isOwn(source.fileName)) return written(whole, source, program);
  const original = program.originalText(source.fileName, whole.getStart(source, true), whole.end);
  return original === undefined ? undefined : { text: original };
}

/** A variable is shown with its whole statement. */
function wholeOf(declaration: ts.Node, { ts }: SessionProgram): ts.Node {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return ts.isVariableStatement(statement) || !ts.isVariableDeclaration(declaration) ? statement : declaration;
}

function documentationOfEntity({ entity }: Meant, program: SessionProgram, checker: ts.TypeChecker): Documentation {
  const { facts } = entity!;
  const declared = entityNode(entity!, program);
  const { ts } = program;
  const name = declared && ts.isClassDeclaration(declared.node) ? declared.node.name : undefined;
  const symbol = name && checker.getSymbolAtLocation(name);
  const heritage =
    declared && ts.isClassDeclaration(declared.node)
      ? (declared.node.heritageClauses ?? []).map((clause) => ` ${clause.getText(declared.source)}`).join('')
      : '';
  return {
    signatures: [name === undefined ? `EntitySchema ${facts.name}` : `class ${name.text}${heritage}`],
    comment: symbol === undefined ? '' : commentOf(symbol, checker, program),
    ...placeOf(declared?.node, program),
    entity: facts.name,
  };
}

function signaturesOf(
  { symbol, node, type }: Meant,
  program: SessionProgram,
  checker: ts.TypeChecker,
): readonly string[] {
  const { ts } = program;
  const signatures = checker.getSignaturesOfType(checker.getNonNullableType(type), ts.SignatureKind.Call);
  const declared = declarationOf(symbol, program);
  const { parent } = symbol as { readonly parent?: ts.Symbol };
  const isMember = ((symbol.flags & ts.SymbolFlags.ClassMember) !== 0 || parent !== undefined) && !isModule(parent, ts);
  const holder = isMember && parent !== undefined && !parent.name.startsWith('__') ? `${parent.name}.` : '';
  if (signatures.length === 0) {
    const kind = declared && ts.isClassLike(declared) ? 'class ' : '';
    return [kind === '' ? `${holder}${symbol.name}: ${typeText(type, node, checker, ts)}` : `class ${symbol.name}`];
  }
  const { NoTruncation, UseAliasDefinedOutsideCurrentScope } = ts.TypeFormatFlags;
  const flags = NoTruncation | UseAliasDefinedOutsideCurrentScope;
  return signatures
    .slice(0, MOST_SIGNATURES)
    .map((signature) => `${holder}${symbol.name}${checker.signatureToString(signature, node, flags)}`);
}

function isModule(symbol: ts.Symbol | undefined, ts: SessionProgram['ts']): boolean {
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.ValueModule) !== 0;
}

function commentOf(symbol: ts.Symbol, checker: ts.TypeChecker, { ts }: SessionProgram): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const tags = symbol.getJsDocTags(checker).map(({ name, text: parts }) => {
    return `@${name} ${ts.displayPartsToString(parts)}`.trimEnd();
  });
  return [text, ...tags]
    .filter((each) => each !== '')
    .map(withPlainLinks)
    .join('\n');
}

const LINK = /\{@link(?:code|plain)?\s+([^}|\s]+)\s*(?:[|\s]\s*([^}]*))?\}/g;

function withPlainLinks(text: string): string {
  return text.replace(LINK, (_whole, target: string, label: string | undefined) => label?.trim() || target);
}

function isOwn(node: ts.Node, program: SessionProgram): boolean {
  return program.isOwn(node.getSourceFile().fileName);
}

function placeOf(node: ts.Node | undefined, program: SessionProgram): { readonly place?: Place } {
  const source = node?.getSourceFile();
  if (node === undefined || source === undefined || program.isOwn(source.fileName)) return {};
  return {
    place: { file: source.fileName, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 },
  };
}

/** A piece of a file with the comment before it, moved to the left margin. */
function written(node: ts.Node, source: ts.SourceFile, program: SessionProgram): SourceText {
  const start = node.getStart(source, true);
  const lineStart = source.text.lastIndexOf('\n', start - 1) + 1;
  const margin = /^\s*/.exec(source.text.slice(lineStart, start))?.[0] ?? '';
  const lines = source.text.slice(start, node.end).split(/\r?\n/);
  const text = lines.map((line, index) => (index > 0 && line.startsWith(margin) ? line.slice(margin.length) : line));
  const { place } = placeOf(node, program);
  return { text: text.join('\n'), ...(place === undefined ? {} : { place }) };
}
