import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as TypeScriptModule from 'typescript';
import { upwards } from '../project-root';

export type TypeScriptApi = typeof TypeScriptModule;

/** A TypeScript compiler: the project's own, or, where it has none, the shell's. */
export interface Compiler {
  readonly version: string;
  /** Where its package.json is. */
  readonly folder: string;
  readonly isOwn: boolean;
  /** From 7 on there is no API in JavaScript: only the program `tsc`. */
  readonly hasApi: boolean;
}

/** The compiler that a project in this folder uses. Nothing is loaded yet. */
export function compilerFor(folder: string): Compiler {
  for (const each of upwards(folder)) {
    const found = join(each, 'node_modules', 'typescript');
    if (existsSync(join(found, 'package.json'))) return compilerIn(realpathSync(found), true);
  }
  return shellCompiler();
}

/** The API that reads tsconfig files: the compiler's own, or the shell's where it has none. */
export function apiFor(compiler: Compiler): TypeScriptApi {
  const { folder } = compiler.hasApi ? compiler : shellCompiler();
  return createRequire(join(folder, 'package.json'))(folder) as TypeScriptApi;
}

function shellCompiler(): Compiler {
  const main = createRequire(__filename).resolve('typescript');
  return compilerIn(dirname(dirname(main)), false);
}

function compilerIn(folder: string, isOwn: boolean): Compiler {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string };
  return { version, folder, isOwn, hasApi: Number(version.split('.')[0]) < 7 };
}
