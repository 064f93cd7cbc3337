import type ts from 'typescript';
import type { TypeAnswer } from './messages';
import type { Reading, SessionProgram } from './session-program';
import { meant, valueOf } from './symbols';
import { typeText } from './type-text';

/**
 * What does not keep an expression from having a type: that a value may be null or of no known type, that a name of another module is
 * assigned to, that a text is not a module's.
 */
const BESIDE_THE_TYPE: ReadonlySet<number> = new Set([
  ...[2531, 2532, 2533, 18046, 18047, 18048, 18049],
  ...[2632, 1378, 1308, 1309, 1375, 1431, 1432, 1479],
]);

/** The type of the value of a text. */
export function typeOfText(text: string, program: SessionProgram): TypeAnswer {
  const { ts } = program;
  const reading = program.read(text);
  const problem = problemOf(reading, ts);
  if (problem !== undefined) return { kind: 'problem', text: problem };
  const value = valueOf(reading, program);
  if (value === undefined) return { kind: 'type', text: 'void' };
  const entity = meant(reading, program)?.entity;
  if (entity !== undefined && ts.isIdentifier(value)) return { kind: 'type', text: `typeof ${entity.facts.name}` };
  return { kind: 'type', text: typeText(reading.checker.getTypeAtLocation(value), value, reading.checker, ts) };
}

function problemOf({ program, source }: Reading, ts: SessionProgram['ts']): string | undefined {
  const syntax = program.getSyntacticDiagnostics(source);
  const all = syntax.length > 0 ? syntax : program.getSemanticDiagnostics(source);
  const problem = all.find(({ code, category, file }) => {
    const isError = category === ts.DiagnosticCategory.Error && file === source;
    return isError && !BESIDE_THE_TYPE.has(code) && !(code >= 7000 && code < 7100);
  });
  return problem && oneLine(problem, ts);
}

/** What TypeScript says, in one line: of a message that goes into details, the last detail says what is wrong. */
export function oneLine({ messageText }: ts.Diagnostic, ts: SessionProgram['ts']): string {
  const [first = '', ...details] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n');
  const isOverloads = /^No overload/.test(first);
  return ((isOverloads ? details.at(-1) : first) ?? first).trim();
}
