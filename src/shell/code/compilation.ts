import ts from 'typescript';

/** A text of the program as TypeScript understands it. */
export interface Checked {
  readonly source: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  /** What is wrong in it: its syntax, or else its types. */
  readonly problems: readonly ts.Diagnostic[];
}

export interface CompilationOptions {
  /** Absolute path of the file that the text would be; there need be none. */
  readonly file: string;
  readonly options: ts.CompilerOptions;
}

/**
 * One file of a project that is only a text, and everything that it imports. The text is checked again and again as it changes;
 * what it imports is read once, as long as it imports the same.
 */
export class Compilation {
  readonly #file: string;
  readonly #service: ts.LanguageService;
  #text = '';
  #version = 0;

  constructor({ file, options }: CompilationOptions) {
    this.#file = file;
    const read = (path: string): string | undefined => (path === file ? this.#text : ts.sys.readFile(path));
    this.#service = ts.createLanguageService({
      // Comments tell nothing of types, and reading TypeORM's takes long.
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
      getCompilationSettings: () => options,
      getScriptFileNames: () => [file],
      getScriptVersion: (path) => (path === file ? String(this.#version) : '0'),
      getScriptSnapshot: (path) => {
        const text = read(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => options.baseUrl ?? ts.sys.getCurrentDirectory(),
      getDefaultLibFileName: (each) => ts.getDefaultLibFilePath(each),
      fileExists: (path) => path === file || ts.sys.fileExists(path),
      readFile: read,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
      realpath: ts.sys.realpath,
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    });
  }

  check(text: string): Checked {
    this.#set(text);
    const program = this.#service.getProgram();
    const source = program?.getSourceFile(this.#file);
    if (program === undefined || source === undefined) throw new Error('TypeScript gave no program');
    let problems: readonly ts.Diagnostic[] | undefined;
    return {
      source,
      checker: program.getTypeChecker(),
      // Looking for all of them takes longer than everything else: as a rule the text changes before they matter.
      get problems() {
        if (problems !== undefined) return problems;
        const syntax = program.getSyntacticDiagnostics(source);
        return (problems = syntax.length > 0 ? syntax : program.getSemanticDiagnostics(source));
      },
    };
  }

  /** How TypeScript would mend a problem of the text that was checked last, in the way of that name. */
  mend({ start = 0, length = 0, code }: ts.Diagnostic, way: string): readonly ts.TextChange[] {
    const ways = this.#service.getCodeFixesAtPosition(this.#file, start, start + length, [code], FORMAT, {});
    return ways.find(({ fixName }) => fixName === way)?.changes.flatMap(({ textChanges }) => textChanges) ?? [];
  }

  /** The text as TypeScript's editors format it. */
  format(text: string): string {
    this.#set(text);
    return applied(text, this.#service.getFormattingEditsForDocument(this.#file, FORMAT));
  }

  /** Lets go of the program. */
  dispose(): void {
    this.#service.dispose();
  }

  #set(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#version++;
  }
}

/** A text with changes that do not touch each other. */
export function applied(text: string, changes: readonly ts.TextChange[]): string {
  return [...changes]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((all, { span, newText }) => all.slice(0, span.start) + newText + all.slice(span.start + span.length), text);
}

const FORMAT: ts.FormatCodeSettings = {
  ...ts.getDefaultFormatCodeSettings('\n'),
  indentSize: 2,
  tabSize: 2,
  convertTabsToSpaces: true,
  semicolons: ts.SemicolonPreference.Insert,
};
