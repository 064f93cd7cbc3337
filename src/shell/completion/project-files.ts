import { readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import type { CompletionScope, FolderEntry } from './scope';

/** Modules of Node's that are its own business. */
const INTERNAL = /^_|\/_/;

/**
 * The files that completion may name.
 * @param resolvePath a path as the person means it, to an absolute one.
 */
export function projectFiles(resolvePath: (path: string) => string): Pick<CompletionScope, 'folder' | 'modules'> {
  let modules: readonly string[] | undefined;
  return {
    folder: (path) => entriesOf(resolvePath(path)),
    modules: () => (modules ??= [...packagesFrom(resolvePath('.')), ...builtins()]),
  };
}

function entriesOf(folder: string): readonly FolderEntry[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      isFolder: entry.isDirectory() || (entry.isSymbolicLink() && isFolder(join(folder, entry.name))),
    }));
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** What the nearest package.json asks for. */
function packagesFrom(folder: string): readonly string[] {
  try {
    const asked = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
    const { dependencies, devDependencies, peerDependencies } = asked;
    return [
      ...new Set([dependencies, devDependencies, peerDependencies].flatMap((each) => Object.keys(each ?? {}))),
    ].sort();
  } catch {
    const parent = dirname(folder);
    return parent === folder ? [] : packagesFrom(parent);
  }
}

function builtins(): readonly string[] {
  const names = builtinModules.filter((name) => !INTERNAL.test(name));
  return [...names.map((name) => `node:${name}`), ...names];
}
