import { dirname, join, sep } from 'node:path';
import type ts from 'typescript';
import type { TypeScriptApi } from '../project/typescript/compiler';
import { rememberingPackages } from './file-memory';
import { givenNames, SHELL_NAMES, type PlacedEntity } from './given-names';
import { MODULE, WAIT } from './implicit-await';
import { inputModule, VALUE, type InputModule } from './input-module';
import type { InputText, LiveValue, PropertyFacts, ScopeFacts, SessionFacts } from './messages';
import { projectOf } from './project-of';

/** A module of the session as TypeScript has read it. */
export interface ReadModule {
  readonly source: ts.SourceFile;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
}

/** A text that TypeScript has read as the next input of the session. */
export interface Reading extends ReadModule {
  readonly module: InputModule;
  /** Where a place of the text is in the module. */
  placeOf(original: number): number;
  originalOf(place: number): number;
}

interface RanModule {
  readonly file: string;
  readonly text: string;
  readonly input: InputModule;
}

/** Where a name of the session comes from. */
interface Origin {
  readonly file: string;
  readonly name: string;
}

/**
 * The session as TypeScript sees it: a module that declares what is in scope from the start, one for each input that ran, and one for what is
 * being typed. A name means what the last module says that declares it, so that a variable may be given a value of another type. The modules are
 * texts; what they import is read from the project's files, and parsed, never run.
 */
export class SessionProgram {
  readonly #ts: TypeScriptApi;
  readonly #scope: ScopeFacts;
  readonly #texts = new Map<string, { text: string; version: number }>();
  readonly #ran: RanModule[] = [];
  readonly #origins = new Map<string, Origin>();
  readonly #service: ts.LanguageService;
  readonly #options: ts.CompilerOptions;
  /** Where the modules would be, if they were files. */
  readonly #folder: string;
  readonly #lazy: ReadonlySet<string>;
  readonly #plain: ReadonlySet<string>;
  readonly entities: readonly PlacedEntity[];
  #live: readonly LiveValue[] = [];
  #implicitAwait = true;
  /** Of each variable whether its code tells its type: asked once. */
  readonly #isTold = new Map<string, boolean>();

  constructor(typescript: TypeScriptApi, scope: ScopeFacts) {
    this.#ts = typescript;
    this.#scope = scope;
    const project = projectOf(typescript, scope);
    this.#options = project.options;
    this.entities = project.entities;
    this.#folder = project.folder;
    this.#lazy = new Set(scope.entities.flatMap(({ lazy }) => lazy));
    this.#plain = new Set([
      ...scope.operators,
      'repo',
      'sql.part',
      'sql.name',
      'String',
      'Number',
      'Boolean',
      'BigInt',
    ]);
    this.#service = this.#serviceFor();
    this.#set(this.#file('names'), givenNames(this.entities, scope.operators));
    const names = [...scope.entities.map(({ name }) => name), ...scope.operators, ...SHELL_NAMES];
    for (const name of names) this.#origins.set(name, { file: this.#file('names'), name });
  }

  get service(): ts.LanguageService {
    return this.#service;
  }

  /** TypeORM's exports that are in scope. */
  get operators(): ReadonlySet<string> {
    return new Set(this.#scope.operators);
  }

  get ts(): TypeScriptApi {
    return this.#ts;
  }

  /** The file that stands for what is being typed. */
  get file(): string {
    return this.#file('input');
  }

  /** The file that declares what is in scope from the start. */
  get givenFile(): string {
    return this.#file('names');
  }

  /** Inputs that the program has. */
  get length(): number {
    return this.#ran.length;
  }

  isOwn(file: string): boolean {
    return this.#texts.has(file);
  }

  /** Whether a call is one that the shell has put around a value. */
  isWait({ expression }: ts.CallExpression): boolean {
    return this.#ts.isIdentifier(expression) && (expression.text === WAIT || expression.text === MODULE);
  }

  /** The entity whose class, or metadata, a declaration stands in; of a class that entities extend, one of them. */
  entityAround(declaration: ts.Node): PlacedEntity | undefined {
    const { isClassLike, isInterfaceDeclaration, findAncestor } = this.#ts;
    const isHolder = (each: ts.Node): each is ts.ClassLikeDeclaration | ts.InterfaceDeclaration =>
      isClassLike(each) || isInterfaceDeclaration(each);
    const holder = findAncestor(declaration, isHolder);
    const name = holder?.name?.text;
    if (holder === undefined || name === undefined) return undefined;
    const { fileName } = holder.getSourceFile();
    if (/[\\/]node_modules[\\/]/.test(fileName)) return undefined;
    const own = this.isOwn(fileName)
      ? this.entities.find(({ facts }) => facts.name === name)
      : this.entities.find(({ facts, place }) => place?.file === fileName && (facts.className ?? facts.name) === name);
    const member = (declaration as Partial<ts.NamedDeclaration>).name?.getText();
    return own ?? this.entities.find(({ facts }) => facts.properties.some((property) => property.name === member));
  }

  /** What the metadata tells of a property; `undefined` for what is no column and no relation. */
  propertyOf(symbol: ts.Symbol): PropertyFacts | undefined {
    for (const declaration of symbol.declarations ?? []) {
      const entity = this.entityAround(declaration);
      const found = entity?.facts.properties.find(({ name }) => name === symbol.name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The place in an input that ran, for a place in the module that stands for it. */
  originalText(file: string, start: number, end: number): string | undefined {
    const ran = this.#ran.find((each) => each.file === file);
    if (ran === undefined) return undefined;
    const { body } = ran.input;
    const head = ran.text.indexOf(body.text);
    return body.original.slice(body.originalOf(start - head), body.originalOf(end - head));
  }

  /** Takes in what happened since. */
  update({ ran, variables, implicitAwait }: SessionFacts): void {
    this.#implicitAwait = implicitAwait;
    this.#live = variables;
    for (const input of ran) this.#add(input);
  }

  /**
   * Reads a text as the next input.
   * @param cursor where the person is in it: then all names are in scope, and nothing may stand behind the text.
   */
  read(text: string, cursor?: number): Reading {
    const input = { text, implicitAwait: this.#implicitAwait };
    const module = inputModule(input, { ts: this.#ts, lazy: this.#lazy, plain: this.#plain, cursor });
    const head = this.#head(module, cursor !== undefined);
    this.#set(this.file, head + module.body.text);
    return {
      ...this.#read(this.file),
      module,
      placeOf: (original) => head.length + module.body.placeOf(original),
      originalOf: (place) => module.body.originalOf(place - head.length),
    };
  }

  /** An input that ran, by its number from 0. */
  readRan(index: number): ReadModule {
    return this.#read(this.#ran[index].file);
  }

  #read(file: string): ReadModule {
    const program = this.#service.getProgram();
    const source = program?.getSourceFile(file);
    if (program === undefined || source === undefined) throw new Error('TypeScript gave no program');
    return { source, program, checker: program.getTypeChecker() };
  }

  dispose(): void {
    this.#service.dispose();
  }

  #add(input: InputText): void {
    const module = inputModule(input, { ts: this.#ts, lazy: this.#lazy, plain: this.#plain });
    const file = this.#file(`input-${this.#ran.length + 1}`);
    const exported = [...module.declares];
    const value = !module.hasValue && module.valueName !== undefined ? `${module.valueName} as ${VALUE}` : undefined;
    const foot = `\n;export { ${[...exported, ...(value === undefined ? [] : [value])].join(', ')} };\n`;
    const text = this.#head(module, false) + module.body.text + foot;
    this.#set(file, text);
    this.#ran.push({ file, text, input: module });
    for (const name of exported) {
      this.#origins.set(name, { file, name });
      this.#isTold.delete(name);
    }
    if (module.hasValue || value !== undefined) {
      this.#origins.set('_', { file, name: VALUE });
      this.#isTold.delete('_');
    }
  }

  /** Imports of the names that a module uses and does not declare. */
  #head({ uses, declares }: InputModule, all: boolean): string {
    const own = new Set(declares);
    const declared: string[] = [];
    const imports = new Map<string, string[]>();
    const live = new Map(this.#live.map((each) => [each.name, each]));
    const isWanted = (name: string): boolean => (all || uses.has(name)) && !own.has(name);
    for (const name of new Set([...this.#origins.keys(), ...live.keys()])) {
      if (!isWanted(name) && name !== WAIT && name !== MODULE) continue;
      const origin = this.#origins.get(name);
      const value = live.get(name);
      if (origin === undefined || (value?.entity !== undefined && !this.#tells(value, origin))) {
        declared.push(`declare let ${name}: ${typeOf(value)};`);
        if (value?.entity !== undefined && !own.has(value.entity)) imports.get(this.#file('names'))?.push(value.entity);
        continue;
      }
      const list = imports.get(origin.file) ?? [];
      imports.set(origin.file, list);
      list.push(origin.name === name ? name : `${origin.name} as ${name}`);
    }
    const lines = [...imports].map(
      ([file, list]) => `import { ${[...new Set(list)].join(', ')} } from ${JSON.stringify(specifier(file))};`,
    );
    return `${[...lines, ...declared].join('\n')}\n`;
  }

  /**
   * Whether the code tells the type of a variable that holds entities. Where an argument does not fit, TypeScript takes the last way in which
   * a method can be called: `create({ name: 5 })` would be a list, and a list of those one.
   */
  #tells({ name, isList = false }: LiveValue, { file, name: exported }: Origin): boolean {
    let told = this.#isTold.get(name);
    if (told === undefined) {
      const program = this.#service.getProgram();
      const source = program?.getSourceFile(file);
      const checker = program?.getTypeChecker();
      const module = source && checker?.getSymbolAtLocation(source);
      const symbol = module && checker?.getExportsOfModule(module).find((each) => each.name === exported);
      const target =
        symbol && (symbol.flags & this.#ts.SymbolFlags.Alias) !== 0 ? checker?.getAliasedSymbol(symbol) : symbol;
      const type = target && source && checker?.getTypeOfSymbolAtLocation(target, source);
      const isAny = type === undefined || (type.flags & this.#ts.TypeFlags.Any) !== 0;
      told = !isAny && isList === (type.getNonNullableType().getNumberIndexType() !== undefined);
      this.#isTold.set(name, told);
    }
    return told;
  }

  #file(name: string): string {
    // As TypeScript writes paths.
    return join(this.#folder, `typeorm-shell.${name}.ts`).split(sep).join('/');
  }

  #set(file: string, text: string): void {
    const known = this.#texts.get(file);
    if (known?.text === text) return;
    this.#texts.set(file, { text, version: (known?.version ?? 0) + 1 });
  }

  #serviceFor(): ts.LanguageService {
    const { sys, ScriptSnapshot, createLanguageService, getDefaultLibFilePath } = this.#ts;
    const files = rememberingPackages(sys);
    const read = (path: string): string | undefined => this.#texts.get(path)?.text ?? files.readFile(path);
    // TypeScript asks for each file's text with each program, and makes nothing of it where the version is the same.
    const snapshots = new Map<string, ts.IScriptSnapshot>();
    return createLanguageService({
      getCompilationSettings: () => this.#options,
      getScriptFileNames: () => [...this.#texts.keys()],
      getScriptVersion: (path) => String(this.#texts.get(path)?.version ?? 0),
      getScriptSnapshot: (path) => {
        const known = snapshots.get(path);
        if (known !== undefined) return known;
        const text = read(path);
        if (text === undefined) return undefined;
        const snapshot = ScriptSnapshot.fromString(text);
        if (!this.#texts.has(path)) snapshots.set(path, snapshot);
        return snapshot;
      },
      getCurrentDirectory: () => this.#folder,
      getDefaultLibFileName: (options) => getDefaultLibFilePath(options),
      fileExists: (path) => this.#texts.has(path) || files.fileExists(path),
      readFile: read,
      readDirectory: sys.readDirectory,
      directoryExists: files.directoryExists,
      getDirectories: sys.getDirectories,
      realpath: sys.realpath,
      useCaseSensitiveFileNames: () => sys.useCaseSensitiveFileNames,
    });
  }
}

function typeOf(value: LiveValue | undefined): string {
  if (value?.entity === undefined) return 'any';
  return value.isList === true ? `${value.entity}[]` : value.entity;
}

function specifier(file: string): string {
  return `./${file.slice(dirname(file).length + 1).replace(/\.ts$/, '.js')}`;
}
