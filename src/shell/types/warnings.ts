import type ts from 'typescript';
import type { Reading, SessionProgram } from './session-program';
import { oneLine } from './type-answer';

/** A value that is not of the type that its place wants. */
const NOT_ASSIGNABLE: ReadonlySet<number> = new Set([2322, 2345, 2769]);
/** More or fewer arguments than there are parameters. */
const ARGUMENTS: ReadonlySet<number> = new Set([2554, 2555]);

/**
 * What TypeScript sees in a text that is about the model, and that running it would not tell: a value of the wrong type among conditions, a
 * missing argument of a method of TypeORM's. Everything else that it could say of a line at a prompt is no news, or none that is wanted.
 */
export function warningsOn(text: string, program: SessionProgram): readonly string[] {
  const reading = program.read(text);
  const { source } = reading;
  if (reading.program.getSyntacticDiagnostics(source).length > 0) return [];
  const found = reading.program
    .getSemanticDiagnostics(source)
    .filter((problem) => isAboutModel(problem, reading, program))
    .map((problem) => oneLine(problem, program.ts));
  return [...new Set(found)];
}

function isAboutModel({ code, start }: ts.Diagnostic, reading: Reading, program: SessionProgram): boolean {
  const { ts } = program;
  if (start === undefined || !(NOT_ASSIGNABLE.has(code) || ARGUMENTS.has(code))) return false;
  const node = nodeAt(reading.source, start, ts);
  if (ARGUMENTS.has(code)) {
    const call = ts.findAncestor(node, (each) => ts.isCallExpression(each));
    return call !== undefined && isOfModel(call, reading, program);
  }
  // The condition itself, not the value that a call gives to it: that may be something that only running shows.
  const literal = ts.findAncestor(node, (each) => ts.isObjectLiteralExpression(each));
  const call = literal && ts.findAncestor(literal, (each) => ts.isCallExpression(each));
  if (call === undefined || !ts.isPropertyAssignment(node.parent) || node.parent.name !== node) return false;
  return isOfModel(call, reading, program);
}

/** Whether a call is one of a method of TypeORM's, or of an entity's class. */
function isOfModel(call: ts.CallExpression, { checker }: Reading, program: SessionProgram): boolean {
  const declaration = checker.getResolvedSignature(call)?.getDeclaration() as ts.Node | undefined;
  if (declaration === undefined) return false;
  const { fileName } = declaration.getSourceFile();
  return (
    /[\\/]node_modules[\\/]typeorm(?:-[\d.]+)?[\\/]/.test(fileName) || program.entityAround(declaration) !== undefined
  );
}

function nodeAt(source: ts.SourceFile, place: number, ts: SessionProgram['ts']): ts.Node {
  let found: ts.Node = source;
  const visit = (node: ts.Node): void => {
    if (node.getStart(source) <= place && place < node.end) {
      found = node;
      ts.forEachChild(node, visit);
    }
  };
  ts.forEachChild(source, visit);
  return found;
}
