import { join, relative } from 'node:path';
import type { FileView } from '../file-view';

/** Of files that may hold a data source; the source before what is built of it. */
export const EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];
/** Usual names of the folder that a build fills. */
const BUILT = /^(?:dist|build|out|lib|\.build)\//;

/**
 * The file that a path means. One in a folder of built files stands for the source it is built from, where that is found: it
 * is what the person edits, and the built one may be old or not there. An extension may be left out.
 */
export function sourceOf(path: string, root: string, files: FileView): string | undefined {
  const inside = relative(root, path);
  if (BUILT.test(inside)) {
    const rest = inside.replace(BUILT, '').replace(/\.([cm]?)js$/, '.$1ts');
    for (const source of [join(root, 'src', rest), join(root, rest)]) {
      const found = withExtension(source, files);
      if (found !== undefined) return found;
    }
  }
  return withExtension(path, files);
}

export function withExtension(path: string, files: FileView): string | undefined {
  const stem = path.replace(/\.([cm]?js)$/, '');
  return [path, ...EXTENSIONS.map((extension) => path + extension), ...EXTENSIONS.map((extension) => stem + extension)]
    .concat(EXTENSIONS.map((extension) => join(path, `index${extension}`)))
    .find((each) => files.isFile(each));
}
