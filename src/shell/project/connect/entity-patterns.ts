import { createRequire } from 'node:module';
import { isAbsolute, join, relative } from 'node:path';
import type { DataSource } from 'typeorm';
import { BUILT } from '../built-folder';
import type { TypeormCopy } from '../typeorm-copy';

/** Finds files by a pattern, as TypeORM does. */
export type Glob = (pattern: string) => readonly string[];

const LISTS = ['entities', 'subscribers', 'migrations'] as const;
const JS_ENDING = /(?:\{\.?[cm]?js\}|\.[cm]?js)$/;

/**
 * Patterns of files in the options that match nothing, as when the project was not built: the same place among the sources is used
 * where something is.
 * @param folder what relative patterns are relative to.
 * @returns what the person should know of it.
 */
export function mendPatterns(dataSource: DataSource, glob: Glob, folder: string): readonly string[] {
  const options = dataSource.options as unknown as Record<string, unknown>;
  const notices: string[] = [];
  for (const list of LISTS) {
    const items = Object.values(options[list] ?? {});
    if (!items.some((item) => typeof item === 'string')) continue;
    const unmatched: string[] = [];
    const mended = items.map((item): unknown => {
      if (typeof item !== 'string' || sourcesOf(glob(item)).length > 0) return item;
      const shown = isAbsolute(item) ? relative(folder, item) : item;
      const other = alternatives(item, folder).find((pattern) => sourcesOf(glob(pattern)).length > 0);
      if (other !== undefined) {
        notices.push(`No file matches ${shown} (${list}): ${relative(folder, other)} is used.`);
        return other;
      }
      unmatched.push(shown);
      return item;
    });
    options[list] = mended;
    // Many projects name a folder for migrations or subscribers, or a kind of entities, before they have any.
    if (list !== 'entities') continue;
    const isAll = unmatched.length === items.length;
    for (const shown of unmatched.filter((each) => isAll || BUILT.test(each)))
      notices.push(`No file matches ${shown} (${list}). Build the project, or mend the pattern in its data source.`);
  }
  return notices;
}

/** Where NestJS collects entities from its modules, which are not loaded here, they are found by the name of their files. */
export function addNestEntities(dataSource: DataSource, folder: string): readonly string[] {
  const options = dataSource.options as unknown as { autoLoadEntities?: unknown; entities?: unknown };
  if (options.autoLoadEntities !== true) return [];
  options.entities = [
    ...(Object.values(options.entities ?? {}) as unknown[]),
    join(folder, 'src/**/*.entity{.ts,.js}'),
  ];
  return ['autoLoadEntities: the entities are those in src/**/*.entity.ts.'];
}

/** The library by which this copy of TypeORM finds files. */
export function globOf({ folder }: TypeormCopy): Glob {
  const require = createRequire(join(folder, 'index.js'));
  for (const name of ['tinyglobby', 'glob']) {
    try {
      const { globSync, sync } = require(name) as { globSync?: Glob; sync?: Glob };
      const found = globSync ?? sync;
      if (found) return (pattern) => found(pattern.replace(/\\/g, '/'));
    } catch {
      // The other one.
    }
  }
  return () => ['unknown.js'];
}

function alternatives(pattern: string, folder: string): readonly string[] {
  const inside = isAbsolute(pattern) ? relative(folder, pattern) : pattern.replace(/^\.\//, '');
  if (inside.startsWith('..')) return [];
  const asSource = (path: string): string => path.replace(JS_ENDING, '.{ts,mts,cts,js,mjs,cjs}');
  const places = BUILT.test(inside)
    ? [inside.replace(BUILT, 'src/'), inside.replace(BUILT, '')]
    : inside.startsWith('src/')
      ? [inside]
      : [inside, `src/${inside}`];
  return places.map((place) => join(folder, asSource(place))).filter((each) => each !== pattern);
}

function sourcesOf(found: readonly string[]): readonly string[] {
  return found.filter((file) => /\.[cm]?[jt]s$/.test(file) && !/\.d\.[cm]?ts$/.test(file));
}
