import { join, relative } from 'node:path';
import type { FileView } from '../file-view';
import type { Decision, Step } from './decision';
import { shellWords } from './shell-words';
import { sourceOf } from './source-of';

/** What is read of a package.json. */
export interface PackageFile {
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Record<string, unknown>>;
}

const OPTION = /^(?:-d|--dataSource|--data-source|--datasource)(?:=(.*))?$/s;

/**
 * The data sources that the project's own npm scripts hand to TypeORM: `typeorm migration:run -d src/data-source.ts`, also
 * through `typeorm-ts-node-commonjs`, `npm run typeorm -- -d …` and so on. The one that most scripts name is taken.
 * @param root the folder of the package.json; scripts run there.
 */
export function inNpmScripts({ scripts = {}, config = {} }: PackageFile, root: string, files: FileView): Step {
  const named = new Map<string, string[]>();
  for (const [name, command] of Object.entries(scripts)) {
    if (typeof command !== 'string' || !/typeorm|migration/i.test(`${name} ${command}`)) continue;
    for (const written of dataSourcesIn(command)) {
      const path = withVariables(written, config);
      named.set(path, [...(named.get(path) ?? []), name]);
    }
  }
  if (named.size === 0) return { files: [], decisions: [{ looked: 'the -d argument in npm scripts' }] };
  const decisions: Decision[] = [];
  const there: (readonly [string, number])[] = [];
  for (const [path, names] of named) {
    const looked = `the -d argument in npm ${names.length === 1 ? 'script' : 'scripts'} ${names.join(', ')}`;
    const file = path.includes('$') || path.includes('%') ? undefined : sourceOf(join(root, path), root, files);
    if (file === undefined) {
      const why =
        path.includes('$') || path.includes('%') ? 'a variable that only a shell knows' : 'there is no such file';
      decisions.push({ looked, found: path, why: `left: ${why}` });
    } else {
      const isSource = file !== join(root, path);
      decisions.push({ looked, found: path, why: isSource ? `stands for ${relative(root, file)}` : undefined });
      there.push([file, names.length]);
    }
  }
  const [best] = there.sort(([, a], [, b]) => b - a);
  return { files: best ? [best[0]] : [], decisions };
}

function dataSourcesIn(command: string): readonly string[] {
  // A path as Windows writes it; a shell would take its backslashes for quotes.
  const words = shellWords(command.replace(/(?<=[\w.])\\(?=\w)/g, '/'));
  return words.flatMap((word, index) => {
    const option = OPTION.exec(word);
    if (option === null) return [];
    const value = option[1] ?? words[index + 1];
    return value && !value.startsWith('-') && /[./]|source|orm/i.test(value) ? [value] : [];
  });
}

/** npm hands the `config` of package.json to scripts as variables; others are not known here. */
function withVariables(path: string, config: Readonly<Record<string, unknown>>): string {
  return path.replace(/\$\{?npm_package_config_(\w+)\}?/g, (written, name: string) => {
    const value = config[name];
    return typeof value === 'string' ? value : written;
  });
}
