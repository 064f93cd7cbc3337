import { dirname, join, parse } from 'node:path';
import type { FileView } from './file-view';

/** The nearest folder at or above one that holds a package.json; the folder itself when there is none. */
export function packageRoot(folder: string, files: FileView): string {
  for (const each of upwards(folder)) if (files.isFile(join(each, 'package.json'))) return each;
  return folder;
}

/** The folder, and those above it up to the root of the file system. */
export function upwards(folder: string): readonly string[] {
  const folders = [folder];
  const { root } = parse(folder);
  for (let each = folder; each !== root; folders.push(each)) each = dirname(each);
  return folders;
}
