import type ts from 'typescript';
import type { PropertyFacts } from './messages';
import type { ReadModule, SessionProgram } from './session-program';
import { typeText } from './type-text';

/** A value that is not of the type that its place wants. */
const NOT_ASSIGNABLE: ReadonlySet<number> = new Set([2322, 2345, 2769]);
/** Fewer arguments than a function has parameters. */
const ARGUMENTS: ReadonlySet<number> = new Set([2554, 2555]);
/** Methods of TypeORM's that fail without their arguments, and say so. */
const FAIL_WITHOUT: ReadonlySet<string> = new Set([
  ...['save', 'remove', 'softRemove', 'recover', 'insert', 'update', 'upsert', 'delete', 'softDelete', 'restore'],
  ...[
    'findOne',
    'findOneBy',
    'findOneOrFail',
    'findOneByOrFail',
    'findByIds',
    'preload',
    'merge',
    'query',
    'transaction',
  ],
  ...['increment', 'decrement', 'sum', 'average', 'minimum', 'maximum'],
]);
/** Find options whose values the shell looks at when the line runs. */
const LOOKED_AT: ReadonlySet<string> = new Set(['take', 'skip', 'order']);

/**
 * What TypeScript sees in a text that is about the model, and that running it does not tell: a value of the wrong type among conditions and
 * options, a missing argument that TypeORM takes for "all rows". Everything else that it could say of a line at a prompt is no news, or none
 * that is wanted: misspelt names, and what a column cannot hold, are refused when the line runs, with better words.
 */
export function warningsOn(text: string, program: SessionProgram): readonly string[] {
  return warningsIn(program.read(text), program);
}

/** The same of a module of the session. */
export function warningsIn(reading: ReadModule, program: SessionProgram): readonly string[] {
  const { source, program: checked } = reading;
  if (checked.getSyntacticDiagnostics(source).length > 0) return [];
  const found = checked.getSemanticDiagnostics(source).flatMap(({ code, start }) => {
    if (start === undefined) return [];
    const call = modelCallAround(start, reading, program);
    if (call === undefined) return [];
    if (ARGUMENTS.has(code)) return missingArguments(call, reading, program);
    return NOT_ASSIGNABLE.has(code) ? new Values(reading, program).wrongIn(call.arguments) : [];
  });
  return [...new Set(found)];
}

/** The innermost call around a place, where it is one of a method of TypeORM's or of an entity's class. */
function modelCallAround(place: number, reading: ReadModule, program: SessionProgram): ts.CallExpression | undefined {
  const { ts } = program;
  const { source } = reading;
  let call: ts.CallExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (place < node.getStart(source) || place >= node.end) return;
    if (ts.isCallExpression(node) && !program.isWait(node)) call = node;
    // What a function does is its own affair.
    if (ts.isFunctionLike(node)) call = undefined;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return call && isOfModel(call, reading, program) ? call : undefined;
}

function isOfModel(call: ts.CallExpression, { checker }: ReadModule, program: SessionProgram): boolean {
  const declaration: ts.Node | undefined = checker.getResolvedSignature(call)?.getDeclaration();
  if (declaration === undefined) return false;
  const { fileName } = declaration.getSourceFile();
  const isTypeorm = /[\\/]node_modules[\\/]typeorm(?:-[\d.]+)?[\\/]/.test(fileName);
  return isTypeorm || program.entityAround(declaration) !== undefined;
}

function missingArguments(call: ts.CallExpression, { checker }: ReadModule, { ts }: SessionProgram): readonly string[] {
  const signature = checker.getResolvedSignature(call);
  const { expression } = call;
  if (signature === undefined || !ts.isPropertyAccessExpression(expression)) return [];
  const name = expression.name.text;
  const missing = signature.getParameters()[call.arguments.length] as ts.Symbol | undefined;
  return missing === undefined || FAIL_WITHOUT.has(name) ? [] : [`${name}() has no argument "${missing.name}".`];
}

/** Values in the object literals of a call that are not of the type that is wanted. */
class Values {
  readonly #reading: ReadModule;
  readonly #program: SessionProgram;

  constructor(reading: ReadModule, program: SessionProgram) {
    this.#reading = reading;
    this.#program = program;
  }

  wrongIn(nodes: readonly ts.Expression[]): readonly string[] {
    const { ts } = this.#program;
    return nodes.flatMap((node): readonly string[] => {
      if (ts.isArrayLiteralExpression(node)) return this.wrongIn(node.elements);
      if (!ts.isObjectLiteralExpression(node)) return [];
      return node.properties.flatMap((property) => {
        if (!ts.isPropertyAssignment(property) || LOOKED_AT.has(property.name.getText())) return [];
        const { initializer } = property;
        const isInner = ts.isObjectLiteralExpression(initializer) || ts.isArrayLiteralExpression(initializer);
        return isInner ? this.wrongIn([initializer]) : this.#wrong(property);
      });
    });
  }

  #wrong({ name, initializer }: ts.PropertyAssignment): readonly string[] {
    const { checker } = this.#reading;
    const { ts } = this.#program;
    const wanted = checker.getContextualType(initializer);
    const given = checker.getTypeAtLocation(initializer);
    if (wanted === undefined || (given.flags & (ts.TypeFlags.Any | ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0)
      return [];
    if (checker.isTypeAssignableTo(given, wanted)) return [];
    const symbol = checker.getSymbolAtLocation(name);
    const holder = checker.getContextualType(initializer.parent.parent as ts.Expression);
    const property = this.#propertyIn(holder, name.getText()) ?? symbol;
    const facts = property && this.#program.propertyOf(property);
    const general = checker.getBaseTypeOfLiteralType(given);
    if (facts && this.#isRefused(facts, general)) return [];
    const expected = facts === undefined ? checker.getNonNullableType(wanted) : this.#declared(property!, wanted);
    const [is, got] = [expected, general].map((type) => typeText(type, initializer, checker, ts));
    const declaration = facts && property?.declarations?.[0];
    const entity = declaration && this.#program.entityAround(declaration)?.facts.name;
    return [`${entity === undefined ? '' : `${entity}.`}${name.getText()} is ${is}, not ${got}.`];
  }

  #propertyIn(type: ts.Type | undefined, name: string): ts.Symbol | undefined {
    const { checker } = this.#reading;
    const types = type?.isUnion() === true ? type.types : [type ?? []].flat();
    for (const each of types) {
      const found = checker.getPropertyOfType(each, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A text for a column of numbers is refused when the line runs. */
  #isRefused({ kind, type }: PropertyFacts, given: ts.Type): boolean {
    const { ts } = this.#program;
    return kind === 'column' && /\bnumber\b/.test(type) && (given.flags & ts.TypeFlags.StringLike) !== 0;
  }

  /** The type that the entity's class gives its property, which says more than all that a condition may be. */
  #declared(property: ts.Symbol, otherwise: ts.Type): ts.Type {
    const { checker } = this.#reading;
    const [declaration] = property.declarations ?? [];
    return declaration === undefined ? otherwise : checker.getTypeAtLocation(declaration);
  }
}
