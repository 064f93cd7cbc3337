import { nearNames } from '../near-names';
import { UserError } from '../user-error';

/**
 * The options of a command by name, without dashes: one that is there or not, one that takes a number of at least 1, one that takes any word. A name of
 * one letter is written with one dash: `-n 3`, `-n3`.
 */
export type OptionKinds = Readonly<Record<string, 'flag' | 'number' | 'word'>>;

export type OptionValues<Kinds extends OptionKinds> = {
  readonly [name in keyof Kinds]: Kinds[name] extends 'flag'
    ? boolean
    : (Kinds[name] extends 'word' ? string : number) | undefined;
};

export interface OptionUsage<Kinds extends OptionKinds> {
  /** The command, without the dot. */
  readonly command: string;
  readonly options: Kinds;
}

/** A word of an argument, with the blanks behind it. */
const WORD = /^(\S+)(?:\s+|$)/;

/**
 * The options that an argument begins with; the rest is handed on as it is written, for it may be code. `--` ends them.
 * @throws UserError for one that the command does not have, and for a wrong value.
 */
export function leadingOptions<Kinds extends OptionKinds>(
  argument: string,
  usage: OptionUsage<Kinds>,
): { readonly values: OptionValues<Kinds>; readonly rest: string } {
  const reader = new OptionReader(usage);
  let rest = argument.trimStart();
  for (let word = WORD.exec(rest); word !== null && reader.isOption(word[1]); word = WORD.exec(rest)) {
    rest = rest.slice(word[0].length);
    if (word[1] === '--') break;
    const next = WORD.exec(rest);
    if (reader.take(word[1], next?.[1]) && next !== null) rest = rest.slice(next[0].length);
  }
  return { values: reader.values, rest };
}

/**
 * The words of an argument, and the options between them, wherever they stand.
 * @param argument as it is written, or its words where some may be in quotes
 * @throws UserError for an option that the command does not have, and for a wrong value.
 */
export function wordsAndOptions<Kinds extends OptionKinds>(
  argument: string | readonly string[],
  usage: OptionUsage<Kinds>,
): { readonly values: OptionValues<Kinds>; readonly words: readonly string[] } {
  const reader = new OptionReader(usage);
  const words: string[] = [];
  const given = typeof argument === 'string' ? argument.split(/\s+/).filter(Boolean) : argument;
  for (let at = 0; at < given.length; at++) {
    if (!given[at].startsWith('-')) words.push(given[at]);
    else if (reader.take(given[at], given[at + 1])) at++;
  }
  return { values: reader.values, words };
}

/** `--force` and so on: what an option of these looks like, for completion. */
export function optionWords(options: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(options).map(withDashes);
}

function withDashes(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}

function unknownOption(command: string, written: string, options: OptionKinds): UserError {
  const near = nearWord(written.replace(/^-+/, ''), Object.keys(options));
  return new UserError(
    `.${command} has no option ${written}${near === undefined ? '.' : `: did you mean ${withDashes(near)}?`}`,
    near === undefined ? `It has ${optionWords(options).join(' and ')}.` : undefined,
  );
}

/**
 * The one of a few words that an argument is.
 * @throws UserError when it is none of them.
 */
export function oneOf<Choice extends string>(command: string, argument: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === argument);
  if (found !== undefined) return found;
  const near = nearWord(argument.split(/\s/)[0], choices);
  const said = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  throw new UserError(
    `.${command} takes ${said}, not ${argument}${near === undefined ? '.' : `: did you mean ${near}?`}`,
  );
}

/** Of short words the one with this beginning, else the nearest. */
function nearWord(word: string, words: readonly string[]): string | undefined {
  const beginning = word === '' ? [] : words.filter((each) => each !== word && each.startsWith(word));
  return beginning.length === 1 ? beginning[0] : nearNames(word, words)[0];
}

/** Collects options one by one. */
class OptionReader<Kinds extends OptionKinds> {
  readonly #given = new Map<string, boolean | number | string>();

  constructor(private readonly usage: OptionUsage<Kinds>) {}

  get values(): OptionValues<Kinds> {
    const values = Object.entries(this.usage.options).map(([name, kind]) => {
      return [name, this.#given.get(name) ?? (kind === 'flag' ? false : undefined)] as const;
    });
    return Object.fromEntries(values) as OptionValues<Kinds>;
  }

  /** Whether a word that stands where code may begin is an option: `-x` may be a number with a sign. */
  isOption(word: string): boolean {
    return word.startsWith('--') || (word.startsWith('-') && Object.hasOwn(this.usage.options, word.charAt(1)));
  }

  /**
   * @param word `--max`, `--max=2`, `-n`, `-n2`
   * @param next the word behind it
   * @returns whether that is its value.
   */
  take(word: string, next: string | undefined): boolean {
    const { command, options } = this.usage;
    const [long] = word.split('=', 1);
    const written = word.startsWith('--') ? long : word.slice(0, 2);
    const name = written.replace(/^--?/, '');
    if (written !== withDashes(name) || !Object.hasOwn(options, name)) throw unknownOption(command, long, options);
    const value = written === word ? undefined : word.slice(written.length).replace(/^=/, '');
    if (options[name] === 'flag') {
      if (value !== undefined) throw new UserError(`${written} of .${command} takes no value.`);
      this.#given.set(name, true);
      return false;
    }
    const text = value ?? next ?? '';
    if (options[name] === 'word' && text === '') throw new UserError(`${written} of .${command} needs a value.`);
    if (options[name] === 'number' && !/^[1-9]\d{0,8}$/.test(text))
      throw new UserError(`${written} takes a number${text === '' ? '.' : `, not ${text}.`}`, `Such as ${written} 10`);
    this.#given.set(name, options[name] === 'number' ? Number(text) : text);
    return value === undefined;
  }
}
