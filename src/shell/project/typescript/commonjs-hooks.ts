import Module from 'node:module';
import { DISK } from '../file-view';
import { moduleFormat } from '../module-format';
import type { Programs } from './programs';
import type { StackMaps } from './stack-maps';

/** What Node's CommonJS loader is made of; it is documented only in part. */
interface Loader {
  readonly _extensions: Record<string, Load | undefined>;
  _resolveFilename: (this: unknown, request: string, parent: Parent, isMain: boolean, options?: unknown) => string;
}
type Load = (module: LoadedModule, filename: string) => unknown;
type Parent = { readonly filename?: string | null } | null | undefined;
interface LoadedModule {
  _compile(text: string, filename: string, format?: string): unknown;
}

const EXTENSIONS = ['.ts', '.tsx', '.cts', '.mts', '.js', '.jsx'];

/**
 * From now on `require` runs compiled text for the project's TypeScript, under the file's own name, and finds what TypeScript
 * finds. Other files are left to whoever loaded them before.
 */
export function hookCommonJs(programs: Programs, stackMaps: StackMaps): void {
  const loader = Module as unknown as Loader;
  for (const extension of EXTENSIONS) {
    const before = loader._extensions[extension] ?? loader._extensions['.js']!;
    loader._extensions[extension] = (module, filename) => {
      const compiled = programs.file(filename);
      if (compiled === undefined) return before(module, filename);
      stackMaps.add(filename, compiled.mapFile);
      const format = moduleFormat(filename, DISK);
      return module._compile(compiled.text, filename, format === 'module' ? format : undefined);
    };
  }
  const { _resolveFilename } = loader;
  loader._resolveFilename = function (request, parent, isMain, options) {
    const found = options === undefined && parent?.filename ? programs.resolve(request, parent.filename) : undefined;
    return found === undefined ? _resolveFilename.call(this, request, parent, isMain, options) : DISK.realPath(found);
  };
}
