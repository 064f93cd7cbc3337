import type * as vm from 'node:vm';
import { withoutCounting } from './turn-counter';
import { declareInRealm } from './declare-in-realm';

/** How a top-level name was declared; `implicit` is an assignment to a name that nothing declared. */
export type Kind = 'var' | 'let' | 'const' | 'class' | 'function' | 'given' | 'implicit';

/** The names that a unit declares at its top level, as `rewrite` found them. */
export interface Declarations {
  readonly vars: readonly string[];
  readonly lexicals: readonly (readonly [string, 'let' | 'const' | 'class'])[];
  readonly functions: readonly string[];
  /** Functions in blocks of sloppy code, which are variables outside of them too unless that is refused. */
  readonly blockFunctions: readonly string[];
  /** Names that the unit assigns to and does not declare. */
  readonly assigned: readonly string[];
  /** All names that the unit assigns to. */
  readonly written: readonly string[];
}

const { getOwnPropertyDescriptor } = Object;

const SOURCE_MARK = /"@source (\d+) (\d+) (\d+)"/g;

const functionText = Function.prototype.call.bind(Function.prototype.toString) as (fn: object) => string;

/**
 * The session's variables, in a plain object that every unit sees as its outermost scope.
 *
 * `let`, `const` and `class` keep their dead zone and `const` stays constant: until its declaration runs, and for a constant
 * after it, a name is an accessor. A name may be declared again by a later unit.
 */
export class Scope {
  /** The object whose properties are the variables. No prototype, so that nothing else is in scope by it. */
  readonly variables: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  /** A setter for each `let`, `const` and `class` name: sets its first value. */
  readonly initialisers: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  readonly #kinds = new Map<string, Kind>();
  readonly #pending = new Map<
    string,
    { readonly kind: Kind | undefined; readonly old: PropertyDescriptor | undefined }
  >();
  readonly #sources: string[] = [];
  /** Where `var`, functions and undeclared names go: the session, or the global object to be as a script is. */
  readonly #varObject: Record<string, unknown>;
  readonly #global: Record<string, unknown>;
  readonly #globalNames: ReadonlySet<string>;
  readonly #written = new Set<string>();
  /** The values of constants, with the accessors that give them. */
  readonly #constants = new Map<string, { readonly get: () => unknown; readonly value: unknown }>();

  readonly #context: vm.Context | undefined;

  constructor(options: { readonly context?: vm.Context; readonly asScript?: boolean } = {}) {
    this.#context = options.context;
    this.#global = options.context ?? globalThis;
    this.#globalNames = new Set(Object.getOwnPropertyNames(this.#global));
    this.#varObject = options.asScript === true ? this.#global : this.variables;
  }

  get #isScript(): boolean {
    return this.#varObject === this.#global;
  }

  kindOf(name: string): Kind | undefined {
    return this.#kinds.get(name);
  }

  /** Declared names, in order of declaration. */
  names(): readonly string[] {
    return [...this.#kinds.keys()];
  }

  /**
   * The value of a variable as it is now. Runs nothing.
   * @returns `undefined` for a name that is not declared, or whose declaration has not run.
   */
  look(name: string): { readonly value: unknown } | undefined {
    const own = getOwnPropertyDescriptor(this.variables, name);
    if (own === undefined) return undefined;
    if ('value' in own) return { value: own.value };
    const constant = this.#constants.get(name);
    return constant?.get === own.get ? constant : undefined;
  }

  /** Sets a variable from outside. */
  define(name: string, value: unknown, kind: Kind): void {
    this.#plain(this.variables, name, value);
    this.#kinds.set(name, kind);
  }

  /** Takes away a variable that was set from outside. */
  takeAway(name: string): void {
    if (this.#kinds.get(name) !== 'given') return;
    delete this.variables[name];
    this.#kinds.delete(name);
  }

  /** Names that were given from outside and that a unit is about to make the person's own. */
  takeGiven({ vars, lexicals, functions, assigned }: Declarations): string[] {
    const names = [...vars, ...functions, ...lexicals.map(([name]) => name), ...assigned];
    const taken = [...new Set(names)].filter((name) => this.#kinds.get(name) === 'given');
    // Declarations set the kind of the others, and put it back if they fail.
    for (const name of taken) if (assigned.includes(name)) this.#kinds.set(name, 'implicit');
    return taken;
  }

  /** Makes the names of a unit known before it runs. */
  declare(declarations: Declarations, isEval = false): void {
    const { lexicals, assigned, blockFunctions } = declarations;
    if (this.#isScript || isEval) this.#refuseConflicts(declarations);
    const vars = [...declarations.vars, ...blockFunctions.filter((name) => !this.#isLexical(name))];
    for (const name of vars) {
      if (this.#isScript) {
        if (!Object.hasOwn(this.#global, name)) {
          Object.defineProperty(this.#global, name, {
            value: undefined,
            writable: true,
            enumerable: true,
            configurable: isEval,
          });
        }
      } else if (!(name in this.variables)) {
        this.#plain(this.variables, name, this.#global[name]);
      } else if (Object.getOwnPropertyDescriptor(this.variables, name)?.set !== undefined) {
        this.#plain(this.variables, name, this.#currentValue(name));
      }
      this.#kinds.set(name, 'var');
    }
    for (const [name, kind] of lexicals) this.#deadZone(name, kind);
    if (this.#isScript) return;
    // An assignment to a name of Node's (`fetch = ...`) makes a variable of the session; the program's own stays whole.
    for (const name of assigned) {
      if (!(name in this.variables) && name in this.#global) {
        this.#plain(this.variables, name, this.#global[name]);
        this.#kinds.set(name, 'implicit');
      }
    }
  }

  /**
   * Takes names that sloppy assignments have made on the global object into the session: those of a unit that has just run
   * (`written` are all that it assigns to), and those of functions that earlier units made.
   */
  adopt(written: Iterable<string>): void {
    if (this.#isScript) return;
    for (const name of written) this.#written.add(name);
    for (const name of this.#written) {
      if (name in this.variables || this.#globalNames.has(name) || !Object.hasOwn(this.#global, name)) continue;
      this.#plain(this.variables, name, this.#global[name]);
      delete this.#global[name];
      this.#kinds.set(name, 'implicit');
    }
  }

  /** A function declared in a block has been reached: outside of the block it is a variable from now on. */
  fnInBlock(name: string, value: unknown): void {
    if (!this.#isLexical(name)) this.write(name, value);
  }

  /** A function declaration at the top level has been reached (they come first in their unit). */
  fn(functions: Record<string, unknown>, isEval = false): void {
    for (const [name, value] of Object.entries(functions)) {
      if (this.#isScript) {
        const old = Object.getOwnPropertyDescriptor(this.#global, name);
        const free = old === undefined || old.configurable === true;
        Object.defineProperty(
          this.#global,
          name,
          free ? { value, writable: true, enumerable: true, configurable: isEval } : { value },
        );
      } else {
        this.#plain(this.variables, name, value);
      }
      this.#kinds.set(name, 'function');
    }
  }

  /** The value of a name that cannot be written as itself in rewritten code (`arguments`, `yield`). */
  read(name: string): unknown {
    if (name in this.variables) return this.variables[name];
    if (name in this.#global) return this.#global[name];
    throw new ReferenceError(`${name} is not defined`);
  }

  /** `typeof` such a name. */
  typeOf(name: string): string {
    return name in this.variables ? typeof this.variables[name] : typeof this.#global[name];
  }

  /** Whether a name that is there can be read once more and nobody can tell: no getter of the global object's own. */
  isPlain(name: string): boolean {
    if (name in this.variables) return true;
    const own = getOwnPropertyDescriptor(this.#global, name);
    return own === undefined || 'value' in own;
  }

  /** An assignment to such a name. */
  write(name: string, value: unknown): unknown {
    const target = name in this.variables ? this.variables : this.#varObject;
    target[name] = value;
    if (!this.#kinds.has(name)) this.#kinds.set(name, 'implicit');
    return value;
  }

  /** `delete name`: only a name that was never declared can be deleted. */
  delete(name: string, otherwise: () => boolean): boolean {
    if (!(name in this.variables)) return otherwise();
    if (this.#kinds.get(name) !== 'implicit') return false;
    this.#kinds.delete(name);
    return delete this.variables[name];
  }

  /** Puts back what the names of a unit that failed before it declared them meant before. */
  settleDeclarations(): void {
    for (const [name, { kind, old }] of this.#pending) {
      if (old === undefined) delete this.variables[name];
      else Object.defineProperty(this.variables, name, old);
      if (kind === undefined) this.#kinds.delete(name);
      else this.#kinds.set(name, kind);
    }
    this.#pending.clear();
  }

  /** Keeps a unit's text, so that functions can show their own source. */
  keepSource(text: string): number {
    return this.#sources.push(text) - 1;
  }

  /** The text that a unit's functions are cut from, where it is not the one that was kept. */
  replaceSource(id: number, text: string): void {
    this.#sources[id] = text;
  }

  /** Whether a function comes out of a text of the session. */
  isOwn(fn: object): boolean {
    return functionText(fn).includes('"@source ');
  }

  /** The text a function was written as, for one that `rewrite` has changed. */
  sourceOf(fn: object): string | undefined {
    const text = functionText(fn);
    // Functions in it, also in its parameters or heritage, have marks of their own, of a shorter text.
    const marks = [...text.matchAll(SOURCE_MARK)].map(([, id, start, end]) => ({
      id: Number(id),
      start: Number(start),
      end: Number(end),
    }));
    const own = marks.reduce<(typeof marks)[number] | undefined>(
      (best, mark) => (best && best.end - best.start >= mark.end - mark.start ? best : mark),
      undefined,
    );
    if (own === undefined) return withoutCounting(text);
    return this.#sources[own.id]?.slice(own.start, own.end);
  }

  /**
   * What a script may not declare (ECMAScript, GlobalDeclarationInstantiation); nothing has been declared yet.
   * @throws SyntaxError, TypeError
   */
  #refuseConflicts({ vars, lexicals, functions }: Declarations): void {
    const ownOf = (name: string): PropertyDescriptor | undefined => Object.getOwnPropertyDescriptor(this.#global, name);
    for (const name of [...vars, ...functions, ...(this.#isScript ? lexicals.map(([lexical]) => lexical) : [])]) {
      if (this.#isLexical(name)) throw new SyntaxError(`Identifier '${name}' has already been declared`);
    }
    if (!this.#isScript) return;
    for (const [name] of lexicals) {
      if (ownOf(name)?.configurable === false) throw new SyntaxError(`Identifier '${name}' has already been declared`);
    }
    const isOpen = Object.isExtensible(this.#global);
    for (const name of functions) {
      const old = ownOf(name);
      const free =
        old === undefined ? isOpen : old.configurable === true || (old.writable === true && old.enumerable === true);
      if (!free) throw new TypeError(`Identifier '${name}' has already been declared`);
    }
    for (const name of vars) {
      if (!isOpen && ownOf(name) === undefined)
        throw new TypeError(`Cannot declare '${name}': object is not extensible`);
    }
  }

  #isLexical(name: string): boolean {
    return ['let', 'const', 'class'].includes(this.#kinds.get(name) ?? '');
  }

  #deadZone(name: string, kind: 'let' | 'const' | 'class'): void {
    if (!this.#pending.has(name)) {
      const old = Object.getOwnPropertyDescriptor(this.variables, name);
      this.#pending.set(name, { kind: this.#kinds.get(name), old });
    }
    this.#kinds.set(name, kind);
    const early = (): never => {
      throw new ReferenceError(`Cannot access '${name}' before initialization`);
    };
    Object.defineProperty(this.variables, name, { get: early, set: early, enumerable: true, configurable: true });
    Object.defineProperty(this.initialisers, name, {
      set: (value: unknown) => {
        this.#pending.delete(name);
        if (this.#isScript && declareInRealm(this.#context, name, kind, value)) delete this.variables[name];
        else if (kind === 'const') this.#constant(name, value);
        else this.#plain(this.variables, name, value);
      },
      configurable: true,
    });
  }

  #constant(name: string, value: unknown): void {
    const refuse = (): never => {
      throw new TypeError('Assignment to constant variable.');
    };
    const get = (): unknown => value;
    this.#constants.set(name, { get, value });
    Object.defineProperty(this.variables, name, {
      get,
      set: refuse,
      enumerable: true,
      configurable: true,
    });
  }

  #plain(target: Record<string, unknown>, name: string, value: unknown): void {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  }

  #currentValue(name: string): unknown {
    try {
      return this.variables[name];
    } catch {
      return undefined;
    }
  }
}
