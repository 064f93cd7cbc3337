import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { CommandContext } from './commands/command';
import { MODES, type Mode } from './safety/modes/mode';
import { nearNames } from './near-names';
import { UserError } from './user-error';

/** An option of the command line. */
export interface Option {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  readonly multiple?: boolean;
  /** How its value is called in the help. */
  readonly value?: string;
  /** Others of the kind, which the help has in the same row. */
  readonly with?: readonly string[];
  /** Absent for those that stand in the row of another. */
  readonly summary?: string;
}

/** Options by name; parsing, `--help` and "did you mean" come from here. */
export type OptionSet = Readonly<Record<string, Option>>;

/** What was given of the options that a program has beside those of every shell. */
export type GivenOptions = Readonly<Record<string, boolean | string | readonly string[] | undefined>>;

/** What a program does beside running code: `typeorm-shell erd -o model.html`. */
export interface Subcommand {
  /** How its arguments are written. */
  readonly parameters: string;
  /** Sentences for its `--help`, a line each; the first says what it does. */
  readonly description: readonly string[];
  /** What it has beside the program's own options. */
  readonly options: OptionSet;
  /**
   * @param words the arguments that are no options.
   * @throws UserError for wrong usage.
   */
  parse(values: GivenOptions, words: readonly string[]): SubcommandRun;
}

export interface SubcommandRun {
  /** What it may do to the database; as for a shell unless told. */
  readonly mode?: Mode;
  /** What becomes of a database that is not there; as for a shell unless told. */
  readonly newDatabase?: NewDatabase;
  /**
   * What it does to the shell that is opened for it.
   * @returns whether all is well, where it was asked for that: the exit code is 1 otherwise.
   */
  act(context: CommandContext): Promise<void | Verdict>;
}

/** Of a database that is not there an empty one is made, or none: that is an error then. */
export type NewDatabase = 'empty' | 'none';

export interface Verdict {
  readonly ok: boolean;
}

/** Subcommands under one name: `typeorm-shell migration up`. */
export interface SubcommandGroup {
  /** What they are for, a line each. */
  readonly description: readonly string[];
  readonly commands: Readonly<Record<string, () => Subcommand>>;
}

/** Subcommands by name; each is loaded when it is called. */
export type Subcommands = Readonly<Record<string, () => Subcommand | SubcommandGroup>>;

/** The options of every shell, subcommands included. */
const COMMON = {
  audit: { type: 'string', value: 'FILE', summary: 'write down in FILE who runs what, before it runs' },
  reason: { type: 'string', value: 'TEXT', summary: 'why, for the audit' },
} as const satisfies OptionSet;

const HELP = { type: 'boolean', short: 'h', summary: 'show this help' } as const;

/** The options of every shell that runs code. */
const OPTIONS = {
  eval: {
    type: 'string',
    short: 'e',
    multiple: true,
    value: 'CODE',
    summary: 'run CODE or a dot-command and print its value',
  },
  json: { type: 'boolean', summary: 'values and errors as JSON, one a line; rest to stderr' },
  'print-sql': { type: 'boolean', summary: 'show the SQL of each input; in a pipe on stderr' },
  'read-only': { type: 'boolean', summary: 'the database refuses every write' },
  sandbox: { type: 'boolean', summary: 'roll back all that was written, on leaving' },
  write: { type: 'boolean', summary: 'keep what is written, also on production' },
  'keep-going': { type: 'boolean', summary: 'go on after an error; the exit code is still 1' },
  'no-types': { type: 'boolean', summary: 'do not ask TypeScript: no types, no warnings' },
  yes: { type: 'boolean', summary: 'do not ask before every row of a table is changed' },
  ...COMMON,
  help: { ...HELP, with: ['version'], summary: 'show this help, or the version' },
  version: { type: 'boolean' },
} as const satisfies OptionSet;

const ADD_HELP = 'Add --help to see what there is.';

interface Given {
  /** Of the program's own options. */
  readonly given: GivenOptions;
  readonly json: boolean;
  readonly printSql: boolean;
  /** The file of the audit, as written. */
  readonly audit?: string;
  /** Why the person opens the shell. */
  readonly reason?: string;
  /** Whether TypeScript is asked about the session. */
  readonly types: boolean;
  /** Nothing is asked before every row of a table is changed. */
  readonly yes: boolean;
  /** What was asked for of what the session may do to the database. */
  readonly mode?: Mode;
}

/** Code to run, and how. */
export type Run =
  | (Given & { readonly kind: 'prompt or pipe'; readonly keepGoing: boolean })
  | (Given & { readonly kind: 'code'; readonly code: readonly string[]; readonly keepGoing: boolean })
  /** `args` stand behind the file: they are the program's own. */
  | (Given & { readonly kind: 'file'; readonly path: string; readonly args: readonly string[] })
  | (Given & {
      readonly kind: 'subcommand';
      /** What the person has written for it. */
      readonly line: string;
      readonly act: SubcommandRun['act'];
      readonly newDatabase?: NewDatabase;
    });

/** What the person asked for: a run, or an answer that needs none. */
export type Invocation = Run | { readonly answer: 'version' } | { readonly answer: 'help'; readonly about?: HelpTopic };

/** What `--help` is about, where it is not the whole program. */
export interface HelpTopic {
  /** As it is called: `erd`, `migration up`. */
  readonly name: string;
  readonly entry: Subcommand | SubcommandGroup;
}

/**
 * @param argv the arguments after the program's name.
 * @param own what this program has beside the options of every shell.
 * @param subcommands what it does beside running code; a file of that name is run as `./name`.
 * @throws UserError for wrong usage; the exit code for that is 2.
 */
export function parseCommandLine(
  argv: readonly string[],
  own: OptionSet = {},
  subcommands: Subcommands = {},
): Invocation {
  const at = indexOfFile(argv, own);
  const name = argv[at];
  if (name !== undefined && Object.hasOwn(subcommands, name)) {
    const rest = [...argv.slice(0, at), ...argv.slice(at + 1)];
    return parseSubcommand({ name, entry: subcommands[name]() }, rest, own);
  }
  const { values, positionals } = parse(argv.slice(0, at + 1), own);
  const args = argv.slice(at + 1);
  const { help, version, json = false, 'keep-going': keepGoing = false, eval: code, ...rest } = values;
  const { 'print-sql': printSql = false, 'no-types': noTypes = false, yes = false, audit, reason, ...others } = rest;
  const { 'read-only': _readOnly, sandbox: _sandbox, write: _write, ...given } = others;
  const mode = modeOf(values);
  const all = { given, json, printSql, types: !noTypes, yes, ...(mode && { mode }), ...commonOf(audit, reason) };
  if (help) return { answer: 'help' };
  if (version) return { answer: 'version' };
  const [path] = positionals;
  if (code && path !== undefined) throw wrongUsage(`Either -e or a file, not both: ${path}.`);
  if (code) return { kind: 'code', code, ...all, keepGoing };
  if (path !== undefined && path !== '-') return { kind: 'file', path, args, ...all };
  return { kind: 'prompt or pipe', ...all, keepGoing };
}

function parseSubcommand(topic: HelpTopic, argv: readonly string[], own: OptionSet): Invocation {
  const { name, entry } = topic;
  if (isGroup(entry)) {
    const at = indexOfFile(argv, own);
    if (argv[at] === undefined && argv.some((word) => word === '-h' || word === '--help'))
      return { answer: 'help', about: topic };
    const chosen = memberOf(topic, argv[at]);
    return parseSubcommand(chosen, [...argv.slice(0, at), ...argv.slice(at + 1)], own);
  }
  const { values, positionals } = parse(argv, own, { ...entry.options, ...COMMON, help: HELP });
  const { help, audit, reason, ...given } = values;
  if (help) return { answer: 'help', about: topic };
  return {
    kind: 'subcommand',
    line: [name, ...argv].join(' '),
    ...entry.parse(given, positionals),
    given,
    json: false,
    printSql: false,
    types: false,
    yes: false,
    ...commonOf(audit, reason),
  };
}

/**
 * What a subcommand is to do, by the words behind its name: for a dot-command that is called as it is.
 * @throws UserError for wrong usage.
 */
export function parseSubcommandWords(topic: HelpTopic, words: readonly string[]): SubcommandRun {
  const { name, entry } = topic;
  const help = `To see what there is: .help ${name.split(' ')[0]}`;
  if (isGroup(entry)) return parseSubcommandWords(memberOf(topic, words[0], help), words.slice(1));
  const { values, positionals } = parse(words, {}, entry.options, help);
  return entry.parse(values, positionals);
}

/** @throws UserError when there is none of that name. */
function memberOf(
  { name, entry }: HelpTopic,
  word: string | undefined,
  help = ADD_HELP,
): HelpTopic & { readonly entry: Subcommand } {
  const { commands } = entry as SubcommandGroup;
  const names = Object.keys(commands);
  if (word !== undefined && Object.hasOwn(commands, word)) return { name: `${name} ${word}`, entry: commands[word]() };
  const all = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  if (word === undefined) throw new UserError(`${name} what? ${all}.`, help);
  const [near] = nearNames(word, names);
  throw new UserError(
    `There is no ${name} ${word}${near === undefined ? '.' : `: did you mean ${near}?`}`,
    `It is ${all}.`,
  );
}

export function isGroup(entry: Subcommand | SubcommandGroup): entry is SubcommandGroup {
  return 'commands' in entry;
}

function commonOf(audit: string | undefined, reason: string | undefined): Pick<Given, 'audit' | 'reason'> {
  return { ...(audit === undefined ? {} : { audit }), ...(reason === undefined ? {} : { reason }) };
}

/** @throws UserError for more than one. */
function modeOf(values: Parsed['values']): Mode | undefined {
  const asked = MODES.filter((mode) => values[mode === 'writable' ? 'write' : mode] === true);
  if (asked.length > 1) throw wrongUsage('Only one of --read-only, --sandbox and --write.');
  return asked[0];
}

/** How subcommands are called, in one row: for the help of what they belong to. What each takes says its own help. */
export function usagesOf(subcommands: Subcommands): readonly string[] {
  const names = Object.keys(subcommands);
  return names.length === 0 ? [] : [`${names.join('|')} [--help] ...`];
}

/** @param program how the person calls it: `typeorm-shell`. */
export function subcommandHelp(program: string, { name, entry }: HelpTopic, own: OptionSet = {}): string {
  if (isGroup(entry)) return groupHelp(`${program} ${name}`, entry);
  const { parameters, description, options } = entry;
  return [
    `Usage: ${`${program} ${name} ${parameters}`.trimEnd()}`,
    '',
    ...description,
    '',
    ...optionRows({ ...options, ...own, ...COMMON, help: HELP }),
  ].join('\n');
}

function groupHelp(call: string, { description, commands }: SubcommandGroup): string {
  const rows = Object.entries(commands).map(([name, load]) => {
    const { parameters, description: own } = load();
    return [`${name} ${parameters}`.trimEnd(), own[0]] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return [
    `Usage: ${call} COMMAND [options]`,
    '',
    ...description,
    '',
    ...rows.map(([left, summary]) => `  ${left.padEnd(width)}${summary}`),
    '',
    `To see the options of one: ${call} COMMAND --help`,
  ].join('\n');
}

function optionRows(options: OptionSet): readonly string[] {
  const rows = Object.entries<Option>(options).flatMap(([name, { short, value, with: others = [], summary }]) => {
    if (summary === undefined) return [];
    const names = [name, ...others].map((each) => `--${each}`).join(' ');
    return [[`${short ? `-${short}, ` : '    '}${names}${value ? ` ${value}` : ''}`, summary] as const];
  });
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return ['Options', ...rows.map(([left, summary]) => `  ${left.padEnd(width)}${summary}`)];
}

/**
 * @param program how the person calls it: `npm start --`, `typeorm-shell`.
 * @param usages how its subcommands are called.
 */
export function helpText(program: string, own: OptionSet = {}, usages: readonly string[] = []): string {
  return [
    `Usage: ${program} [options] [FILE [ARGUMENT...]]`,
    ...usages.map((usage) => `       ${program} ${usage}`),
    '',
    'Opens a prompt, or runs its input line by line when that is no terminal.',
    'FILE is TypeScript, written as if all were synchronous; values are not printed.',
    '',
    ...optionRows({ ...own, ...OPTIONS }),
    'Exit codes: 0, 1 for an error in the code, 2 for wrong usage.',
  ].join('\n');
}

/** Where the file stands; behind it stand its own arguments, as with node. */
function indexOfFile(argv: readonly string[], own: OptionSet): number {
  const options: ParseArgsConfig['options'] = { ...own, ...OPTIONS };
  const { tokens } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true });
  return tokens.find(({ kind }) => kind === 'positional')?.index ?? argv.length;
}

type ValueOf<Each extends Option> = Each extends { type: 'boolean' }
  ? boolean
  : Each extends { multiple: true }
    ? string[]
    : string;

interface Parsed {
  readonly values: {
    readonly [name in keyof typeof OPTIONS]?: ValueOf<(typeof OPTIONS)[name]>;
  } & GivenOptions;
  readonly positionals: readonly string[];
}

function parse(argv: readonly string[], own: OptionSet, others: OptionSet = OPTIONS, help = ADD_HELP): Parsed {
  const options: ParseArgsConfig['options'] = { ...own, ...others };
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true }) as Parsed;
  } catch (error) {
    throw wrongUsage(problem(error, argv, Object.keys(options)), help);
  }
}

function problem(error: unknown, argv: readonly string[], names: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(.+?)'/.exec(message)?.[1];
  // The first sentence; the others are advice on positional arguments.
  if (!unknown) return `${message.replace(/\.? .*$/s, (rest) => rest.split(/\.\s|\n/)[0] ?? '')}.`;
  const [near] = nearNames(unknown.replace(/^-+/, ''), names);
  const written = argv.find((argument) => argument.startsWith(unknown)) ?? unknown;
  return `There is no option ${written}${near && unknown.startsWith('--') ? `: did you mean --${near}?` : '.'}`;
}

function wrongUsage(message: string, help = ADD_HELP): UserError {
  return new UserError(message, help);
}
