import { join, relative } from 'node:path';
import type { FileView } from '../file-view';
import type { Step } from './decision';

const SOURCE = /\.[cm]?[jt]s$/;
const NO_SOURCE = /\.d\.[cm]?ts$|\.(?:test|spec|e2e-spec|entity|controller|service|dto|resolver)\.|\.min\.js$/;
const LEFT_OUT = /^(?:node_modules|dist|build|out|coverage|tests?|e2e|__tests__|\..*)$/;
/** So many files are looked into: this comes last, and must not take long in a very large project. */
const MOST_FILES = 5_000;

/** What makes a data source, the surest first. */
const SIGNS = [
  /\bexport\b[^]*\bnew DataSource\s*\(|\bnew DataSource\s*\([^]*\b(?:export\b|exports\.)/,
  /\bTypeOrmModule\s*\.\s*forRoot(?:Async)?\s*\(/,
];

/** Files of the project that make a data source, or hand options to NestJS's module, by what is written in them. */
export function inSources(root: string, files: FileView): Step {
  const sources = sourcesBelow(root, files);
  for (const sign of SIGNS) {
    const found = preferred(
      sources.filter((file) => sign.test(files.read(file))),
      sign,
      sources,
    );
    const names = found.map((file) => relative(root, file));
    const looked = `files with ${sign === SIGNS[0] ? 'new DataSource(…)' : 'TypeOrmModule.forRoot(…)'}`;
    if (found.length === 1) return { files: found, decisions: [{ looked, found: names[0] }] };
    if (found.length > 1) {
      return {
        files: [],
        decisions: [{ looked, found: names.join(', '), why: 'left: more than one, choose with -d' }],
      };
    }
  }
  return { files: [], decisions: [{ looked: 'files with new DataSource(…) or TypeOrmModule.forRoot(…)' }] };
}

/** Of NestJS's modules the one of the application is asked: only with it is everything there that others inject. */
function preferred(found: readonly string[], sign: RegExp, sources: readonly string[]): readonly string[] {
  if (sign === SIGNS[0] || found.length === 0) return found;
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
