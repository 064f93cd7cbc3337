import { dirname, join, sep } from 'node:path';
import type ts from 'typescript';
import { DISK } from '../project/file-view';
import { packageRoot } from '../project/project-root';
import type { TypeScriptApi } from '../project/typescript/compiler';
import { nearestTsConfig, readTsConfig, type TsConfig } from '../project/typescript/tsconfig';
import { EntityPlaces } from './entity-places';
import type { PlacedEntity } from './given-names';
import type { ScopeFacts } from './messages';

/** The project that a session belongs to. */
export interface SessionProject {
  readonly options: ts.CompilerOptions;
  readonly entities: readonly PlacedEntity[];
  /** Where the session's inputs are, as if they were files: in the project, also when the shell was started outside of it. */
  readonly folder: string;
}

export function projectOf(typescript: TypeScriptApi, scope: ScopeFacts): SessionProject {
  const placed = (files: readonly string[]): readonly PlacedEntity[] => {
    const places = new EntityPlaces(typescript, files);
    return scope.entities.map((facts) => ({ facts, place: places.placeOf(facts) }));
  };
  const first = placed(scope.files);
  const found = first.find(({ place }) => place !== undefined)?.place?.file;
  const file = [scope.sourceFile, found].find((each) => each !== undefined && /\.[cm]?[jt]sx?$/.test(each));
  const projectFile = file ?? join(scope.folder, 'index.ts');
  const config = readTsConfig(typescript, nearestTsConfig(projectFile), projectFile);
  const options = optionsFor(typescript, config);
  const isWhole = first.every(({ place }) => place !== undefined);
  const root = packageRoot(dirname(projectFile), DISK);
  const isInside = scope.folder === root || scope.folder.startsWith(root + sep);
  return {
    options,
    entities: isWhole
      ? first
      : placed([...scope.files, ...importedFrom(typescript, projectFile, options), ...config.fileNames]),
    folder: isInside ? scope.folder : root,
  };
}

/** The project's files that a file leads to, itself included. */
function importedFrom(typescript: TypeScriptApi, start: string, options: ts.CompilerOptions): readonly string[] {
  const files = new Set([start]);
  for (const file of files) {
    if (!DISK.isFile(file) || !/\.[cm]?[jt]sx?$/.test(file)) continue;
    for (const { fileName } of typescript.preProcessFile(DISK.read(file), true, true).importedFiles) {
      const { resolvedModule } = typescript.resolveModuleName(fileName, file, options, typescript.sys);
      if (resolvedModule !== undefined && resolvedModule.isExternalLibraryImport !== true)
        files.add(resolvedModule.resolvedFileName);
    }
  }
  return [...files];
}

/** The project's options, as far as they say what things are and not what is allowed. */
function optionsFor(typescript: TypeScriptApi, { path, options }: TsConfig): ts.CompilerOptions {
  const { ModuleKind, ModuleResolutionKind, ScriptTarget } = typescript;
  const isTold = path !== undefined;
  return {
    ...options,
    // A project in JavaScript need not say how it is resolved.
    ...(isTold ? {} : { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler }),
    target: Math.max(options.target ?? 0, ScriptTarget.ES2022),
    ...(options.lib === undefined ? {} : { lib: [...new Set([...options.lib, 'lib.es2023.d.ts'])] }),
    strict: true,
    useUnknownInCatchVariables: false,
    noEmit: true,
    skipLibCheck: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    allowJs: true,
    checkJs: false,
    composite: false,
    incremental: false,
    declaration: false,
    isolatedModules: false,
    verbatimModuleSyntax: false,
    // Where a build puts what, and from where: the session is no part of it.
    rootDir: undefined,
    outDir: undefined,
    outFile: undefined,
    declarationMap: false,
    tsBuildInfoFile: undefined,
  };
}
