import { dirname, join } from 'node:path';
import type { CompilerOptions, ParsedCommandLine } from 'typescript';
import { DISK } from '../file-view';
import { upwards } from '../project-root';
import type { TypeScriptApi } from './compiler';

/** What a project's tsconfig.json says. */
export interface TsConfig {
  /** `undefined` where the project has none. */
  readonly path: string | undefined;
  /** The folder that the project's own paths are relative to. */
  readonly folder: string;
  readonly options: CompilerOptions;
  readonly fileNames: readonly string[];
  /** The tsconfig and what it extends: when one of them changes, so may everything. */
  readonly read: readonly string[];
}

/** The nearest tsconfig.json at or above a file; `undefined` when there is none. */
export function nearestTsConfig(file: string): string | undefined {
  return upwards(dirname(file))
    .map((folder) => join(folder, 'tsconfig.json'))
    .find((path) => DISK.isFile(path));
}

/**
 * Reads a tsconfig. One that has only references stands for the one of them that the file belongs to. What is wrong in it is
 * passed over: the project's own build has to say that.
 * @param path of the tsconfig; without one the options are those that an entity needs.
 */
export function readTsConfig(ts: TypeScriptApi, path: string | undefined, file: string): TsConfig {
  if (path === undefined) {
    return { path, folder: dirname(file), options: withoutTsConfig(ts), fileNames: [], read: [] };
  }
  const own = parse(ts, path);
  if (own.config.fileNames.length > 0 || !own.config.projectReferences) return own.result;
  for (const reference of own.config.projectReferences) {
    const referred = parse(ts, ts.resolveProjectReferencePath(reference));
    if (referred.config.fileNames.includes(file)) {
      return { ...referred.result, read: [...own.result.read, ...referred.result.read] };
    }
  }
  return own.result;
}

function parse(ts: TypeScriptApi, path: string): { readonly config: ParsedCommandLine; readonly result: TsConfig } {
  const read: string[] = [path];
  const host = {
    ...ts.sys,
    readFile: (file: string, encoding?: string) => {
      if (file.endsWith('.json')) read.push(file);
      return ts.sys.readFile(file, encoding);
    },
  };
  const source = ts.readConfigFile(path, host.readFile);
  const config = ts.parseJsonConfigFileContent(source.config ?? {}, host, dirname(path), undefined, path);
  const { options, fileNames } = config;
  return { config, result: { path, folder: dirname(path), options, fileNames, read: [...new Set(read)] } };
}

function withoutTsConfig(ts: TypeScriptApi): CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    useDefineForClassFields: false,
    esModuleInterop: true,
    resolveJsonModule: true,
    skipLibCheck: true,
  };
}
