import ts from 'typescript';
import { withoutMarks } from './body';
import type { Checked } from './compilation';
import type { Draft } from './draft';
import { Edits } from './edits';
import { parse } from './input-facts';
import type { Program } from './program';
import { walk } from './syntax';

/**
 * The finished program as text: imports, helpers, the function; in the language and module style of the project.
 * @param typed imports that the person has written.
 * @param checked the last look at the draft.
 */
export function laidOut(draft: Draft, program: Program, typed: readonly string[], checked: Checked): string {
  const { compilation, language, style } = program;
  const imports = program.importLines(neededNames(checked), language === 'js' ? 'final' : 'checked');
  const head = [...imports, ...typed].join('\n');
  const parts = program.isGivenSource ? [withParameter(draft, program)] : [...draft.helperTexts, draft.body];
  const text = trimmedAsync(onLines(withoutMarks(parts.join('\n\n'))));
  if (language === 'ts') return tidy(compilation.format(`${head}\n\n${text}`));
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: false },
  });
  const body = outputText.replace(/^export \{\};\n?/m, '');
  if (style.syntax === 'import') return tidy(`${head}\n\n${compilation.format(body)}`);
  const exported = body.replace(/^export (async function|function) run\b/m, '$1 run');
  return tidy(`${head}\n\n${compilation.format(exported)}\n\nmodule.exports = { run };`);
}

/** A data source that no module exports is given to the function; what needs it stands inside. */
function withParameter({ helperTexts, body }: Draft, { names: { dataSource }, language }: Program): string {
  const parameter = language === 'ts' ? `${dataSource}: DataSource` : dataSource;
  return body.replace('run() {', () => `run(${parameter}) {\n${helperTexts.join('\n')}`);
}

/** The names of the head's imports that the program uses. */
function neededNames({ source, checker }: Checked): ReadonlySet<string> {
  const needed = new Set<string>();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement) || ts.isInterfaceDeclaration(statement)) continue;
    walk(statement, (node) => {
      if (!ts.isIdentifier(node) || needed.has(node.text)) return;
      const symbol = ts.isShorthandPropertyAssignment(node.parent)
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node);
      if (symbol?.declarations?.some((each) => ts.findAncestor(each, ts.isImportDeclaration) !== undefined))
        needed.add(node.text);
    });
  }
  return needed;
}

/** A function that waits for nothing is not asynchronous. */
function trimmedAsync(text: string): string {
  const source = parse(text);
  const run = source.statements.at(-1);
  let waits = false;
  if (run !== undefined)
    walk(run, (node) => {
      if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)) waits = true;
      return node === run || !ts.isFunctionLike(node);
    });
  return waits ? text : text.replace('export async function run()', 'export function run()');
}

/** The statements of a block that goes over several lines, each on its own. */
function onLines(text: string): string {
  const source = parse(text);
  const edits = new Edits(source);
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  walk(source, (node) => {
    if (!ts.isBlock(node) || lineOf(node.getStart(source)) === lineOf(node.end)) return;
    for (const statement of node.statements) {
      const [comment] = ts.getLeadingCommentRanges(source.text, statement.pos) ?? [];
      const start = comment?.pos ?? statement.getStart(source);
      if (/^[ \t]*$/.test(source.text.slice(statement.pos, start))) edits.replace(statement.pos, start, '\n');
    }
    const last = node.statements.at(-1);
    if (last !== undefined && lineOf(last.end) === lineOf(node.end)) edits.replace(last.end, node.end - 1, '\n');
  });
  return edits.apply();
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/\{\n\n/g, '{\n')
    .replaceAll(/\n\n( *\})/g, '\n$1')
    .trim();
}
