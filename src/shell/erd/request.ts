import { parseArgs } from 'node:util';
import type { OptionSet } from '../command-line';
import { unknownOption } from '../commands/options';
import { UserError } from '../user-error';
import { checkFormat } from './formats';

/** What is asked of `.erd`. */
export interface ErdRequest {
  /** Only what is around this entity, by its name at the prompt. */
  readonly entity?: string;
  /** How many relations away from it. */
  readonly depth: number;
  /** Where to write; absent for a drawing in the terminal. */
  readonly file?: string;
  /** Whether a file that is there already is replaced. */
  readonly force: boolean;
  /** What to write instead, to replace it. */
  readonly toReplace?: string;
}

/** The options of `.erd` and of `typeorm-shell erd`. */
export const ERD_OPTIONS = {
  depth: { type: 'string', value: 'N', summary: 'how many relations away from ENTITY; 1 unless told' },
  output: { type: 'string', short: 'o', value: 'FILE', summary: 'write FILE: .html, .svg, .mmd, .md, .dot' },
  force: { type: 'boolean', summary: 'replace FILE if it is there' },
} as const satisfies OptionSet;

export const ERD_EXAMPLE = '.erd Employee --depth 2';

export interface ErdValues {
  readonly depth?: string;
  readonly output?: string;
  readonly force?: boolean;
}

/**
 * @param isEntity tells of a word with a dot whether it is an entity all the same: that of another data source is `shop.Author`.
 * @param example how it is used, for advice.
 * @throws UserError for wrong usage.
 */
export function parseErdWords(
  words: readonly string[],
  isEntity?: (word: string) => boolean,
  example = ERD_EXAMPLE,
): ErdRequest {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: ERD_OPTIONS, allowPositionals: true });
    return erdRequest(values, positionals, isEntity, example);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw problem(error, `For example: ${example}`);
  }
}

/**
 * The request that options and words make: a word with a dot or a slash in it is a file, any other an entity.
 * @throws UserError for wrong usage.
 */
export function erdRequest(
  { depth, output, force = false }: ErdValues,
  words: readonly string[],
  isEntity: (word: string) => boolean = () => false,
  example = ERD_EXAMPLE,
): ErdRequest {
  const isFile = (word: string): boolean => /[./\\]/.test(word) && !isEntity(word);
  const entities = words.filter((word) => !isFile(word));
  const files = [...words.filter(isFile), ...(output === undefined ? [] : [output])];
  const [entity, another] = entities;
  const [file, second] = files;
  if (another !== undefined)
    throw new UserError(`A diagram is of everything or around one entity: ${another} is one too many.`);
  if (second !== undefined) throw new UserError(`A diagram is written to one file: ${second} is one too many.`);
  if (depth !== undefined && entity === undefined)
    throw new UserError('--depth says how far from an entity.', `For example: ${example}`);
  if (depth !== undefined && !/^\d{1,4}$/.test(depth))
    throw new UserError(`--depth takes a number of relations, not ${depth}.`);
  if (file !== undefined) checkFormat(file);
  return {
    depth: depth === undefined ? 1 : Number(depth),
    force,
    ...(entity === undefined ? {} : { entity }),
    ...(file === undefined ? {} : { file }),
  };
}

function problem(error: unknown, hint: string): UserError {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(.+?)'/.exec(message)?.[1];
  if (unknown !== undefined) return unknownOption('erd', unknown, Object.keys(ERD_OPTIONS));
  return new UserError(`${message.split(/\.\s|\n/)[0]?.replace(/\.$/, '') ?? message}.`, hint);
}
