import { transformSync } from '@swc/core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { rewrite, type RewriteOptions, type Rewritten } from '../../../src/shell/evaluator/rewrite';
import type * as runUnitModule from '../../../src/shell/evaluator/run-unit';
import type * as runtimeModule from '../../../src/shell/evaluator/runtime';
import type * as scopeModule from '../../../src/shell/evaluator/scope';

const folder = path.resolve(__dirname, '../../../src/shell/evaluator');

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
  /** Rewrites a text and runs it; gives a promise when the text had to wait. */
  runRewritten(source: string, fileName?: string): unknown;
}

/** Loads a module for `import()` in rewritten code of a realm. */
export type ImportModule = (specifier: string, attributes?: unknown) => Promise<unknown>;

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

/** `require` for the evaluator's modules inside a realm; Node's own modules are shared. */
function loader(context: vm.Context): (name: string) => unknown {
  const loaded = new Map<string, unknown>();
  const load =
    (from: string) =>
    (name: string): unknown => {
      if (!name.startsWith('.')) return createRequire(from)(name) as unknown;
      const file = `${path.resolve(path.dirname(from), name)}.ts`;
      if (loaded.has(file)) return loaded.get(file);
      const exports = {};
      loaded.set(file, exports);
      const run = scriptOf(file).runInContext(context) as (exports: object, require: (name: string) => unknown) => void;
      run(exports, load(file));
      return exports;
    };
  return load(path.join(folder, 'realm.ts'));
}

export function makeRealm(importModule: ImportModule = () => Promise.reject(new Error('no modules here'))): Realm {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY);
  const global = context as Record<string, unknown>;
  // Used by the runtime to know who prints; a realm of V8 alone has one, of V8's own kind.
  global['console'] ??= console;
  const require = loader(context);
  let session: { run: (source: string, fileName: string) => unknown } | undefined;

  const open = (): { run: (source: string, fileName: string) => unknown } => {
    const { Runtime } = require('./runtime') as typeof runtimeModule;
    const { Scope } = require('./scope') as typeof scopeModule;
    const { runUnit } = require('./run-unit') as typeof runUnitModule;
    const scope = new Scope({ asScript: true, global: context });
    const rewriteKept = (source: string, options: RewriteOptions) =>
      rewrite(source, { ...options, sourceId: scope.keepSource(source), topLevelAwait: false });
    const evalSource = (source: string, runtimeName: string): string => {
      let unit: Rewritten;
      try {
        unit = rewriteKept(source, { evalIn: runtimeName });
      } catch {
        return source;
      }
      scope.declare(unit.declarations, true);
      return unit.code;
    };
    const runtime = new Runtime({ scope, importModule, evalSource });
    return {
      run: (source, fileName) => runUnit(rewriteKept(source, {}), runtime, { fileName, context, self: context }),
    };
  };

  return {
    global,
    runPlain: (source, fileName = 'plain.js') => plainScript(source, fileName).runInContext(context) as unknown,
    runRewritten: (source, fileName = 'rewritten.js') => (session ??= open()).run(source, fileName),
  };
}

/** `import()` in it resolves from its file name. */
function plainScript(source: string, filename: string): vm.Script {
  return new vm.Script(source, {
    filename,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
}
