/** How code waits: a generator that yields, an async function that awaits, or code that is left as it is. */
export type Mode = 'generator' | 'async' | 'plain';

/** What is the same for one whole text. */
export interface Unit {
  /** The name of the runtime in the rewritten text; other helper names begin with it. No name of the text does. */
  readonly prefix: string;
  readonly source: string;
  /** Number under which the scope keeps the source; a placeholder, set when the unit is compiled. */
  readonly sourceId: number;
  /** `let`, `const` and `class` names of the text's own statement list. */
  readonly lexicals: ReadonlySet<string>;
  /** Variables that the text itself handles as promises: storing a promise in one does not wait. */
  readonly promiseNames: ReadonlySet<string>;
  /** False when the text is to stay plain JavaScript. */
  readonly implicitAwait: boolean;
  /** The text is run by the engine's `eval`, which finds its value itself. */
  readonly isEval: boolean;
}

/** The function body being rewritten, and what it has turned out to need. */
export interface Body {
  readonly mode: Mode;
  readonly temporaries: Set<string>;
  counter: number;
  waits: boolean;
}

/** Where in the text a node stands, for what depends on it. */
export interface Context {
  readonly unit: Unit;
  readonly body: Body;
  readonly strict: boolean;
  /** Statements of the text itself rather than of a function: their values count, their variables are the session's. */
  readonly topLevel: boolean;
  /** In a function that has `arguments` of its own. */
  readonly inFunction: boolean;
  /** A promise that is returned here has to be waited for, so that `catch` and `finally` see how it ends. */
  readonly inTry: boolean;
  /** In a constructor that has a `super()` to call: `this` may not be there yet. */
  readonly derivedConstructor: boolean;
  /** What `arguments`, `new.target` and `super.x` are called in this body, where they are not themselves. */
  readonly argumentsName: string | undefined;
  readonly newTargetName: string | undefined;
  readonly superName: string | undefined;
  /**
   * Variables to declare at the start of the innermost block that runs once for each run of this place. A function made
   * here keeps its generator in one: making a generator function anew for each call costs some 3 microseconds, forty times
   * what a call needs. Undefined where no such block can be had (the head of a loop, parameters).
   */
  readonly cells: Set<string> | undefined;
  /** Names declared in the blocks and functions around, the text itself left out. */
  readonly localNames: ReadonlySet<string>;
  /** Of these, the functions of blocks of sloppy code: a block inside may make a session's variable of the same name. */
  readonly blockFunctions: ReadonlySet<string>;
}

/** The runtime's name for errors, temporaries and captures. */
export function helperName(context: Context, suffix: string): string {
  return `${context.unit.prefix}${suffix}`;
}

/** A temporary of the body that every use sets right before it reads it. */
export function shared(context: Context, suffix: 't' | 'o'): string {
  const name = helperName(context, suffix);
  context.body.temporaries.add(name);
  return name;
}

/** A temporary of the body that no other place uses. */
export function fresh(context: Context): string {
  const name = helperName(context, String(++context.body.counter));
  context.body.temporaries.add(name);
  return name;
}

/** The same place with more names declared around it. */
export function withNames(context: Context, names: readonly string[], functions: readonly string[] = []): Context {
  if (names.length + functions.length === 0) return context;
  const blockFunctions = [...context.blockFunctions].filter((name) => !names.includes(name));
  return {
    ...context,
    localNames: new Set([...context.localNames, ...names, ...functions]),
    blockFunctions: new Set([...blockFunctions, ...functions]),
  };
}

export function newBody(mode: Mode): Body {
  return { mode, temporaries: new Set(), counter: 0, waits: false };
}
