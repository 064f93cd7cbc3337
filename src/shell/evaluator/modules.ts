import { createRequire, isBuiltin } from 'node:module';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';

/** Loads modules as if from a file: the project's own, whatever their module system. */
export interface Modules {
  readonly require: NodeJS.Require;
  /** Gives a module namespace, also of a module that only `require` can load (TypeScript through a require hook). */
  readonly import: (specifier: string, attributes?: unknown) => Promise<unknown>;
}

const NOT_FOR_IMPORT = new Set([
  'ERR_MODULE_NOT_FOUND',
  'ERR_UNSUPPORTED_DIR_IMPORT',
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_PACKAGE_PATH_NOT_EXPORTED',
]);

/** @param baseFile absolute path of a file (it need not exist) that specifiers are relative to */
export function modulesFrom(baseFile: string): Modules {
  const require = createRequire(baseFile);
  const load = async (specifier: string, attributes?: unknown): Promise<unknown> => {
    try {
      const resolved = isBuiltin(specifier) ? specifier : resolveFrom(baseFile, specifier);
      return await import(resolved, attributes as ImportCallOptions | undefined);
    } catch (error) {
      if (!NOT_FOR_IMPORT.has((error as { code?: string }).code ?? '')) throw error;
      return namespaceOf(requireOr(require, specifier, error));
    }
  };
  return { require, import: load };
}

interface Resolver {
  resolve(specifier: string, parent: string): string;
}

/** Node resolves what CommonJS imports against the importing file alone; this is its algorithm as a library. */
function resolveFrom(baseFile: string, specifier: string): string {
  const { resolve } = createRequire(__filename)('import-meta-resolve') as Resolver;
  return resolve(specifier, pathToFileURL(baseFile).href);
}

/** What `require` finds; the first error when it finds nothing either. */
function requireOr(require: NodeJS.Require, specifier: string, error: unknown): unknown {
  try {
    require.resolve(specifier);
  } catch {
    throw shortened(error, specifier);
  }
  return require(specifier);
}

/** Node names the file that imports, which at the prompt is none of the person's. */
function shortened(error: unknown, specifier: string): unknown {
  return (error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND'
    ? Object.assign(new Error(`Cannot find module '${specifier}'`), { code: 'ERR_MODULE_NOT_FOUND' })
    : error;
}

/** A CommonJS module as `import` shows it. */
function namespaceOf(module: unknown): unknown {
  if (types.isModuleNamespaceObject(module)) return module;
  if (typeof module !== 'object' && typeof module !== 'function') return { default: module };
  const isCompiled = (module as { __esModule?: unknown } | null)?.__esModule === true;
  return isCompiled ? module : { ...module, default: module };
}
