import { dirname, join, sep } from 'node:path';
import ts from 'typescript';
import type { ModelContract } from '../model';
import { dialectOf } from '../names/sql-tag';
import { DISK } from '../project/file-view';
import { isTypeScript, moduleFormat } from '../project/module-format';
import { packageRoot } from '../project/project-root';
import { nearestTsConfig, readTsConfig } from '../project/typescript/tsconfig';
import { Compilation } from './compilation';
import { ExportPlaces, type ExportPlace } from './export-places';
import { importLines, movedImport, type Importable, type ModuleStyle } from './imports';
import type { ProgramEntity, ProgramNames } from './program-names';

/** What the code of a session becomes a part of: the project, as a file in it would see it. */
export interface Program {
  readonly compilation: Compilation;
  readonly names: ProgramNames;
  readonly language: 'ts' | 'js';
  readonly style: ModuleStyle;
  /** Whether the data source is a parameter of the function, because no module exports it. */
  readonly isGivenSource: boolean;
  /** Names that can be imported: entities, the data source, what is TypeORM's. */
  readonly importable: readonly string[];
  /** What the text that is checked declares beside, of what is no module's. */
  readonly declaration: string;
  /** How names are imported: while the program is checked, or as the project does it in the end. */
  readonly importLines: (names: ReadonlySet<string>, when?: 'checked' | 'final') => readonly string[];
  /** An import that was typed at the prompt, as the program has to write it. */
  readonly moveImport: (text: string) => string;
}

export interface ProgramRequest {
  readonly model: ModelContract;
  /** Names of TypeORM's find operators in scope. */
  readonly operators: readonly string[];
  readonly projectNames: readonly string[];
  /** Absolute. */
  readonly currentFolder: string;
  readonly sourceFile: string | undefined;
}

/** TypeORM's types that helpers name. */
const TYPES: ReadonlySet<string> = new Set([
  ...['DataSource', 'EntityTarget', 'FindOptionsOrder', 'FindOptionsRelations', 'FindOptionsWhere', 'ObjectLiteral'],
]);

export async function programOf(request: ProgramRequest): Promise<Program> {
  const { model, operators, projectNames, currentFolder, sourceFile } = request;
  const places = await ExportPlaces.among(sourceFile);
  const source = places.placeOf(model.dataSource);
  const isNamed = source !== undefined && !['default', 'module.exports'].includes(source.exportName);
  const dataSource = isNamed ? source.exportName : 'dataSource';
  const importable = new Map<string, ExportPlace | 'typeorm'>([['DataSource', 'typeorm']]);
  if (source !== undefined) importable.set(dataSource, source);
  const entities = new Map<string, ProgramEntity>();
  for (const [name, target] of model.entities) {
    const metadata = model.metadataOfTarget(target);
    if (metadata === undefined || !model.dataSource.entityMetadatas.includes(metadata)) continue;
    const place = places.placeOf(target);
    if (place !== undefined) importable.set(name, place);
    entities.set(name, { expression: place === undefined ? `'${metadata.name}'` : name, metadata, target });
  }
  for (const name of [...operators, ...TYPES]) if (!importable.has(name)) importable.set(name, 'typeorm');
  const dialect = dialectOf(model.dataSource);
  const names: ProgramNames = {
    dataSource,
    entities,
    operators: new Set(operators),
    project: new Set(projectNames),
    ...dialect,
  };
  const files = [source?.file, sourceFile, ...filesOf(importable.values())];
  // Options may stand in JSON.
  const file =
    files.find((each) => each !== undefined && /\.[cm]?[jt]sx?$/.test(each)) ?? join(currentFolder, 'index.ts');
  const root = packageRoot(dirname(file), DISK);
  const folder = currentFolder === root || currentFolder.startsWith(root + sep) ? currentFolder : root;
  const language = isTypeScript(file) ? 'ts' : 'js';
  const isModule = moduleFormat(file, DISK) === 'module';
  const style: ModuleStyle = {
    folder,
    syntax: language === 'ts' || isModule ? 'import' : 'require',
    ending: endingIn(file, isModule),
  };
  const linesOf = (wanted: Iterable<string>, when: 'checked' | 'final' = 'checked'): readonly string[] =>
    importLines(
      [...wanted].flatMap((name): Importable[] => {
        const from = importable.get(name);
        if (from === undefined || (when === 'final' && TYPES.has(name))) return [];
        return [{ name, from, isType: TYPES.has(name) }];
      }),
      when === 'final' ? style : { ...style, syntax: 'import' },
    );
  const isGivenSource = source === undefined;
  return {
    compilation: new Compilation({
      file: join(folder, 'code-of-session.ts'),
      options: optionsFor(folder, file, language),
    }),
    names,
    language,
    style,
    isGivenSource,
    importable: [...importable.keys()],
    declaration: isGivenSource ? `\ndeclare const ${dataSource}: DataSource;` : '',
    importLines: linesOf,
    moveImport: (text) => movedImport(text, currentFolder, folder),
  };
}

function filesOf(places: Iterable<ExportPlace | 'typeorm'>): readonly string[] {
  return [...places].flatMap((place) => (place === 'typeorm' ? [] : [place.file]));
}

function endingIn(file: string, isModule: boolean): ModuleStyle['ending'] {
  if (!DISK.isFile(file)) return isModule ? '.js' : '';
  const { importedFiles } = ts.preProcessFile(DISK.read(file), true, true);
  const relative = importedFiles.find(({ fileName }) => /^\.\.?\//.test(fileName))?.fileName;
  if (relative === undefined) return isModule ? '.js' : '';
  return /\.[cm]?jsx?$/.test(relative) ? '.js' : /\.[cm]?tsx?$/.test(relative) ? '.ts' : '';
}

function optionsFor(folder: string, sourceFile: string, language: 'ts' | 'js'): ts.CompilerOptions {
  const config = nearestTsConfig(join(folder, 'x.ts')) ?? nearestTsConfig(sourceFile);
  const { options } = readTsConfig(ts, config, sourceFile);
  return {
    ...options,
    // A project in JavaScript need not say how it is resolved.
    ...(language === 'js' ? { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler } : {}),
    strict: language === 'ts',
    noEmit: true,
    skipLibCheck: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    allowJs: language === 'js' || options.allowJs === true,
    composite: false,
    incremental: false,
    declaration: false,
  };
}
