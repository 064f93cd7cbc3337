import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearNames } from './near-names';
import { UserError } from './user-error';

/** An option of the command line. */
export interface Option {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  readonly multiple?: boolean;
  /** How its value is called in the help. */
  readonly value?: string;
  readonly summary: string;
}

/** Options by name; parsing, `--help` and "did you mean" come from here. */
export type OptionSet = Readonly<Record<string, Option>>;

/** What was given of the options that a program has beside those of every shell. */
export type GivenOptions = Readonly<Record<string, boolean | string | readonly string[] | undefined>>;

/** The options of every shell. */
const OPTIONS = {
  eval: {
    type: 'string',
    short: 'e',
    multiple: true,
    value: 'CODE',
    summary: 'run CODE and print the value of its last expression',
  },
  json: { type: 'boolean', summary: 'values and errors as JSON, one a line; logs to stderr' },
  'print-sql': { type: 'boolean', summary: 'show the SQL of each input, without a terminal on stderr' },
  'keep-going': { type: 'boolean', summary: 'go on after an error; the exit code is still 1' },
  help: { type: 'boolean', short: 'h', summary: 'show this help' },
  version: { type: 'boolean', summary: 'show the version' },
} as const satisfies OptionSet;

interface Given {
  /** Of the program's own options. */
  readonly given: GivenOptions;
  readonly json: boolean;
  readonly printSql: boolean;
}

/** Code to run, and how. */
export type Run =
  | (Given & { readonly kind: 'prompt or pipe'; readonly keepGoing: boolean })
  | (Given & { readonly kind: 'code'; readonly code: readonly string[]; readonly keepGoing: boolean })
  /** `args` stand behind the file: they are the program's own. */
  | (Given & { readonly kind: 'file'; readonly path: string; readonly args: readonly string[] });

/** What the person asked for: a run, or an answer that needs none. */
export type Invocation = Run | { readonly answer: 'help' | 'version' };

/**
 * @param argv the arguments after the program's name.
 * @param own what this program has beside the options of every shell.
 * @throws UserError for wrong usage; the exit code for that is 2.
 */
export function parseCommandLine(argv: readonly string[], own: OptionSet = {}): Invocation {
  const at = indexOfFile(argv, own);
  const { values, positionals } = parse(argv.slice(0, at + 1), own);
  const args = argv.slice(at + 1);
  const { help, version, json = false, 'keep-going': keepGoing = false, eval: code, ...rest } = values;
  const { 'print-sql': printSql = false, ...given } = rest;
  if (help) return { answer: 'help' };
  if (version) return { answer: 'version' };
  const [path] = positionals;
  if (code && path !== undefined) throw wrongUsage(`Either -e or a file, not both: ${path}.`);
  if (code) return { kind: 'code', code, given, json, printSql, keepGoing };
  if (path !== undefined && path !== '-') return { kind: 'file', path, args, given, json, printSql };
  return { kind: 'prompt or pipe', given, json, printSql, keepGoing };
}

/** @param program how the person calls it: `npm start --`, `typeorm-shell`. */
export function helpText(program: string, own: OptionSet = {}): string {
  const rows = Object.entries<Option>({ ...own, ...OPTIONS }).map(([name, { short, value, summary }]) => {
    return [`${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`, summary] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return [
    `Usage: ${program} [options] [FILE [ARGUMENT...]]`,
    '',
    'Opens a prompt, or runs its input line by line when that is no terminal.',
    'FILE is TypeScript, written as if all were synchronous; values are not printed.',
    '',
    'Options',
    ...rows.map(([left, summary]) => `  ${left.padEnd(width)}${summary}`),
    '',
    'Exit codes: 0, 1 for an error in the code, 2 for wrong usage.',
  ].join('\n');
}

/** Where the file stands; behind it stand its own arguments, as with node. */
function indexOfFile(argv: readonly string[], own: OptionSet): number {
  const options: ParseArgsConfig['options'] = { ...own, ...OPTIONS };
  const { tokens } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true });
  return tokens.find(({ kind }) => kind === 'positional')?.index ?? argv.length;
}

interface Parsed {
  readonly values: {
    readonly [name in keyof typeof OPTIONS]?: (typeof OPTIONS)[name] extends { type: 'boolean' } ? boolean : string[];
  } & GivenOptions;
  readonly positionals: readonly string[];
}

function parse(argv: readonly string[], own: OptionSet): Parsed {
  const options: ParseArgsConfig['options'] = { ...own, ...OPTIONS };
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true }) as Parsed;
  } catch (error) {
    throw wrongUsage(problem(error, argv, Object.keys(options)));
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

function wrongUsage(message: string): UserError {
  return new UserError(message, 'Add --help to see what there is.');
}
