import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { DISK } from '../project/file-view';
import { moduleFormat } from '../project/module-format';

/** Where a value can be imported from. */
export interface ExportPlace {
  /** Absolute. */
  readonly file: string;
  /** `default` for a default export, `module.exports` where that is the value itself. */
  readonly exportName: string;
}

/** A module that is loaded: its file and what it exports. */
interface LoadedModule {
  readonly file: string;
  readonly exports: unknown;
}

/** Finds which of the loaded modules of a project export a value. */
export class ExportPlaces {
  readonly #modules: readonly LoadedModule[];

  private constructor(modules: readonly LoadedModule[]) {
    this.#modules = modules;
  }

  /**
   * @param sourceFile the file that the data source came from, where it is known: ES modules are found by following what it
   * imports. Nothing is loaded that is not loaded already.
   */
  static async among(sourceFile: string | undefined): Promise<ExportPlaces> {
    const required = Object.entries(require.cache).flatMap(([file, module]) =>
      module === undefined || /[\\/]node_modules[\\/]/.test(file) ? [] : [{ file, exports: module.exports as unknown }],
    );
    const isModule = sourceFile !== undefined && moduleFormat(sourceFile, DISK) === 'module';
    return new ExportPlaces([...required, ...(isModule ? await importedFrom(sourceFile) : [])]);
  }

  /** The module that exports a value; of several, the one that exports the least: it is hardly the one that gathers the others. */
  placeOf(value: unknown): ExportPlace | undefined {
    let found: (ExportPlace & { readonly size: number }) | undefined;
    for (const { file, exports } of this.#modules) {
      const names = namesOf(exports);
      if (found !== undefined && found.size <= names.length) continue;
      const exportName = exports === value ? 'module.exports' : names.find((name) => read(exports, name) === value);
      if (exportName !== undefined) found = { file, exportName, size: names.length };
    }
    return found && { file: found.file, exportName: found.exportName };
  }
}

function namesOf(exports: unknown): readonly string[] {
  if ((typeof exports !== 'object' && typeof exports !== 'function') || exports === null) return [];
  try {
    // A named export says more than the default one.
    return Object.keys(exports).sort((a, b) => Number(a === 'default') - Number(b === 'default'));
  } catch {
    return [];
  }
}

function read(exports: unknown, name: string): unknown {
  try {
    return (exports as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

/** The ES modules of the project that a file has loaded with it, itself included. */
async function importedFrom(start: string): Promise<readonly LoadedModule[]> {
  const files = [start];
  const modules: LoadedModule[] = [];
  for (const file of files) {
    const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
    for (const { fileName } of importedFiles) {
      if (!/^\.\.?\//.test(fileName)) continue;
      const found = onDisk(resolve(dirname(file), fileName));
      if (found !== undefined && !files.includes(found)) files.push(found);
    }
    try {
      modules.push({ file, exports: (await import(pathToFileURL(file).href)) as unknown });
    } catch {
      // Loaded in another way: it is passed over.
    }
  }
  return modules;
}

/** The file that an import means: TypeScript's `./book.js` is book.ts. */
function onDisk(path: string): string | undefined {
  const stem = path.replace(/\.([cm]?)jsx?$/, '.$1ts');
  return [
    path,
    stem,
    `${stem}x`,
    `${path}.ts`,
    `${path}.js`,
    `${path}.mts`,
    resolve(path, 'index.ts'),
    resolve(path, 'index.js'),
  ].find((each) => DISK.isFile(each));
}
