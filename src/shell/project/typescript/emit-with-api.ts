import type { CompilerHost, CompilerOptions, Program, SourceFile } from 'typescript';
import { DISK } from '../file-view';
import { moduleFormat, type ModuleFormat } from '../module-format';
import type { TypeScriptApi } from './compiler';
import type { Emitted, EmittedFile } from './emitted';
import { followsNode, forcedOptions } from './forced-options';

/** Nothing is written there; without it TypeScript would refuse to emit JavaScript that it has read. */
const NOWHERE = '/typeorm-shell-emits-nowhere';

/**
 * Compiles a whole program with TypeScript 5 or 6 in this process.
 * @param roots absolute paths.
 * @param options as the project's tsconfig says.
 */
export function emitWithApi(ts: TypeScriptApi, roots: readonly string[], options: CompilerOptions): Emitted {
  const formats: readonly ModuleFormat[] = ['commonjs', 'module'];
  const emitted: EmittedFile[] = [];
  const read = new Set<string>();
  let program: Program | undefined;
  let left: readonly SourceFile[] | undefined;
  const first = formats.includes(formatOf(roots[0])) ? formatOf(roots[0]) : 'commonjs';
  for (const format of [first, ...formats.filter((each) => each !== first)]) {
    if (left?.length === 0) break;
    const forced = { ...forcedOptions(options, format, majorOf(ts)), outDir: NOWHERE };
    program = ts.createProgram({
      rootNames: [...roots],
      options: forced,
      host: hostFor(ts, forced),
      oldProgram: program,
    });
    for (const { fileName } of program.getSourceFiles()) read.add(fileName);
    const own = program.getSourceFiles().filter((file) => isProjects(file, program!));
    const now = followsNode(options) ? own : own.filter(({ fileName }) => formatOf(fileName) === format);
    for (const file of now) {
      if (left === undefined || left.some(({ fileName }) => fileName === file.fileName)) {
        emitted.push(...emitOne(ts, program, file));
      }
    }
    left = own.filter((file) => !now.includes(file));
  }
  return { files: emitted, read: [...read] };
}

/** As tsc's own, but nothing is read of comments: declarations are full of them, and none changes what is emitted. */
function hostFor(ts: TypeScriptApi, options: CompilerOptions): CompilerHost {
  const host = ts.createCompilerHost(options);
  // Before 5.3 there is no such choice.
  const modes = (ts as Partial<Pick<TypeScriptApi, 'JSDocParsingMode'>>).JSDocParsingMode;
  if (modes) host.jsDocParsingMode = modes.ParseNone;
  return host;
}

function formatOf(file: string | undefined): ModuleFormat {
  return file === undefined ? 'commonjs' : moduleFormat(file, DISK);
}

function majorOf(ts: TypeScriptApi): number {
  return Number(ts.versionMajorMinor.split('.')[0]);
}

function isProjects(file: SourceFile, program: Program): boolean {
  return (
    !file.isDeclarationFile &&
    !file.fileName.endsWith('.json') &&
    !file.fileName.includes('/node_modules/') &&
    !program.isSourceFileFromExternalLibrary(file)
  );
}

function emitOne(ts: TypeScriptApi, program: Program, file: SourceFile): readonly EmittedFile[] {
  let text: string | undefined;
  let map: string | undefined;
  program.emit(file, (name, content) => {
    if (name.endsWith('.map')) map = content;
    else if (/\.[cm]?jsx?$/.test(name)) text = content;
  });
  if (text === undefined) return [];
  const [error] = program.getSyntacticDiagnostics(file);
  return [{ source: file.fileName, text, map, problem: error && problemOf(ts, file, error) }];
}

function problemOf(
  ts: TypeScriptApi,
  file: SourceFile,
  { start, messageText }: ReturnType<Program['getSyntacticDiagnostics']>[number],
): string {
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return `${line + 1}:${character + 1}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}
