import { COMMANDS } from '../../src/shell/commands';
import type { CommandContext } from '../../src/shell/commands/command';
import { parseCommand } from '../../src/shell/commands/parse-command';
import type { ShellParts } from '../../src/shell/shell-parts';

/** Runs a dot-command on a shell without a terminal, as its loop would. @returns what it printed. @throws what it threw */
export async function runCommand(
  parts: ShellParts,
  input: string,
  { width = 130, ...others }: Partial<CommandContext> = {},
): Promise<string> {
  const printed: string[] = [];
  const { print = (text: string): void => void printed.push(text) } = others;
  const context: CommandContext = {
    ...parts,
    commands: COMMANDS,
    width,
    interactive: false,
    print,
    show: async (text) => print(text),
    run: async () => undefined,
    evaluate: (text, options) => parts.session.run(text, options),
    breakable: (work) => work(new AbortController().signal),
    leave: () => undefined,
    resolvePath: (path) => path,
    ...others,
  };
  const { command, argument } = parseCommand(input, COMMANDS);
  await parts.session.attend(() => command.run(context, argument));
  return printed.join('\n');
}
