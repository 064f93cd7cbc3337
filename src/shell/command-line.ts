import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearNames } from './near-names';
import { UserError } from './user-error';

interface Option {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  readonly multiple?: boolean;
  /** How its value is called in the help. */
  readonly value?: string;
  readonly summary: string;
}

/** Every option of the command line; parsing, `--help` and "did you mean" come from here. */
const OPTIONS = {
  eval: {
    type: 'string',
    short: 'e',
    multiple: true,
    value: 'CODE',
    summary: 'run CODE and print the value of its last expression',
  },
  json: { type: 'boolean', summary: 'values and errors as JSON, one a line; logs go to stderr' },
  'keep-going': { type: 'boolean', summary: 'go on after an error; the exit code is still 1' },
  help: { type: 'boolean', short: 'h', summary: 'show this help' },
  version: { type: 'boolean', summary: 'show the version' },
} as const satisfies Readonly<Record<string, Option>>;

/** Code to run, and how. */
export type Run =
  | { readonly kind: 'prompt or pipe'; readonly json: boolean; readonly keepGoing: boolean }
  | { readonly kind: 'code'; readonly code: readonly string[]; readonly json: boolean; readonly keepGoing: boolean }
  | { readonly kind: 'file'; readonly path: string; readonly json: boolean };

/** What the person asked for: a run, or an answer that needs none. */
export type Invocation = Run | { readonly answer: 'help' | 'version' };

/**
 * @param argv the arguments after the program's name.
 * @throws UserError for wrong usage; the exit code for that is 2.
 */
export function parseCommandLine(argv: readonly string[]): Invocation {
  const { values, positionals } = parse(argv);
  if (values.help) return { answer: 'help' };
  if (values.version) return { answer: 'version' };
  const { json = false, 'keep-going': keepGoing = false, eval: code } = values;
  if (positionals.length > 1) throw wrongUsage(`One file at a time: ${positionals.join(', ')}.`);
  const [path] = positionals;
  if (code && path !== undefined) throw wrongUsage(`Either -e or a file, not both: ${path}.`);
  if (code) return { kind: 'code', code, json, keepGoing };
  if (path !== undefined && path !== '-') return { kind: 'file', path, json };
  return { kind: 'prompt or pipe', json, keepGoing };
}

/** @param program how the person calls it: `npm start --`, `typeorm-shell`. */
export function helpText(program: string): string {
  const rows = Object.entries<Option>(OPTIONS).map(([name, { short, value, summary }]) => {
    const left = `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`;
    return `  ${left.padEnd(22)}${summary}`;
  });
  return [
    `Usage: ${program} [options] [FILE]`,
    '',
    'Opens a prompt, or runs its input line by line when that is no terminal.',
    'FILE is TypeScript, written as if all were synchronous; values are not printed.',
    '',
    'Options',
    ...rows,
    '',
    'Exit codes: 0, 1 for an error in the code, 2 for wrong usage.',
  ].join('\n');
}

interface Parsed {
  readonly values: {
    readonly [name in keyof typeof OPTIONS]?: (typeof OPTIONS)[name] extends { type: 'boolean' } ? boolean : string[];
  };
  readonly positionals: readonly string[];
}

function parse(argv: readonly string[]): Parsed {
  try {
    const options: ParseArgsConfig['options'] = OPTIONS;
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    throw wrongUsage(problem(error, argv));
  }
}

function problem(error: unknown, argv: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(.+?)'/.exec(message)?.[1];
  // The first sentence; the others are advice on positional arguments.
  if (!unknown) return `${message.replace(/\.? .*$/s, (rest) => rest.split(/\.\s|\n/)[0] ?? '')}.`;
  const [near] = nearNames(unknown.replace(/^-+/, ''), Object.keys(OPTIONS));
  const written = argv.find((argument) => argument.startsWith(unknown)) ?? unknown;
  return `There is no option ${written}${near && unknown.startsWith('--') ? `: did you mean --${near}?` : '.'}`;
}

function wrongUsage(message: string): UserError {
  return new UserError(message, 'Add --help to see what there is.');
}
