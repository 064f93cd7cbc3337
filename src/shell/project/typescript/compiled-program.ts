import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CompilerOptions } from 'typescript';
import { DISK } from '../file-view';
import { packageRoot } from '../project-root';
import { apiFor, compilerFor, type Compiler } from './compiler';
import { emitWithApi } from './emit-with-api';
import { emitWithBinary } from './emit-with-binary';
import type { Emitted } from './emitted';
import { ProgramCache, type Manifest } from './program-cache';
import type { Resolution } from './resolution';
import { hashOf, stampOf, type Stamp } from './stamp';
import { nearestTsConfig, readTsConfig, type TsConfig } from './tsconfig';

/** Part of every key: what is compiled and how it is kept belongs to this version of the shell. */
const VERSION = 1;

/** Hears what takes long; `undefined` when it is over. */
export type Busy = (what: string | undefined) => void;

/** A compiled file, ready to run. */
export interface CompiledFile {
  readonly text: string;
  readonly mapFile: string;
}

/**
 * One program of the project: everything that its tsconfig includes and what was met beside it, compiled at once with the
 * project's own compiler, because only then does a decorator know what an imported name is. Kept in the user's cache.
 */
export class CompiledProgram {
  readonly #file: string;
  readonly #busy: Busy | undefined;
  readonly #tsconfig: string | undefined;
  readonly #cache: ProgramCache;
  #manifest: Manifest | undefined;
  #isChecked = false;

  /**
   * @param file any file of it.
   * @param cacheFolder of all programs of this user.
   * @param busy hears when compiling begins, and when it is over.
   */
  constructor(file: string, cacheFolder: string, busy?: Busy) {
    this.#busy = busy;
    this.#file = file;
    this.#tsconfig = nearestTsConfig(file);
    const { folder, version } = compilerFor(dirname(file));
    const place = this.#tsconfig ?? dirname(file);
    this.#cache = new ProgramCache(join(cacheFolder, hashOf([VERSION, place, folder, version].join('\0'))));
  }

  /** Whose program it is: its tsconfig, or the folder of a file without one. */
  static keyOf(file: string): string {
    return nearestTsConfig(file) ?? dirname(file);
  }

  has(file: string): boolean {
    return this.#current()?.files[file] !== undefined;
  }

  get resolution(): Resolution {
    return this.#current()?.resolution ?? {};
  }

  /**
   * A file of the program. One that is not in it yet is taken into it.
   * @returns `undefined` when the compiler makes nothing of it.
   * @throws SyntaxError for a file that cannot be read as TypeScript; UserError when the compiler does not work.
   */
  file(file: string): CompiledFile | undefined {
    const found = this.#lookUp(this.#current(), file);
    return found ?? this.#lookUp(this.#compile(file), file);
  }

  #lookUp(manifest: Manifest | undefined, file: string): CompiledFile | undefined {
    const kept = manifest?.files[file];
    if (manifest === undefined || kept === undefined) return undefined;
    if (kept.problem !== undefined) throw syntaxError(file, kept.problem);
    try {
      return { text: this.#cache.text(manifest, kept), mapFile: this.#cache.mapFile(manifest, kept) };
    } catch {
      return undefined; // Somebody emptied the cache.
    }
  }

  #current(): Manifest | undefined {
    if (!this.#isChecked) {
      this.#isChecked = true;
      this.#manifest = this.#cache.readCurrent();
    }
    return this.#manifest;
  }

  #compile(file: string): Manifest {
    const compiler = compilerFor(dirname(this.#file));
    this.#busy?.(`Compiling the project with TypeScript ${compiler.version} …`);
    try {
      return this.#compileWith(compiler, file);
    } finally {
      this.#busy?.(undefined);
    }
  }

  #compileWith(compiler: Compiler, file: string): Manifest {
    const ts = apiFor(compiler);
    const config = readTsConfig(ts, this.#tsconfig, this.#file);
    const before = this.#manifest?.roots ?? this.#cache.read()?.roots ?? [];
    const known = new Set([this.#file, ...before, ...config.fileNames]);
    // A file that was met beside the program rarely comes alone: a pattern has named it, and those that lie with it.
    const met = known.has(file) ? [] : [file, ...typeScriptIn(dirname(file))];
    const roots = [...new Set([...known, ...met])].filter((each) => DISK.isFile(each));
    const emitted = compiler.hasApi
      ? emitWithApi(ts, roots, config.options)
      : this.#inWorkFolder((folder) => emitWithBinary(compiler, roots, config, folder));
    this.#manifest = this.#cache.write(emitted.files, {
      roots: roots.filter((root) => !config.fileNames.includes(root)),
      resolution: resolutionOf(config),
      inputs: stampsOf(emitted, config),
    });
    return this.#manifest;
  }

  #inWorkFolder<Result>(action: (folder: string) => Result): Result {
    const folder = this.#cache.workFolder();
    try {
      return action(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function typeScriptIn(folder: string): readonly string[] {
  return DISK.list(folder)
    .filter((name) => /\.[cm]?ts$/.test(name) && !/\.d\.[cm]?ts$/.test(name))
    .map((name) => join(folder, name));
}

function resolutionOf({ options, folder }: TsConfig): Resolution {
  const { baseUrl, paths, pathsBasePath, outDir, rootDir } = options as CompilerOptions & { pathsBasePath?: string };
  return { baseUrl, paths, pathsBase: baseUrl ?? pathsBasePath ?? folder, outDir, rootDir };
}

/** Of packages only their package.json: what is installed does not change by itself. */
function stampsOf({ read }: Emitted, config: TsConfig): Readonly<Record<string, Stamp>> {
  const files = new Set<string>(config.read);
  for (const file of read) {
    const isPackages = file.includes('/node_modules/');
    if (!isPackages) files.add(file);
    const root = packageFolders.get(dirname(file)) ?? packageRoot(dirname(file), DISK);
    packageFolders.set(dirname(file), root);
    files.add(join(root, 'package.json'));
  }
  const stamps: Record<string, Stamp> = {};
  for (const file of files) {
    const stamp = stampOf(file);
    if (stamp) stamps[file] = stamp;
  }
  return stamps;
}

const packageFolders = new Map<string, string>();

function syntaxError(file: string, problem: string): SyntaxError {
  const error = new SyntaxError(`${file}:${problem}`);
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
