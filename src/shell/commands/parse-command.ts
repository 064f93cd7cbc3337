import { nearNames } from '../near-names';
import { UserError } from '../user-error';
import type { Command } from './command';

const HINT = 'Type .help for the commands. To go on with the line before, end that line with the dot.';

export interface CommandCall {
  readonly command: Command;
  readonly argument: string;
}

/** A dot, a letter: `.help`. A number (`.5 + 1`) and a spread (`...x`) are expressions. */
const COMMAND = /^\s*\.([A-Za-z][\w-]*)(?:\s+(.*?))?\s*$/s;
const LOOKS_LIKE_COMMAND = /^\s*\.([A-Za-z][\w-]*)/;

/** Whether an input is meant as a dot-command: no JavaScript begins with a dot and a letter. */
export function isCommand(input: string): boolean {
  return LOOKS_LIKE_COMMAND.test(input);
}

/** @throws UserError when there is no such command. */
export function parseCommand(input: string, commands: readonly Command[]): CommandCall {
  const [, name = '', argument = ''] = COMMAND.exec(input) ?? [];
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return { command, argument };
  throw unknownCommand(LOOKS_LIKE_COMMAND.exec(input)?.[1] ?? '', commands);
}

/** A command that stands alone on a line of an unfinished input. A call on a new line (`.filter(...)`) is none. */
export function commandDuringInput(line: string, commands: readonly Command[]): Command | undefined {
  const name = /^\s*\.([A-Za-z]+)\s*$/.exec(line)?.[1];
  return commands.find((command) => command.duringInput && command.name === name);
}

/**
 * Whether a line goes on with the statement before it: no statement begins like that, and no command is called so. Without a
 * call (`.length`) only an indented line does, so that a misspelt command is still one.
 */
export function continues(line: string | undefined, commands: readonly Command[]): boolean {
  if (line === undefined) return false;
  if (/^\s*(\?\.|(else|catch|finally)\b)/.test(line)) return true;
  // `.json()` on a line of its own is a call, though there is a command of that name.
  if (/^\s*\.\w+\(/.test(line)) return true;
  const name = LOOKS_LIKE_COMMAND.exec(line)?.[1];
  if (name === undefined || commands.some((command) => command.name === name)) return false;
  return /^\s/.test(line) || /^\.\w+\s*[(`[?.!;]/.test(line);
}

/** @param hint what to say when no command is near. */
export function unknownCommand(name: string, commands: readonly Command[], hint = HINT): UserError {
  const [near] = nearNames(
    name,
    commands.map((command) => command.name),
  );
  return new UserError(
    near ? `There is no command .${name}: did you mean .${near}?` : `There is no command .${name}.`,
    near ? undefined : hint,
  );
}
