import type { OptionSet } from '../command-line';
import { wordsAndOptions } from '../commands/options';
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

/** How `.erd` reads them. */
const KINDS = { depth: 'word', output: 'word', o: 'word', force: 'flag' } as const;

/** What tells of a word with a dot whether it is an entity all the same: `User.orders`, or that of another data source, `shop.Author`. */
type IsEntity = (word: string) => boolean;

/**
 * @param example how it is used, for advice.
 * @throws UserError for wrong usage.
 */
export function parseErdWords(
  given: readonly string[],
  isEntity: IsEntity = () => false,
  example = ERD_EXAMPLE,
): ErdRequest {
  const { values, words } = wordsAndOptions(given, { command: 'erd', options: KINDS });
  return erdRequest({ ...values, output: values.output ?? values.o }, words, isEntity, example);
}

/**
 * The request that options and words make: a word with a dot or a slash in it is a file, any other an entity.
 * @throws UserError for wrong usage.
 */
export function erdRequest(
  { depth, output, force = false }: ErdValues,
  words: readonly string[],
  isEntity: IsEntity,
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
