import { dirname, join } from 'node:path';
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
import { CodeRefusal } from './refusal';

/** What the code of a session becomes a part of: the project, as a file in it would see it. */
export interface Program {
  readonly compilation: Compilation;
  readonly names: ProgramNames;
  readonly language: 'ts' | 'js';
  readonly style: ModuleStyle;
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
  ...['EntityTarget', 'FindOptionsOrder', 'FindOptionsRelations', 'FindOptionsWhere', 'ObjectLiteral'],
]);

export async function programOf(request: ProgramRequest): Promise<Program> {
  const { model, operators, projectNames, currentFolder, sourceFile } = request;
  const places = await ExportPlaces.among(sourceFile);
  const source = places.placeOf(model.dataSource);
  if (source === undefined) throw new CodeRefusal('no module exports the data source.');
  const dataSource = ['default', 'module.exports'].includes(source.exportName) ? 'dataSource' : source.exportName;
  const importable = new Map<string, ExportPlace | 'typeorm'>([[dataSource, source]]);
  const entities = new Map<string, ProgramEntity>();
  for (const [name, target] of model.entities) {
    const metadata = model.metadataOfTarget(target);
    if (metadata === undefined) continue;
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
  const root = packageRoot(dirname(source.file), DISK);
  const folder = currentFolder === root || currentFolder.startsWith(`${root}/`) ? currentFolder : root;
  const language = isTypeScript(source.file) ? 'ts' : 'js';
  const isModule = moduleFormat(source.file, DISK) === 'module';
  const style: ModuleStyle = {
    folder,
    syntax: language === 'ts' || isModule ? 'import' : 'require',
    ending: endingIn(source.file, isModule),
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
  const compilation = new Compilation({
    imports: linesOf(importable.keys()).join('\n'),
    file: join(folder, `code-of-session.${language === 'ts' ? 'ts' : isModule ? 'mts' : 'ts'}`),
    options: optionsFor(folder, source.file, language),
  });
  return {
    compilation,
    names,
    language,
    style,
    importLines: linesOf,
    moveImport: (text) => movedImport(text, currentFolder, folder),
  };
}

function endingIn(file: string, isModule: boolean): ModuleStyle['ending'] {
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
