import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Knows where the source map of a compiled file is; `undefined` for a file that runs as it is. */
export type MapFileOf = (file: string) => string | undefined;

/**
 * Stacks that name lines of the project's own files. Not `process.setSourceMapsEnabled(true)`: in Node 20 that reads the source
 * map of every module that is loaded, TypeORM's 700 files too. Here nothing is read until a stack is asked for.
 */
export class StackMaps {
  readonly #files = new Map<string, string>();
  readonly #maps = new Map<string, SourceMap | undefined>();
  readonly #other: MapFileOf;

  /** @param other for files that other threads have compiled. */
  constructor(other: MapFileOf) {
    this.#other = other;
  }

  add(file: string, mapFile: string): void {
    this.#files.set(file, mapFile);
  }

  /** From now on stacks are mapped. Whoever formats stacks already goes on with that. */
  install(): void {
    const format = Error.prepareStackTrace ?? plainStack;
    Error.prepareStackTrace = (error, frames) =>
      format(
        error,
        frames.map((frame) => this.#mapped(frame)),
      ) as unknown;
  }

  #mapped(frame: NodeJS.CallSite): NodeJS.CallSite {
    const file = fileOf(frame);
    const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
    if (file === undefined || line === null || column === null) return frame;
    const entry = this.#mapOf(file)?.findEntry(line - 1, column - 1);
    if (entry === undefined || !('originalLine' in entry)) return frame;
    const { originalLine, originalColumn } = entry;
    return new Proxy(frame, {
      get(target, key) {
        if (key === 'getLineNumber') return () => originalLine + 1;
        if (key === 'getColumnNumber') return () => originalColumn + 1;
        if (key === 'toString') {
          return () => target.toString().replace(`:${line}:${column}`, `:${originalLine + 1}:${originalColumn + 1}`);
        }
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  }

  #mapOf(file: string): SourceMap | undefined {
    if (!this.#maps.has(file)) {
      const mapFile = this.#files.get(file) ?? this.#other(file);
      this.#maps.set(file, mapFile === undefined ? undefined : read(mapFile));
    }
    return this.#maps.get(file);
  }
}

function fileOf(frame: NodeJS.CallSite): string | undefined {
  const name = frame.getFileName() ?? undefined;
  if (name?.startsWith('file:')) return fileURLToPath(name.replace(/[?#].*$/, ''));
  return name?.startsWith('/') ? name : undefined;
}

function read(mapFile: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(mapFile, 'utf8')) as ConstructorParameters<typeof SourceMap>[0]);
  } catch {
    // The cache was emptied while this process ran.
    return undefined;
  }
}

/** As the engine writes it. */
function plainStack(error: Error, frames: readonly NodeJS.CallSite[]): string {
  let head: string;
  try {
    head = Error.prototype.toString.call(error);
  } catch {
    head = 'Error';
  }
  return [head, ...frames.map((frame) => `    at ${frame.toString()}`)].join('\n');
}
