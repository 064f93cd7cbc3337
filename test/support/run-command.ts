import { COMMANDS } from '../../src/shell/commands';
import type { CommandContext, ShellRooms } from '../../src/shell/commands/command';
import { parseCommand } from '../../src/shell/commands/parse-command';

export interface Called extends CommandContext {
  /** What was printed, and shown. */
  readonly printed: string[];
}

/** What a loop without a terminal hands its commands. */
export function commandContext(rooms: ShellRooms, others: Partial<CommandContext> = {}): Called {
  const printed: string[] = [];
  const { print = (text: string): void => void printed.push(text) } = others;
  return {
    ...rooms,
    commands: COMMANDS,
    width: 130,
    interactive: false,
    json: false,
    print,
    show: async (text) => print(text),
    run: async () => undefined,
    evaluate: (text, options) => rooms.session.run(text, options),
    breakable: (work) => work(new AbortController().signal),
    leave: () => undefined,
    resolvePath: (path) => path,
    ...others,
    printed,
  };
}

/** Runs a dot-command on a shell without a terminal, as its loop would. @returns what it printed. @throws what it threw */
export async function runCommand(rooms: ShellRooms, input: string, others?: Partial<CommandContext>): Promise<string> {
  const context = commandContext(rooms, others);
  const { command, argument } = parseCommand(input, context.commands);
  const run = (): void | Promise<void> => command.run(context, argument);
  if (command.asksDatabase) await rooms.session.attend(run);
  else await run();
  return rooms.masking.redact(context.printed.join('\n'));
}
