import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const CODE = /\.([cm]?[jt]s|[jt]sx|json)$/;

/**
 * The project's files of code that were written since a moment, relative to its folder, in order.
 * @param since milliseconds since 1970.
 */
export function changedFiles(root: string, since: number): readonly string[] {
  const changed: string[] = [];
  const look = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      // Packages, and what begins with a dot, are not the project's code.
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) look(path);
      else if (CODE.test(entry.name) && (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > since)
        changed.push(relative(root, path));
    }
  };
  look(root);
  return changed.sort();
}
