import { join, relative } from 'node:path';
import type { Extensions } from '../../extensions';
import type { SafetySettings } from '../../safety/settings';
import type { FileView } from '../file-view';
import { isObject } from '../duck-types';

/** The project's settings for the shell. */
export interface ShellConfig extends Extensions, SafetySettings {
  /** The file of the data source, relative to the config file. */
  readonly dataSource?: string;
  /** The same for several. */
  readonly dataSources?: readonly string[];
}

/** Where the settings are: a file of code, which has to be trusted before it runs, or plain data. */
export type ConfigPlace =
  | { readonly kind: 'code'; readonly path: string }
  | { readonly kind: 'data'; readonly path: string; readonly config: ShellConfig };

const NAME = 'typeorm-shell';
const EXTENSIONS = ['ts', 'mts', 'js', 'mjs', 'cjs'];

/**
 * The project's `typeorm-shell.config.*`, or the `typeorm-shell` key of its package.json.
 * @throws SyntaxError for JSON that is none.
 */
export function findConfig(root: string, files: FileView): ConfigPlace | undefined {
  for (const extension of EXTENSIONS) {
    const path = join(root, `${NAME}.config.${extension}`);
    if (files.isFile(path)) return { kind: 'code', path };
  }
  const json = join(root, `${NAME}.config.json`);
  if (files.isFile(json)) return { kind: 'data', path: json, config: JSON.parse(files.read(json)) as ShellConfig };
  const packageFile = join(root, 'package.json');
  if (!files.isFile(packageFile)) return undefined;
  const key = (JSON.parse(files.read(packageFile)) as Readonly<Record<string, unknown>>)[NAME];
  return isObject(key) ? { kind: 'data', path: packageFile, config: key } : undefined;
}

/** The data sources that a config names, as absolute paths. */
export function configuredFiles(place: ConfigPlace, config: ShellConfig): readonly string[] {
  const { dataSource, dataSources = [] } = config;
  return [...(dataSource === undefined ? [] : [dataSource]), ...dataSources].map((file) =>
    join(place.path, '..', file),
  );
}

export function configName(place: ConfigPlace, root: string): string {
  const name = relative(root, place.path);
  return name === 'package.json' ? `the key ${NAME} in package.json` : name;
}
