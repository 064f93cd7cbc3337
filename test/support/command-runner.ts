import { resolve } from 'node:path';
import type { ShellParts } from '../../src/shell/shell-parts';
import { runCommand } from './run-command';

/** Runs commands on a shell without a terminal. */
export class CommandRunner {
  /** Aborted, it breaks off what a command does. */
  readonly stop = new AbortController();

  constructor(readonly parts: ShellParts) {}

  /** @returns what the command printed, redacted as a prompt does. @throws what the command throws. */
  async call(input: string): Promise<string> {
    const { parts } = this;
    return runCommand(parts, input, {
      width: 120,
      run: async (text, fileName, options) => void (await parts.session.run(text, { ...options, fileName })),
      breakable: (work) => work(this.stop.signal),
      resolvePath: (path) => resolve(path),
    });
  }

  /** The value of an input. @throws what the input throws. */
  async value(input: string): Promise<unknown> {
    const outcome = await this.parts.session.run(input);
    if (!outcome.ok) throw outcome.error;
    return outcome.value;
  }
}
