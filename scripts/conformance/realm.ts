import { transformSync } from '@swc/core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import type * as scriptRunnerModule from '../../src/shell/evaluator/script-runner';

const folder = path.resolve(__dirname, '../../src/shell/evaluator');

/**
 * A realm of its own (globals, prototypes, errors) in which a program runs as a script or rewritten.
 *
 * The evaluator's run-time modules are evaluated inside the realm, so that an error that the runtime throws is the realm's
 * own TypeError, as it is at the prompt. What stays outside: the parser and the rewriter, which only handle text.
 */
export interface Realm {
  /** The realm's global object: an ordinary one, without the interceptors of `vm.createContext({})`. */
  readonly global: Record<string, unknown>;
  /** Runs a script as the engine does. */
  runPlain(source: string, fileName?: string): unknown;
  /** Rewrites a text and runs it. */
  runRewritten(source: string, fileName?: string): scriptRunnerModule.ScriptRun;
}

/** Compiled once per process; evaluated once per realm. */
const scripts = new Map<string, vm.Script>();

function scriptOf(file: string): vm.Script {
  let script = scripts.get(file);
  if (script === undefined) {
    const { code } = transformSync(readFileSync(file, 'utf8'), {
      filename: file,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    script = new vm.Script(`(function (exports, require) { ${code}\n})`, { filename: file });
    scripts.set(file, script);
  }
  return script;
}

/** Those only handle text: one copy is enough. */
const SHARED: ReadonlySet<string> = new Set(['./rewrite']);

/** `require` for the evaluator's modules inside a realm; Node's own modules, and what only handles text, are shared. */
function loader(context: vm.Context): (name: string) => unknown {
  const loaded = new Map<string, unknown>();
  const load =
    (from: string) =>
    (name: string): unknown => {
      const file = `${path.resolve(path.dirname(from), name)}.ts`;
      if (!name.startsWith('.') || SHARED.has(name)) return createRequire(from)(name) as unknown;
      if (loaded.has(file)) return loaded.get(file);
      const exports = {};
      loaded.set(file, exports);
      const run = scriptOf(file).runInContext(context) as (exports: object, require: (name: string) => unknown) => void;
      run(exports, load(file));
      return exports;
    };
  return load(path.join(folder, 'realm.ts'));
}

export interface RealmOptions {
  /** The file that `import()` is resolved from, in both ways of running. */
  readonly importsFrom?: string;
}

/** Makes a realm. */
export function makeRealm({ importsFrom = path.join(process.cwd(), 'script.js') }: RealmOptions = {}): Realm {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY);
  const global = context as Record<string, unknown>;
  // Used by the runtime to know who prints; a realm of V8 alone has one, of V8's own kind.
  global['console'] ??= console;
  const run = (source: string, fileName: string): unknown => script(source, fileName).runInContext(context) as unknown;
  let runRewritten: scriptRunnerModule.RunScript | undefined;
  const open = (): scriptRunnerModule.RunScript => {
    const { scriptRunner } = loader(context)('./script-runner') as typeof scriptRunnerModule;
    const importModule = run('(specifier, attributes) => import(specifier, attributes)', importsFrom);
    return scriptRunner({ context, importModule: importModule as scriptRunnerModule.ImportModule });
  };
  return {
    global,
    runPlain: (source, fileName = importsFrom) => run(source, fileName),
    runRewritten: (source, fileName = importsFrom) => (runRewritten ??= open())(source, fileName),
  };
}

/** `import()` in it resolves from its file name. */
function script(source: string, fileName: string): vm.Script {
  return new vm.Script(source, {
    filename: path.resolve(fileName),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
}
