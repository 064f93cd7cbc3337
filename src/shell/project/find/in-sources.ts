import { join, relative } from 'node:path';
import type { FileView } from '../file-view';
import type { Step } from './decision';

const SOURCE = /\.[cm]?[jt]s$/;
const NO_SOURCE = /\.d\.[cm]?ts$|\.(?:test|spec|e2e-spec|entity|controller|service|dto|resolver)\.|\.min\.js$/;
const LEFT_OUT = /^(?:node_modules|dist|build|out|coverage|tests?|e2e|__tests__|\..*)$/;
/** So many files are looked into: this comes last, and must not take long in a very large project. */
const MOST_FILES = 5_000;

/** What makes a data source: the surer sign. */
const MAKES_ONE = /\bexport\b[^]*\bnew DataSource\s*\(|\bnew DataSource\s*\([^]*\b(?:export\b|exports\.)/;
const IS_FOR_NEST = /\bTypeOrmModule\s*\.\s*forRoot(?:Async)?\s*\(/;

/** A data source that is exported where it is made, as one that a script makes to fill a database is not. */
const EXPORTS_ONE = [
  /\bexport\s+(?:default|(?:const|let|var)\s+\w+(?:\s*:[^=]+)?\s*=)\s*new DataSource\s*\(/,
  /\bnew DataSource\s*\([^]*\bexport\s+(?:default\s+(?!async\b|function\b|class\b)\w|\{\s*\w)/,
  /\bexports(?:\.\w+)?\s*=\s*new DataSource\s*\(/,
];

/** What the texts of the project's files lead to. */
export interface InSources extends Step {
  /** The file that each sign leads to, where it is one alone; the surest sign first. */
  readonly candidates: readonly string[];
}

/** Files of the project that make a data source, or hand options to NestJS's module, by what is written in them. */
export function inSources(root: string, files: FileView): InSources {
  const sources = sourcesBelow(root, files);
  const makers: string[] = [];
  const modules: string[] = [];
  for (const file of sources) {
    const text = files.read(file);
    if (MAKES_ONE.test(text)) makers.push(file);
    if (IS_FOR_NEST.test(text)) modules.push(file);
  }
  const steps = [
    { looked: 'files with new DataSource(…)', found: preferredMakers(makers, files) },
    { looked: 'files with TypeOrmModule.forRoot(…)', found: preferredModules(modules, sources) },
  ];
  const candidates = steps.flatMap(({ found }) => (found.length === 1 ? found : []));
  const first = steps.find(({ found }) => found.length > 0);
  if (first === undefined) {
    const looked = 'files with new DataSource(…) or TypeOrmModule.forRoot(…)';
    return { files: [], candidates, decisions: [{ looked }] };
  }
  const { looked, found } = first;
  const names = found.map((file) => relative(root, file)).join(', ');
  const why = found.length === 1 ? undefined : 'left: more than one, choose with -d';
  return { files: found.length === 1 ? found : [], candidates, decisions: [{ looked, found: names, why }] };
}

function preferredMakers(found: readonly string[], files: FileView): readonly string[] {
  if (found.length < 2) return found;
  const exporting = found.filter((file) => EXPORTS_ONE.some((pattern) => pattern.test(files.read(file))));
  return exporting.length === 1 ? exporting : found;
}

/** Of NestJS's modules the one of the application is asked: only with it is everything there that others inject. */
function preferredModules(found: readonly string[], sources: readonly string[]): readonly string[] {
  if (found.length === 0) return found;
  const applications = sources.filter((file) => /\/app\.module\.[cm]?[jt]s$/.test(file));
  return applications.length === 1 ? applications : found;
}

function sourcesBelow(root: string, files: FileView): readonly string[] {
  const found: string[] = [];
  const folders = [root];
  for (const folder of folders) {
    for (const name of files.list(folder)) {
      const path = join(folder, name);
      if (SOURCE.test(name)) {
        if (!NO_SOURCE.test(name) && files.isFile(path)) found.push(path);
      } else if (!LEFT_OUT.test(name) && !name.includes('.')) {
        folders.push(path);
      }
      if (found.length >= MOST_FILES) return found;
    }
    if (folders.length > MOST_FILES) return found;
  }
  return found;
}
