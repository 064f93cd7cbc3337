import { dirname, join } from 'node:path';
import { BUILT } from '../built-folder';
import { DISK } from '../file-view';
import { packageRoot } from '../project-root';
import { bestPattern, firstTarget } from './package-targets';
import { workspaceTarget } from './workspace-target';

/** What a tsconfig says of how specifiers lead to files. Paths are absolute. */
export interface Resolution {
  readonly baseUrl?: string | undefined;
  readonly paths?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What the targets of `paths` are relative to. */
  readonly pathsBase?: string | undefined;
  readonly outDir?: string | undefined;
  readonly rootDir?: string | undefined;
}

/**
 * The file of the project that TypeScript means by a specifier: relative ones without extension, or with that of the file that
 * would be emitted; `paths` and `baseUrl`; `#imports` of the package and packages of the same repository, also where they
 * lead to what is not built.
 * @param parent absolute path of the file that imports.
 * @returns `undefined` where Node's own resolution has to answer.
 */
export function resolveAsTypeScript(specifier: string, parent: string, resolution: Resolution): string | undefined {
  if (/^\.{1,2}(\/|$)/.test(specifier) || specifier.startsWith('/')) {
    return sourceFile(
      specifier.startsWith('/') ? specifier : join(dirname(parent), specifier),
      /\/$|^\.{1,2}$/.test(specifier),
    );
  }
  if (specifier.startsWith('#')) {
    const target = importsTarget(specifier, parent);
    if (target !== undefined) return sourceFile(target) ?? unbuilt(target, resolution);
  }
  return (
    mappedBy(specifier, resolution) ??
    (resolution.baseUrl && sourceFile(join(resolution.baseUrl, specifier))) ??
    ofWorkspace(specifier, parent)
  );
}

/** The source of a package of the same repository that was not built; Node finds one that was. */
function ofWorkspace(specifier: string, parent: string): string | undefined {
  const found = workspaceTarget(specifier, dirname(parent), DISK);
  if (found === undefined || DISK.isFile(found.target)) return undefined;
  const { folder, target } = found;
  const inside = target.slice(folder.length + 1);
  if (!BUILT.test(inside)) return undefined;
  const rest = inside.replace(BUILT, '');
  return sourceFile(join(folder, 'src', rest)) ?? sourceFile(join(folder, rest));
}

/** Files that a path may mean, most likely first: `.js` may be the name of what `.ts` becomes. */
function sourceFile(path: string, isFolder = false): string | undefined {
  if (!isFolder) {
    const written = /\.([cm]?)js(x?)$/.exec(path);
    const stem = written && path.slice(0, -written[0].length);
    const candidates = written
      ? [path, `${stem}.${written[1]}ts${written[2]}`, `${stem}.${written[1]}tsx`]
      : /\.([cm]?ts|tsx|json|node)$/.test(path)
        ? [path]
        : [];
    const found = [
      ...candidates,
      ...['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'].map((end) => path + end),
    ];
    for (const file of found) if (DISK.isFile(file)) return file;
  }
  for (const end of ['.ts', '.tsx', '.js', '.mts', '.cts']) {
    const file = join(path, `index${end}`);
    if (DISK.isFile(file)) return file;
  }
  return undefined;
}

/** The file that a path in the folder of compiled files is going to be made from. */
function unbuilt(path: string, { outDir, rootDir }: Resolution): string | undefined {
  if (outDir === undefined || !path.startsWith(`${outDir}/`)) return undefined;
  const inside = path.slice(outDir.length + 1);
  return [rootDir, join(dirname(outDir), 'src'), dirname(outDir)]
    .map((folder) => folder && sourceFile(join(folder, inside)))
    .find((found) => found !== undefined);
}

function mappedBy(specifier: string, { paths, pathsBase }: Resolution): string | undefined {
  if (paths === undefined || pathsBase === undefined) return undefined;
  const [pattern, matched] = bestPattern(specifier, Object.keys(paths));
  if (pattern === undefined) return undefined;
  for (const target of paths[pattern] ?? []) {
    const path = target.replace('*', () => matched);
    const found = sourceFile(path.startsWith('/') ? path : join(pathsBase, path));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the package's own `imports` make of a `#specifier`, as a path. */
function importsTarget(specifier: string, parent: string): string | undefined {
  const root = packageRoot(dirname(parent), DISK);
  try {
    const { imports = {} } = JSON.parse(DISK.read(join(root, 'package.json'))) as { imports?: Record<string, unknown> };
    const [pattern, matched] = bestPattern(specifier, Object.keys(imports));
    const target = pattern === undefined ? undefined : firstTarget(imports[pattern]);
    return target?.startsWith('./')
      ? join(
          root,
          target.replaceAll('*', () => matched),
        )
      : undefined;
  } catch {
    return undefined;
  }
}
