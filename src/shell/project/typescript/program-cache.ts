import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isObject } from '../duck-types';
import type { EmittedFile } from './emitted';
import type { Resolution } from './resolution';
import { isUnchanged, type Stamp } from './stamp';

/** What is known of a compiled program, as it is kept. */
export interface Manifest {
  /** The folder beside the manifest that holds its texts. */
  readonly generation: string;
  readonly roots: readonly string[];
  readonly resolution: Resolution;
  /** Everything that decides what comes out, as it was. */
  readonly inputs: Readonly<Record<string, Stamp>>;
  /** By absolute path of the file that was compiled. */
  readonly files: Readonly<Record<string, KeptFile>>;
}

export interface KeptFile {
  /** The name of its text in the generation's folder; its source map has `.map` after it. */
  readonly name: string;
  readonly problem?: string | undefined;
}

const MANIFEST = 'program.json';
/** A generation that is not the current one may be in use by another shell for so long, in milliseconds. */
const OLD_GENERATION = 60 * 60_000;
/** A program that nobody opened for so long goes. */
const OLD_PROGRAM = 30 * 24 * 60 * 60_000;
const DAY = 24 * 60 * 60_000;

/**
 * One program's compiled texts in the user's cache. A generation is written whole, then the manifest that names it is put in
 * place by renaming: two shells may start at once, and a reader sees one or the other. It may be deleted at any time.
 */
export class ProgramCache {
  /** @param folder of this program alone. */
  constructor(readonly folder: string) {}

  /** What is kept; `undefined` when there is nothing, or nothing that can be read. */
  read(): Manifest | undefined {
    try {
      const kept: unknown = JSON.parse(readFileSync(join(this.folder, MANIFEST), 'utf8'));
      return isManifest(kept) ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  /** The same, when everything it was made from is as it was. */
  readCurrent(): Manifest | undefined {
    const manifest = this.read();
    if (!manifest || !Object.entries(manifest.inputs).every(([file, stamp]) => isUnchanged(file, stamp)))
      return undefined;
    this.#noteUse();
    return manifest;
  }

  /** @throws when it is gone: another shell has compiled the program anew. */
  text({ generation }: Manifest, { name }: KeptFile): string {
    return readFileSync(join(this.folder, generation, name), 'utf8');
  }

  mapFile({ generation }: Manifest, { name }: KeptFile): string {
    return join(this.folder, generation, `${name}.map`);
  }

  /** A new folder beside the texts, to be removed by who asked for it. */
  workFolder(): string {
    const folder = join(this.folder, `work-${randomUUID()}`);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  write(emitted: readonly EmittedFile[], rest: Pick<Manifest, 'roots' | 'resolution' | 'inputs'>): Manifest {
    const generation = randomUUID();
    const folder = join(this.folder, generation);
    mkdirSync(folder, { recursive: true });
    const files: Record<string, KeptFile> = {};
    emitted.forEach(({ source, text, map, problem }, index) => {
      const name = `${index}.js`;
      writeFileSync(join(folder, name), withoutMapComment(text));
      if (map !== undefined) writeFileSync(join(folder, `${name}.map`), withSource(map, source));
      files[source] = { name, problem };
    });
    const manifest: Manifest = { generation, ...rest, files };
    const unfinished = join(folder, MANIFEST);
    writeFileSync(unfinished, JSON.stringify(manifest));
    renameSync(unfinished, join(this.folder, MANIFEST));
    this.#prune(generation);
    return manifest;
  }

  /** Removes generations, and programs of other projects, that nobody uses any more. */
  #prune(current: string): void {
    for (const name of readdirSync(this.folder)) {
      if (name !== current && name !== MANIFEST) removeOlder(join(this.folder, name), OLD_GENERATION);
    }
    const programs = dirname(this.folder);
    for (const name of readdirSync(programs)) removeOlder(join(programs, name), OLD_PROGRAM, MANIFEST);
  }

  #noteUse(): void {
    const file = join(this.folder, MANIFEST);
    try {
      const now = new Date();
      if (now.getTime() - statSync(file).mtimeMs > DAY) utimesSync(file, now, now);
    } catch {
      // It is only about when it may be removed.
    }
  }
}

/** What is damaged is as good as nothing. */
function isManifest(kept: unknown): kept is Manifest {
  if (!isObject(kept)) return false;
  const { generation, roots, resolution, inputs, files } = kept;
  return typeof generation === 'string' && Array.isArray(roots) && [resolution, inputs, files].every(isObject);
}

function removeOlder(path: string, age: number, dated = ''): void {
  const found = statSync(join(path, dated), { throwIfNoEntry: false });
  if (found && Date.now() - found.mtimeMs > age) rmSync(path, { recursive: true, force: true });
}

/** Stacks are mapped by the hooks; Node must not look for a map beside the file. */
function withoutMapComment(text: string): string {
  return text.replace(/\n\/\/# sourceMappingURL=\S*\s*$/, '\n');
}

/** A source map that names the file by where it is. */
function withSource(map: string, source: string): string {
  return JSON.stringify({
    ...(JSON.parse(map) as object),
    sources: [pathToFileURL(source).href],
    sourceRoot: undefined,
  });
}
