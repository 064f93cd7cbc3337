import ts from 'typescript';
import type { RanInput } from '../ran-input';
import { bodyOf, inputAt } from './body';
import type { Checked } from './compilation';
import { Draft } from './draft';
import { importedNames, parse } from './input-facts';
import { laidOut } from './layout';
import { sayNames, SQL_DECLARATIONS } from './names-pass';
import type { Program } from './program';
import { asyncNames, handledNames, Uses } from './promises';
import { CodeRefusal } from './refusal';
import { loadTouched } from './relations-pass';
import { programFunction, settle, type Making } from './rounds';
import { sliceOfAll, sliceOfLast, type Slice } from './slice';
import { saySql } from './sql-pass';

export interface CodeRequest {
  /** The inputs of the session that ran, oldest first; at least one. */
  readonly ran: readonly RanInput[];
  /** The code of the last one with what it needs, or of all. */
  readonly of: 'last' | 'all';
  readonly program: Program;
}

/** What inputs do, as application code. */
export interface Code {
  /** A module that exports one function, `run`. */
  readonly text: string;
  /** The places among the inputs of the session of those that it does. */
  readonly inputs: readonly number[];
}

/**
 * Makes application code of inputs of a session: a function that does what they did and gives what the last one gave.
 *
 * The text is changed step by step, and TypeScript looks at it after each: what has to be waited for is told by its types. Where
 * entities come from and what is read of them is followed through the text; what touches have loaded says whether that is all.
 * @throws CodeRefusal for what cannot be said in a program, or of which it cannot be told whether it is the same
 */
export function codeOf({ ran, of, program }: CodeRequest): Code {
  const slice = of === 'last' ? sliceOfLast(ran) : sliceOfAll(ran);
  if (slice.inputs.some(({ ran: { implicitAwait } }) => !implicitAwait))
    throw new CodeRefusal('it ran with .await off, and is plain JavaScript already.');
  const { text, imports } = bodyOf(slice, of);
  const sources = slice.inputs.map(({ source }) => source);
  const typed = imports.map(program.moveImport);
  const draft = new Draft({
    imports: [...program.importLines(withoutTyped(program.importable, typed)), ...typed],
    declarations: SQL_DECLARATIONS + program.declaration,
    dataSource: program.names.dataSource,
    body: `${repeatNote(slice)}export async function run() {\n${text}\n}\n`,
  });
  const making: Making = {
    ...program,
    draft,
    uses: new Uses(
      new Set(sources.flatMap((source) => [...handledNames(source)])),
      new Set(sources.flatMap((source) => [...asyncNames(source)])),
    ),
  };
  const change = (make: (checked: Checked) => string | undefined, checked: Checked): void => {
    const { head } = draft;
    const changed = make(checked);
    if (changed !== undefined) draft.update(changed, head);
  };
  change((checked) => sayNames(checked, program.names), program.compilation.check(draft.text));
  const settled = settledOf(making, slice);
  change((checked) => loadTouched(checked, making, slice, ran), settled);
  change((checked) => saySql(checked, programFunction(checked.source), draft, program.names), settledOf(making, slice));
  const last = settledOf(making, slice);
  return { text: laidOut(draft, program, typed, last), inputs: slice.inputs.map(({ index }) => index) };
}

/** What is said of a program that writes again what an earlier line wrote. */
function repeatNote({ inputs }: Slice): string {
  const written = inputs.slice(0, -1).find(({ ran: { wrote } }) => wrote);
  return written === undefined ? '' : `// For the database as it was before: ${written.ran.text.split('\n')[0]}\n`;
}

/** The names that the person has imported under the same name are theirs. */
function withoutTyped(names: readonly string[], typed: readonly string[]): ReadonlySet<string> {
  const own = new Set(
    parse(typed.join('\n')).statements.flatMap((each) =>
      ts.isImportDeclaration(each) ? importedNames(each).map(({ text }) => text) : [],
    ),
  );
  return new Set(names.filter((name) => !own.has(name)));
}

/** What is wrong in JavaScript too: names and modules that there are not. */
const IN_JAVASCRIPT: ReadonlySet<number> = new Set([2304, 2307, 2552]);

/** @throws CodeRefusal when strict TypeScript finds something wrong in the end */
function settledOf(making: Making, slice: Slice): Checked {
  const checked = settle(making);
  const problem = checked.problems.find(
    ({ code }) => making.language === 'ts' || IN_JAVASCRIPT.has(code) || code < 2000,
  );
  if (problem === undefined) return checked;
  const { text } = checked.source;
  const start = problem.start ?? 0;
  const input = slice.inputs.find(({ index }) => index === inputAt(text, start));
  const part = text.slice(start, start + (problem.length ?? 0)).split('\n')[0];
  const said = ts.flattenDiagnosticMessageText(problem.messageText, ' ').split('\n')[0];
  throw new CodeRefusal(
    `TypeScript says of ${part}: ${said}`,
    input === undefined ? undefined : `In: ${input.ran.text.split('\n')[0]}`,
  );
}
