import { commandDuringInput, isCommand } from '../commands/parse-command';
import type { Command } from '../commands/command';

/** Whether a whole input is a dot-command: one line. */
export function isCommandInput(text: string): boolean {
  return !text.includes('\n') && isCommand(text);
}

/** The command that is typed on the last line of an unfinished input, which is dropped then. */
export function commandAtEnd(text: string, commands: readonly Command[]): Command | undefined {
  const end = text.lastIndexOf('\n');
  return end === -1 ? undefined : commandDuringInput(text.slice(end + 1), commands);
}

export interface GoesOnOptions {
  readonly commands: readonly Command[];
  /** Whether code goes on in the next line. */
  readonly isUnfinished: (text: string) => boolean;
}

/** Whether Enter begins another line of an input, and does not run it. */
export function goesOn(text: string, { commands, isUnfinished }: GoesOnOptions): boolean {
  return text.trim() !== '' && !isCommandInput(text) && !commandAtEnd(text, commands) && isUnfinished(text);
}
