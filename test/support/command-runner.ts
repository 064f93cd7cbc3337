import { resolve } from 'node:path';
import { COMMANDS } from '../../src/shell/commands';
import { parseCommand } from '../../src/shell/commands/parse-command';
import type { ShellParts } from '../../src/shell/shell-parts';

/** Runs commands on a shell without a terminal. */
export class CommandRunner {
  /** Aborted, it breaks off what a command does. */
  readonly stop = new AbortController();

  constructor(readonly parts: ShellParts) {}

  /** @returns what the command printed, redacted as a prompt does. @throws what the command throws. */
  async call(input: string): Promise<string> {
    const { parts } = this;
    const printed: string[] = [];
    const { command, argument } = parseCommand(input, COMMANDS);
    await command.run(
      {
        ...parts,
        commands: COMMANDS,
        width: 120,
        interactive: false,
        print: (text) => void printed.push(parts.masking.redact(text)),
        run: async (text, fileName, options) => void (await parts.session.run(text, { ...options, fileName })),
        evaluate: (text, options) => parts.session.run(text, options),
        breakable: (work) => work(this.stop.signal),
        leave: () => {},
        resolvePath: (path) => resolve(path),
      },
      argument,
    );
    return printed.join('\n');
  }

  /** The value of an input. @throws what the input throws. */
  async value(input: string): Promise<unknown> {
    const outcome = await this.parts.session.run(input);
    if (!outcome.ok) throw outcome.error;
    return outcome.value;
  }
}
