import { dirname, extname, isAbsolute, join, relative, sep } from 'node:path';
import { BUILT } from '../../project/built-folder';
import type { FileView } from '../../project/file-view';
import { packageRoot } from '../../project/project-root';
import type { NameStyle } from './migration-name';
import type { MigrationStyle } from './migration-text';

/** What is known of where a project has its migrations. */
export interface KnownOfProject {
  /** The file that the data source comes from, where there is one. */
  readonly sourceFile: string | undefined;
  /** Where the person is. */
  readonly currentFolder: string;
  /** The times in the names of the migrations that are loaded. */
  readonly timestamps: readonly number[];
  /** The patterns of files among the options. */
  readonly patterns: readonly string[];
}

export interface MigrationPlace {
  /** Absolute. It may not be there yet. */
  readonly folder: string;
  readonly style: MigrationStyle;
  readonly names: NameStyle;
}

const MIGRATION = /^(\d{13})-(.+?)(\.[cm]?[jt]s)$/;
/** So deep is a project looked through. */
const DEPTH = 8;

interface Sibling {
  readonly path: string;
  readonly timestamp: number;
  readonly name: string;
  readonly extension: string;
}

/** Where a new migration goes, and how it is written: as those that are there, else as the file of the data source. */
export function migrationPlace(known: KnownOfProject, files: FileView): MigrationPlace {
  const { sourceFile, currentFolder } = known;
  const root = packageRoot(sourceFile === undefined ? currentFolder : dirname(sourceFile), files);
  const siblings = siblingsIn(root, known, files);
  const newest = siblings.at(-1);
  if (newest !== undefined)
    return {
      folder: dirname(newest.path),
      style: styleOf(newest.path, newest.extension, files),
      names: siblings.every(({ name }) => /^[a-z\d]+(?:-[a-z\d]+)*$/.test(name)) ? 'kebab' : 'as given',
    };
  const isTypeScript = sourceFile === undefined ? files.isFile(join(root, 'tsconfig.json')) : /ts$/.test(sourceFile);
  const extension = sourceFile === undefined ? (isTypeScript ? '.ts' : '.js') : extname(sourceFile);
  return {
    folder: folderOf(known, root, files),
    style: styleOf(sourceFile ?? join(root, `index${extension}`), extension, files),
    names: 'as given',
  };
}

/** The files of the migrations that are loaded, of one folder, in the order of their times. */
function siblingsIn(root: string, { timestamps }: KnownOfProject, files: FileView): readonly Sibling[] {
  const loaded = new Set(timestamps);
  const byFolder = new Map<string, Sibling[]>();
  for (const path of walk(root, files, DEPTH)) {
    const [, time, name, extension] = MIGRATION.exec(path.slice(path.lastIndexOf(sep) + 1)) ?? [];
    if (time === undefined || name.endsWith('.d') || !loaded.has(Number(time))) continue;
    const folder = dirname(path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), { path, timestamp: Number(time), name, extension }]);
  }
  const isBuilt = (folder: string): boolean => BUILT.test(`${relative(root, folder).replaceAll(sep, '/')}/`);
  const [best] = [...byFolder].sort(
    ([one, some], [other, others]) => Number(isBuilt(one)) - Number(isBuilt(other)) || others.length - some.length,
  );
  return best?.[1].sort((one, other) => one.timestamp - other.timestamp) ?? [];
}

function* walk(folder: string, files: FileView, depth: number): Generator<string> {
  for (const name of files.list(folder)) {
    if (name.startsWith('.') || name === 'node_modules') continue;
    const path = join(folder, name);
    if (files.isFile(path)) yield path;
    else if (depth > 0) yield* walk(path, files, depth - 1);
  }
}

/** What the patterns say; beside the file of the data source where they say nothing. */
function folderOf({ patterns, sourceFile, currentFolder }: KnownOfProject, root: string, files: FileView): string {
  const [pattern] = patterns;
  if (pattern === undefined) return join(sourceFile === undefined ? root : dirname(sourceFile), 'migrations');
  const path = pattern.replaceAll('\\', '/');
  const steady = /[*?{[(]/.test(path) ? path.slice(0, path.search(/[^/]*[*?{[(]/)) : dirname(path);
  const folder = isAbsolute(steady) ? join(steady) : join(currentFolder, steady);
  const inside = relative(root, folder).replaceAll(sep, '/');
  // A build would wipe away what is written into its folder.
  if (!BUILT.test(`${inside}/`)) return folder.replace(/[\\/]$/, '');
  const sources = files.list(join(root, 'src')).length > 0 ? 'src/' : '';
  return join(root, `${inside}/`.replace(BUILT, sources)).replace(/[\\/]$/, '');
}

function styleOf(file: string, extension: string, files: FileView): MigrationStyle {
  const text = files.isFile(file) ? files.read(file) : '';
  const [, firstIndent = '  '] = /^([ \t]+)\S/m.exec(text.replaceAll(/\/\*[^]*?\*\//g, '')) ?? [];
  const [, quote = "'"] = /(?:from|require\()\s*(['"])/.exec(text) ?? [];
  const lines = text.split('\n').filter((line) => /^\s*(?:import\b|await\b|const\b).*[^{(,[]$/.test(line.trimEnd()));
  return {
    extension,
    module: formatOf(file, extension, text, files),
    quote: quote as MigrationStyle['quote'],
    indent: firstIndent.length > 4 ? '  ' : firstIndent,
    semicolons: lines.length === 0 || lines.some((line) => line.trimEnd().endsWith(';')),
  };
}

function formatOf(file: string, extension: string, text: string, files: FileView): MigrationStyle['module'] {
  if (extension.startsWith('.m')) return 'esm';
  if (extension.startsWith('.c')) return 'commonjs';
  if (/^\s*export\b/m.test(text)) return 'esm';
  if (/\bmodule\.exports\b|\bexports\.\w/.test(text)) return 'commonjs';
  const manifest = join(packageRoot(dirname(file), files), 'package.json');
  return files.isFile(manifest) && /"type"\s*:\s*"module"/.test(files.read(manifest)) ? 'esm' : 'commonjs';
}
