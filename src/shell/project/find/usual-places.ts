import { join, relative } from 'node:path';
import type { FileView } from '../file-view';
import type { Step } from './decision';
import { EXTENSIONS } from './source-of';

/** Where projects keep their data source, the most usual first. */
const FOLDERS = [
  'src',
  'src/database',
  'src/db',
  'src/config',
  'src/data-source',
  'src/datasource',
  'src/typeorm',
  'src/orm',
  'src/common/database',
  'src/config/database',
  'src/database/config',
  'src/infrastructure/database',
  'src/infra/database',
  'src/lib',
  'src/utils',
  'src/core',
  'src/core/database',
  'src/app',
  'src/server',
  'src/migrations',
  'src/providers',
  'src/providers/database',
  '',
  'config',
  'database',
  'db',
  'server',
  'typeorm',
  'orm',
  'app',
  'lib',
];

/** Names without their punctuation: `data-source`, `app.datasource`, `typeorm.config`, `ormconfig`. */
const NAMES = [
  /^(?:app|main|default|typeorm|orm|db|database|cli|migrations?)?datasources?(?:config)?$/,
  /^(?:typeorm|orm)(?:config|configuration|options|cliconfig|configmigrations?|modules?options)$/,
];
/** Such a name alone says little: the file has to speak of a data source too. */
const VAGUE_NAMES =
  /^(?:(?:database|db|typeorm|orm|connection|databaseconfig|dbconfig|configdatabase|index)(?:config|connection|provider)?)$/;
const SPEAKS_OF_ONE = /\bnew DataSource\s*\(|\bDataSourceOptions\b|\bTypeOrmModuleOptions\b/;

/** Where builds put what they make. */
const BUILT = ['dist', 'build', 'out'];

/**
 * Files in the usual places, under the usual names; TypeScript before JavaScript.
 * @param where among the project's sources, or among what was built of them.
 */
export function inUsualPlaces(root: string, files: FileView, where: 'sources' | 'built' = 'sources'): Step {
  const looked = where === 'sources' ? 'the usual places' : 'the usual places among built files';
  const folders = where === 'sources' ? FOLDERS : BUILT.flatMap((built) => builtFolders(built));
  const found: string[] = [];
  for (const isUsual of [nameIsUsual, speaksOfOne]) {
    for (const folder of folders) {
      const names = [...files.list(join(root, folder))].filter(
        (name) => !/\.d\.[cm]?ts$|\.(test|spec|example)\./.test(name),
      );
      for (const extension of EXTENSIONS) {
        found.push(
          ...names
            .filter((name) => name.endsWith(extension))
            .map((name) => join(root, folder, name))
            .filter((file) => files.isFile(file) && isUsual(file, stemOf(file, extension), files)),
        );
      }
    }
    if (found.length > 0) break;
  }
  const [first, ...others] = [...new Set(found)];
  if (first === undefined) return { files: [], decisions: [{ looked }] };
  const also = others.map((file) => relative(root, file)).join(', ');
  const why = also === '' ? undefined : `also there, for -d: ${also}`;
  return { files: [first], others, decisions: [{ looked, found: relative(root, first), why }] };
}

/** `dist/database`, and `dist/src/database` as well: it depends on what is compiled beside `src`. */
function builtFolders(built: string): readonly string[] {
  return FOLDERS.flatMap((folder) => [
    `${built}/${folder.replace(/^src(?:\/|$)/, '')}`.replace(/\/$/, ''),
    `${built}/${folder}`,
  ]);
}

function stemOf(file: string, extension: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1, -extension.length);
  return name.toLowerCase().replace(/[-_.]/g, '');
}

function nameIsUsual(_file: string, stem: string): boolean {
  return NAMES.some((name) => name.test(stem));
}

function speaksOfOne(file: string, stem: string, files: FileView): boolean {
  return VAGUE_NAMES.test(stem) && SPEAKS_OF_ONE.test(files.read(file));
}
