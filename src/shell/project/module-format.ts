import { extname, join } from 'node:path';
import type { FileView } from './file-view';
import { packageRoot } from './project-root';

export type ModuleFormat = 'commonjs' | 'module';

/** What Node takes a file for: by its extension, else by `type` in the nearest package.json. TypeScript's extensions likewise. */
export function moduleFormat(file: string, files: FileView): ModuleFormat {
  switch (extname(file)) {
    case '.mjs':
    case '.mts':
      return 'module';
    case '.cjs':
    case '.cts':
      return 'commonjs';
    default:
      return packageType(join(packageRoot(join(file, '..'), files), 'package.json'), files);
  }
}

/** Whether a file is TypeScript, by its extension. */
export function isTypeScript(file: string): boolean {
  return /\.([cm]?ts|tsx)$/.test(file);
}

function packageType(packageFile: string, files: FileView): ModuleFormat {
  try {
    const { type } = JSON.parse(files.read(packageFile)) as { readonly type?: unknown };
    return type === 'module' ? 'module' : 'commonjs';
  } catch {
    return 'commonjs';
  }
}
