import { relative } from 'node:path';
import type { Ask } from '../shell-parts';
import { nearNames } from '../near-names';
import type { TrustFile } from '../safety/trust-file';
import { wrongSafetySetting } from '../safety/settings';
import { UserError } from '../user-error';
import { isObject } from './duck-types';
import type { Decision } from './find/decision';
import { configName, type ConfigPlace, type ShellConfig } from './find/shell-config';

/** The project's settings for the shell, and where they are written. */
export interface Settings {
  readonly place: ConfigPlace;
  readonly value: ShellConfig;
}

export interface SettingsRead {
  /** `undefined` when there are none that may be read. */
  readonly settings: Settings | undefined;
  readonly decisions: readonly Decision[];
  /** What the person should hear of it. */
  readonly notices: readonly string[];
}

export interface SettingsRequest {
  readonly place: ConfigPlace | undefined;
  /** The folder of the project. */
  readonly root: string;
  /** `--trust`: run code unasked. */
  readonly trusted: boolean;
  readonly trust: TrustFile;
  /** Absent where nobody can be asked. */
  readonly ask: Ask | undefined;
  /** Loads a file of code. @throws UserError */
  readonly load: (file: string) => Promise<unknown>;
}

const KEYS = [
  'dataSource',
  'dataSources',
  'context',
  'commands',
  'print',
  'mask',
  'unmask',
  'seed',
  'production',
  'audit',
  'reason',
] as const satisfies (keyof ShellConfig)[];

/**
 * Reads the project's settings. A file of code runs only when the person trusts it: has said so before, says so now, or has
 * written `--trust`. (Whoever opens a shell means to run the project's data source; a file that only this shell runs is another
 * matter.)
 * @throws UserError for settings that are none.
 */
export async function readSettings(request: SettingsRequest): Promise<SettingsRead> {
  const { place, root, load } = request;
  if (place === undefined) return { settings: undefined, decisions: [], notices: [] };
  const name = configName(place, root);
  if (place.kind === 'data')
    return { settings: { place, value: checked(place.config, name) }, decisions: [], notices: [] };
  const looked = 'settings in code';
  const { runs, why, notice } = await decide(request, place.path, name);
  const decisions = [{ looked, found: relative(root, place.path), why }];
  const notices = notice === undefined ? [] : [notice];
  if (!runs) return { settings: undefined, decisions, notices };
  const exported = await load(place.path);
  return { settings: { place, value: checked(inner(exported), name) }, decisions, notices };
}

interface Verdict {
  readonly runs: boolean;
  readonly why: string;
  readonly notice?: string;
}

async function decide({ trusted, trust, ask }: SettingsRequest, path: string, name: string): Promise<Verdict> {
  if (trusted) return { runs: true, why: 'taken: --trust' };
  const said = trust.of(path);
  if (said === 'always') return { runs: true, why: 'taken: trusted' };
  if (said === 'never')
    return {
      runs: false,
      why: 'left: never to be trusted',
      notice: `${name} is not run: you said never. --trust runs it.`,
    };
  if (ask === undefined)
    return {
      runs: false,
      why: 'left: nobody has said that it is trusted',
      notice: `${name} was not run: it is code. --trust runs it.`,
    };
  const answer = await ask(`${name} is code of this project that the shell would run. Trust it?`, [
    'always',
    'once',
    'never',
  ]);
  if (answer === 'always' || answer === 'never') {
    try {
      trust.set(path, answer);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return {
        runs: answer === 'always',
        why: `answered: ${answer}`,
        notice: `Your answer could not be kept: ${reason}`,
      };
    }
  }
  return { runs: answer === 'always' || answer === 'once', why: `answered: ${answer ?? 'nothing'}` };
}

/** The settings among what a file exports: its default, or all of it. */
function inner(exported: unknown): unknown {
  if (!isObject(exported) || !('default' in exported)) return exported;
  const { default: first } = exported;
  return isObject(first) && 'default' in first ? first.default : first;
}

function checked(value: unknown, name: string): ShellConfig {
  if (!isObject(value)) throw new UserError(`${name} gives no settings.`, 'It should export an object.');
  for (const key of Object.keys(value)) {
    if ((KEYS as readonly string[]).includes(key)) continue;
    const [near] = nearNames(key, KEYS);
    throw new UserError(
      `${name}: there is no setting "${key}"${near === undefined ? '.' : `: did you mean "${near}"?`}`,
      `Settings are ${KEYS.join(', ')}.`,
    );
  }
  const wrong = wrongSafetySetting(value);
  if (wrong !== undefined) throw new UserError(`${name}: ${wrong}.`);
  return value;
}
