import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { UserError } from '../user-error';
import type { FileView } from './file-view';
import type { Decision } from './find/decision';
import { shellWords } from './find/shell-words';

/** Packages that read `.env` by themselves, or for NestJS. */
const READERS = [
  'dotenv',
  'dotenv-cli',
  'dotenv-expand',
  'dotenv-flow',
  '@dotenvx/dotenvx',
  '@nestjs/config',
  'env-cmd',
  'envalid',
];

export interface EnvRequest {
  /** The project's folder. */
  readonly root: string;
  readonly currentFolder: string;
  /** `--env-file`, as written. */
  readonly given: readonly string[];
  readonly files: FileView;
}

/**
 * Reads the variables that the project would have: of the files that are named; else of `.env` where the project reads that
 * (dotenv, NestJS's configuration, `node --env-file` in a script). What is set already stays.
 * @param env is written to.
 * @throws UserError when a file that was named is not there.
 */
export function readEnvFiles(request: EnvRequest, env: NodeJS.ProcessEnv): readonly Decision[] {
  const { root, currentFolder, given, files } = request;
  // dotenv 17 prints what it has read, and a tip.
  env.DOTENV_CONFIG_QUIET ??= 'true';
  if (given.length > 0) {
    const read: Record<string, string | undefined> = {};
    for (const name of given) {
      const path = resolve(currentFolder, name);
      if (!files.isFile(path)) throw new UserError(`There is no file ${name}.`, 'It was named with --env-file.');
      Object.assign(read, parseEnv(files.read(path)));
    }
    return [{ looked: '--env-file', found: given.join(', '), why: added(read, env) }];
  }
  const why = whoReads(root, files);
  const found = files.isFile(join(root, '.env')) ? '.env' : undefined;
  if (found === undefined) return [{ looked: '.env' }];
  if (why === undefined)
    return [{ looked: '.env', found, why: 'left: nothing in the project reads it (--env-file .env)' }];
  return [{ looked: '.env', found, why: `${why}; ${added(parse(join(root, '.env'), files), env)}` }];
}

function added(read: Readonly<Record<string, string | undefined>>, env: NodeJS.ProcessEnv): string {
  const names = Object.keys(read).filter((name) => env[name] === undefined);
  for (const name of names) env[name] = read[name];
  return names.length === 0 ? 'sets nothing that is not set' : `sets ${names.join(', ')}`;
}

function whoReads(root: string, files: FileView): string | undefined {
  try {
    const { dependencies, devDependencies, scripts } = JSON.parse(files.read(join(root, 'package.json'))) as {
      readonly [part in 'dependencies' | 'devDependencies' | 'scripts']?: Readonly<Record<string, string>>;
    };
    const reader = READERS.find((name) => dependencies?.[name] ?? devDependencies?.[name]);
    if (reader) return `read by ${reader}`;
    const script = Object.entries(scripts ?? {}).find(([, command]) =>
      shellWords(command).some((word) => /^--env-file(-if-exists)?(=|$)/.test(word)),
    );
    return script && `read in the npm script ${script[0]}`;
  } catch {
    return undefined;
  }
}

/** By the project's own dotenv, where it has it: its rules for quotes are not quite Node's. */
function parse(path: string, files: FileView): Readonly<Record<string, string | undefined>> {
  const text = files.read(path);
  try {
    const { parse } = createRequire(path)('dotenv') as { parse(text: string): Record<string, string> };
    return parse(text);
  } catch {
    return parseEnv(text);
  }
}
