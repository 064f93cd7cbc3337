import { types } from 'node:util';
import { waitingMethod } from './array-methods';
import type * as EvalSourceModule from './eval-source';
import { becomesItsText, shownFunction } from './function-text';
import type { Hooks } from './hooks';
import { openPattern } from './patterns';
import type { RewriteOptions } from './rewrite';
import type { Scope } from './scope';
import { countedArguments, offerCounter } from './turn-counter';
import type { NotedPlace } from './unit-texts';

const { isAsyncFunction, isPromise } = types;
const { apply, construct } = Reflect;

/** The generator that the body of a rewritten function becomes. */
type Body = Generator<Promise<unknown>, unknown, unknown>;

/** So many turns there are between two looks for Ctrl-C. */
const TURNS = 1_024;

/** How a driver goes on after a wait; the evaluator wraps it so that Ctrl-C can interrupt the code that runs then. */
export type Resume = (
  step: () => IteratorResult<Promise<unknown>, unknown>,
) => IteratorResult<Promise<unknown>, unknown>;

export interface RuntimeOptions {
  readonly scope: Scope;
  readonly hooks?: Hooks;
  /** Loads a module for `import` at the prompt; must give a module namespace. */
  readonly importModule: (specifier: string, attributes?: unknown) => Promise<unknown>;
  readonly resume?: Resume;
  /** What to throw when Ctrl-C came since it was last asked. */
  readonly interrupted?: () => Error | undefined;
  /** Called once when Ctrl-C was noticed in code that the engine runs. */
  readonly onInterrupted?: () => void;
  /** How what a direct `eval` at the top level is given has to be rewritten, where not as texts are by default. */
  readonly evalOptions?: () => RewriteOptions;
}

/** A wait that has not ended, so that it can be given up. */
interface Waiting {
  giveUp(reason: Error): void;
}

/**
 * What rewritten code calls while it runs, under the one name that `rewrite` was given for it (`$` below).
 *
 * Every function here does for a value that is no promise and an object that no hook knows exactly what the operation it
 * stands for does in JavaScript, in the same order.
 */
export class Runtime {
  readonly #hooks: Hooks | undefined;
  readonly #resume: Resume;
  readonly #interrupted: RuntimeOptions['interrupted'];
  readonly #onInterrupted: RuntimeOptions['onInterrupted'];
  readonly #waiting = new Set<Waiting>();
  readonly #places = new WeakMap<object, NotedPlace>();
  readonly #printers: ReadonlySet<unknown>;
  /** Loads a module, for `import(x)`. */
  readonly import: (specifier: unknown, attributes?: unknown) => Promise<unknown>;
  /** The session's variables. */
  readonly scope: Scope;
  /** Setters that end the dead zone of the unit's `let`, `const` and `class` names. */
  readonly init: Record<string, unknown>;

  constructor(options: RuntimeOptions) {
    this.#hooks = options.hooks;
    this.#interrupted = options.interrupted;
    this.#onInterrupted = options.onInterrupted;
    this.#resume = options.resume ?? ((step) => step());
    this.scope = options.scope;
    this.#evalOptions = options.evalOptions;
    if (options.interrupted !== undefined)
      offerCounter({ turn: () => this.turn(), texts: (callee, args) => this.texts(callee, [...args]) });
    this.init = options.scope.initialisers;
    // `import()` itself never throws: what goes wrong rejects its promise.
    this.import = async (specifier, attributes) => options.importModule(`${specifier as string}`, attributes);
    this.#printers = new Set<unknown>([
      String,
      ...(['log', 'info', 'debug', 'warn', 'error', 'dir', 'table'] as const).map((name) => console[name]),
    ]);
  }

  /** Whether a value has to be waited for. Asks the engine: no property of the value is read. */
  p(value: unknown): boolean {
    return typeof value === 'object' && value !== null && isPromise(value);
  }

  /** Like `p`, for what stands as a statement of its own: what `begin` has marked is not waited for. */
  q(value: unknown): boolean {
    return this.p(value) && !this.#begun.has(value as object);
  }
  readonly #begun = new WeakSet<object>();

  /**
   * Calls a function in a statement of its own. A promise that comes of a function that the person wrote with `async`, of
   * an async generator or of another promise is the person's to wait for; so is one that the function was handed.
   */
  begin(self: unknown, callee: unknown, args: unknown[], text: string): unknown {
    const value = this.call(self, callee, args, text);
    if (this.p(value) && (this.#isOwn(callee) || args.includes(value))) this.#begun.add(value as object);
    return value;
  }

  #isOwn(callee: unknown): boolean {
    return promiseMethods.has(callee) || (isAsyncFunction(callee) && this.scope.isOwn(callee as object));
  }

  /** Notes where in the text a wait stands, for the error that may come out of it. Gives the promise back. */
  w(promise: Promise<unknown>, id: number, offset: number): Promise<unknown> {
    this.#place = { id, offset };
    return promise;
  }
  #place: NotedPlace | undefined;

  /** `object[key]`: loads a relation that is touched, and asks for a stand-in when nothing is there. */
  get(object: unknown, key: PropertyKey): unknown {
    const hooks = this.#hooks;
    if (hooks !== undefined && hooks.watched.has(key) && typeof object === 'object' && object !== null) {
      const loading = hooks.beforeRead(object, key as string);
      if (loading !== undefined) return loading.then(() => (object as Record<PropertyKey, unknown>)[key]);
    }
    const value = (object as Record<PropertyKey, unknown>)[key];
    return value === undefined && hooks !== undefined ? this.#missing(hooks, object, key) : value;
  }

  #missing(hooks: Hooks, object: unknown, key: PropertyKey): unknown {
    if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return undefined;
    return hooks.missing(object, typeof key === 'number' ? String(key) : key);
  }

  /** An object, or a promise of it, when a setter of it first needs something that is not loaded. */
  ready(object: unknown, key: PropertyKey): unknown {
    const hooks = this.#hooks;
    if (hooks === undefined || typeof object !== 'object' || object === null || !hooks.watched.has(key)) return object;
    const loading = hooks.beforeSetter(object, key as string);
    return loading === undefined ? object : loading.then(() => object);
  }

  /** `object[key] = value` in strict code. */
  set(object: unknown, key: PropertyKey, value: unknown): unknown {
    setStrict(object, key, this.#stored(object, key, value));
    return value;
  }

  /** `object[key] = value` in sloppy code, where a refused write is silent. */
  setSloppy(object: unknown, key: PropertyKey, value: unknown): unknown {
    setSloppy(object, key, this.#stored(object, key, value));
    return value;
  }

  #stored(object: unknown, key: PropertyKey, value: unknown): unknown {
    const hooks = this.#hooks;
    if (hooks === undefined || typeof object !== 'object' || object === null || typeof key === 'object') return value;
    return hooks.beforeWrite(object, key, value);
  }

  /** What an `await` in the text came back with. */
  got(value: unknown): unknown {
    // A loop over promises that are there already gives the event loop no turn: here it hears of Ctrl-C.
    this.#turns--;
    this.#look();
    this.#hooks?.settled(value);
    return value;
  }

  /** A loop of the text goes round once more, or a call is made. Gives `true`, so that it can stand before a loop's own condition. */
  turn(): true {
    if (--this.#turns <= 0) this.#look();
    return true;
  }
  #turns = TURNS;

  /** A new text runs: what ended the one before has done so. */
  startLine(): void {
    this.#ended = undefined;
  }
  /** What the line that runs was ended with. */
  #ended: Error | undefined;

  /** @throws when Ctrl-C came; what catches that, and goes on for longer than cleaning up takes, hears of it with each turn. */
  #look(): void {
    const reason = this.#interrupted?.();
    if (reason !== undefined) {
      this.#ended = reason;
      this.#turns = TURNS;
      // What waits is given up when the code that runs now is out of the way.
      queueMicrotask(() => this.#onInterrupted?.());
      throw reason;
    }
    if (this.#turns > 0) return;
    if (this.#ended !== undefined) throw this.#ended;
    this.#turns = TURNS;
  }

  /**
   * What a function that makes code of texts is to be given, so that loops in it hear of Ctrl-C: the arguments themselves for every
   * other function, and where nothing interrupts.
   */
  texts(callee: unknown, args: unknown[]): unknown[] {
    return this.#interrupted === undefined ? args : countedArguments(callee, args);
  }

  /** Calls a function. `text` is how the callee is written, for the error when it is none. */
  call(self: unknown, callee: unknown, args: unknown[], text: string): unknown {
    if (typeof callee !== 'function') throw new TypeError(`${text} is not a function`);
    this.turn();
    const waiting = waitingMethod(callee);
    if (waiting !== undefined) return waiting(self, args);
    const hooks = this.#hooks;
    if (hooks !== undefined && this.#printers.has(callee)) {
      const loading = hooks.beforePrint(args);
      if (loading !== undefined) return loading.then(() => apply(callee, self, args) as unknown);
    }
    const shown = shownFunction(self, callee, args);
    if (shown !== undefined) return this.scope.sourceOf(shown) ?? apply(callee, self, args);
    return apply(callee, self, this.texts(callee, args)) as unknown;
  }

  /** Calls a function as JavaScript does: no method of an array waits for its callback. */
  callPlain(self: unknown, callee: unknown, args: unknown[], text: string): unknown {
    if (typeof callee !== 'function') throw new TypeError(`${text} is not a function`);
    return apply(callee, self, args) as unknown;
  }

  /** A promise that the text makes and keeps: as the text's value it is not waited for. */
  hand(value: unknown): unknown {
    if (this.p(value)) this.#handed.add(value as object);
    return value;
  }
  readonly #handed = new WeakSet<object>();

  isHanded(value: unknown): boolean {
    return typeof value === 'object' && value !== null && this.#handed.has(value);
  }

  /** A function declared in a block has been reached: outside of the block it is a variable from now on. */
  fnInBlock(name: string, value: unknown): void {
    this.scope.fnInBlock(name, value);
  }

  /** What a direct `eval` at the top level runs: the variables that it declares are the session's. */
  evalSource(source: unknown, runtimeName: string): unknown {
    if (typeof source !== 'string') return source;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads the parser: a prompt can be there before it
    const { evalSource } = require('./eval-source') as typeof EvalSourceModule;
    return evalSource(source, runtimeName, this.scope, this.#evalOptions?.());
  }
  readonly #evalOptions: RuntimeOptions['evalOptions'];

  /** A name imported from a module. */
  imported(module: object, name: string, specifier: string): unknown {
    if (name in module) return (module as Record<string, unknown>)[name];
    throw new SyntaxError(`The requested module '${specifier}' does not provide an export named '${name}'`);
  }

  /** `new callee(...args)`. */
  construct(callee: unknown, args: unknown[], text: string): unknown {
    try {
      return construct(callee as () => void, this.texts(callee, args));
    } catch (error) {
      if (!isConstructor(callee)) throw new TypeError(`${text} is not a constructor`, { cause: error });
      throw error;
    }
  }

  /** The function for a tagged template whose tag is a method. */
  tag(self: unknown, callee: unknown, text: string): unknown {
    if (typeof callee !== 'function') throw new TypeError(`${text} is not a function`);
    return (...args: unknown[]) => apply(callee, self, args) as unknown;
  }

  /** A value that a template string is about to turn into text. */
  text(value: unknown): unknown {
    if (typeof value === 'function') return (becomesItsText(value) ? this.scope.sourceOf(value) : undefined) ?? value;
    if (this.#hooks === undefined || typeof value !== 'object' || value === null) return value;
    const loading = this.#hooks.beforePrint([value]);
    return loading === undefined ? value : loading.then(() => value);
  }

  /** A value that a destructuring pattern is about to take apart: relations that the pattern names are loaded first. */
  open(value: unknown, shape: string): unknown {
    return openPattern(value, shape, this.#hooks);
  }

  /**
   * Runs the body of a rewritten function: to its end if nothing has to be waited for, and then what it returns or
   * throws is returned or thrown at once; otherwise up to the first wait, and a promise of the rest is returned.
   */
  run(self: unknown, body: (...args: unknown[]) => Body, ...args: unknown[]): unknown {
    const generator = args.length === 0 ? body.call(self as undefined) : apply(body, self, args);
    const first = generator.next();
    return first.done === true ? first.value : this.#drive(generator, first.value);
  }

  /** Whether a value is the promise of a body that had to wait, rather than a promise that a body gave. */
  isOfBody(value: unknown): boolean {
    return typeof value === 'object' && value !== null && this.#ofBodies.has(value);
  }
  readonly #ofBodies = new WeakSet<object>();

  #drive(generator: Body, first: Promise<unknown>): Promise<unknown> {
    const driven = this.#driven(generator, first);
    this.#ofBodies.add(driven);
    return driven;
  }

  #driven(generator: Body, first: Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const advance = (step: () => IteratorResult<Promise<unknown>, unknown>): void => {
        let result: IteratorResult<Promise<unknown>, unknown>;
        try {
          result = this.#resume(step);
        } catch (error) {
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever was thrown
          reject(error);
          return;
        }
        if (result.done === true) resolve(result.value);
        else wait(result.value);
      };
      const wait = (promise: Promise<unknown>): void => {
        const place = this.#place;
        const waiting: Waiting = {
          giveUp: (reason) => {
            if (this.#waiting.delete(waiting)) advance(() => generator.throw(reason));
          },
        };
        this.#waiting.add(waiting);
        then(
          promise,
          (value) => {
            if (!this.#waiting.delete(waiting)) return;
            this.#hooks?.settled(value);
            advance(() => generator.next(value));
          },
          (error) => {
            if (!this.#waiting.delete(waiting)) return;
            this.#note(error, place);
            advance(() => generator.throw(error));
          },
        );
      };
      wait(first);
    });
  }

  /** Gives up every wait: the code that waits goes on with `reason` thrown. */
  giveUp(reason: Error): void {
    // The newest wait is the innermost: those around it wait for its promise and hear of it from there.
    for (const waiting of [...this.#waiting].reverse()) waiting.giveUp(reason);
  }

  /** The wait that an error came out of; the innermost one. */
  placeOf(error: unknown): NotedPlace | undefined {
    return typeof error === 'object' && error !== null ? this.#places.get(error) : undefined;
  }

  #note(error: unknown, place: NotedPlace | undefined): void {
    if (typeof error === 'object' && error !== null && place !== undefined && !this.#places.has(error)) {
      this.#places.set(error, place);
    }
  }
}

/** Waits with the engine's own `then`, whatever the promise's own `then` has been replaced by. */
function then(promise: Promise<unknown>, onValue: (value: unknown) => void, onError: (error: unknown) => void): void {
  void apply(nativeThen, promise, [onValue, onError]);
}

const nativeThen = Promise.prototype.then;

/** `next`, `return` and `throw` of async generators; `then`, `catch` and `finally` of promises. */
const promiseMethods: ReadonlySet<unknown> = new Set(
  [Object.getPrototypeOf(async function* () {}.prototype) as object, Promise.prototype]
    .flatMap((prototype) => Object.entries(Object.getOwnPropertyDescriptors(prototype)))
    .filter(([name, { value }]) => name !== 'constructor' && typeof value === 'function')
    .map(([, { value }]) => value as unknown),
);

function setStrict(object: unknown, key: PropertyKey, value: unknown): void {
  (object as Record<PropertyKey, unknown>)[key] = value;
}

// A module is strict code; only text compiled on its own can make a sloppy assignment.
// eslint-disable-next-line @typescript-eslint/no-implied-eval
const setSloppy = new Function('object', 'key', 'value', 'object[key] = value') as typeof setStrict;

/** Whether `new` would accept a value. A proxy with a trap of its own answers without touching the value. */
function isConstructor(value: unknown): boolean {
  if (typeof value !== 'function') return false;
  try {
    construct(new Proxy(value, { construct: () => ({}) }), []);
    return true;
  } catch {
    return false;
  }
}
