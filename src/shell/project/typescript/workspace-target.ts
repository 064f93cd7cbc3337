import { join } from 'node:path';
import { isObject } from '../duck-types';
import type { DISK } from '../file-view';
import { upwards } from '../project-root';
import { bestPattern, firstTarget } from './package-targets';

/** Where a specifier leads in a package of the same repository. */
export interface WorkspaceTarget {
  /** The package's own folder, not the link to it. */
  readonly folder: string;
  /** The file that its package.json names, there or not. */
  readonly target: string;
}

/**
 * The file that a specifier means in a package which is linked into `node_modules` from elsewhere in the repository, as npm, pnpm
 * and yarn do with workspaces.
 * @param from the folder of the file that imports.
 * @returns `undefined` for a package that was installed, or that is not there.
 */
export function workspaceTarget(specifier: string, from: string, files: typeof DISK): WorkspaceTarget | undefined {
  const [, name, inside = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  const link = upwards(from)
    .map((folder) => join(folder, 'node_modules', name))
    .find((folder) => files.isFile(join(folder, 'package.json')));
  if (link === undefined) return undefined;
  const folder = files.realPath(link);
  if (folder.includes('/node_modules/')) return undefined;
  const target = targetOf(files.read(join(folder, 'package.json')), inside);
  return target === undefined ? undefined : { folder, target: join(folder, target) };
}

function targetOf(packageFile: string, inside: string): string | undefined {
  let parsed: { readonly main?: unknown; readonly exports?: unknown };
  try {
    parsed = JSON.parse(packageFile) as typeof parsed;
  } catch {
    return undefined;
  }
  const { main, exports } = parsed;
  if (exports === undefined) return inside === '' ? (typeof main === 'string' ? main : 'index.js') : inside;
  const isTable = isObject(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  const table: Readonly<Record<string, unknown>> = isTable ? exports : { '.': exports };
  const [pattern, matched] = bestPattern(`.${inside}`, Object.keys(table));
  return pattern === undefined ? undefined : firstTarget(table[pattern])?.replaceAll('*', () => matched);
}
