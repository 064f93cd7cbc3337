import ts from 'typescript';
import { withoutMarks } from './body';
import type { Draft } from './draft';
import { Edits } from './edits';
import { parse } from './input-facts';
import type { Program } from './program';
import { walk } from './syntax';

/** The finished program as text: imports, helpers, the function; in the language and module style of the project. */
export function laidOut(draft: Draft, { compilation, importLines, language, style }: Program): string {
  const imports = importLines(draft.importedNames, language === 'js' ? 'final' : 'checked');
  const program = trimmedAsync(onLines(withoutMarks([...draft.helperTexts, draft.body].join('\n\n'))));
  const head = [...imports, ...draft.typed].join('\n');
  if (language === 'ts') return tidy(compilation.format(`${head}\n\n${program}`));
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: false },
  });
  const body = outputText.replace(/^export \{\};\n?/m, '');
  if (style.syntax === 'import') return tidy(`${head}\n\n${compilation.format(body)}`);
  const exported = body.replace(/^export (async function|function) run\b/m, '$1 run');
  return tidy(`${head}\n\n${compilation.format(exported)}\n\nmodule.exports = { run };`);
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
      const start = statement.getStart(source);
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
