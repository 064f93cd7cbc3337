import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Run } from '../command-line';
import type { Command } from '../commands/command';
import type { Running } from '../running';
import type { ByteSink } from '../safety/write-whole';
import type { ShellParts } from '../shell-parts';
import { BatchRunner } from './batch-runner';

export interface BatchSurroundings {
  readonly invocation: Run;
  /** The text of the file that is to run, when one is. */
  readonly program: string | undefined;
  readonly input: NodeJS.ReadableStream;
  /** Shows values. */
  readonly write: (text: string) => void;
  /** Shows errors and notices where values are not shown. */
  readonly writeError: (text: string) => void;
  /** Every command there is. */
  readonly commands: () => readonly Command[];
  readonly resolvePath: (path: string) => string;
  /** Columns of the output. */
  readonly width: () => number;
  /** For a subcommand, where somebody looks on: as in CommandContext. */
  readonly status?: (line: string | undefined) => void;
  readonly confirm?: (question: string) => Promise<boolean>;
  readonly standardOutput?: ByteSink;
  /** Nothing more is to run, because of an error that came from nowhere. */
  readonly onEnded: () => void;
  /** Has something done before a signal ends the process, until what it gives is called. */
  readonly beforeSignals: (action: () => void) => (isBrokenOff: boolean) => void;
}

/** The shell without a prompt: `-e`, a file, or standard input line by line. */
export function inBatch(parts: ShellParts, surroundings: BatchSurroundings): Running {
  const { invocation, program, input, commands, resolvePath, width, onEnded, beforeSignals } = surroundings;
  const { status, confirm, standardOutput } = surroundings;
  const { masking } = parts;
  const write = (text: string): void => surroundings.write(masking.redact(text));
  const writeError = (text: string): void => surroundings.writeError(masking.redact(text));
  const runner = new BatchRunner({
    rooms: parts,
    // They are loaded when one is needed.
    get commands() {
      return commands();
    },
    keepGoing: 'keepGoing' in invocation && invocation.keepGoing,
    json: invocation.json,
    resolvePath,
    beforeSignals,
    ...(invocation.kind === 'subcommand' && { status, confirm, standardOutput }),
    // Rows of `.help` and `.ls` are for people to read in a log; a drawing fits where it is looked at.
    width: invocation.kind === 'subcommand' ? width() : undefined,
    output: {
      value: (text) => write(`${text}\n`),
      error: (text) => (invocation.json ? write : writeError)(`${text}\n`),
      notice: (text) => writeError(`${text}\n`),
    },
  });
  return {
    run: async () => {
      for (const notice of parts.notices) writeError(`${notice}\n`);
      await feed(runner, invocation, program, input);
      return runner.failed ? 1 : 0;
    },
    showStray: (error) => {
      runner.showStray(error);
      if (runner.ended) onEnded();
    },
    release: () => runner.abandon(),
  };
}

async function feed(
  runner: BatchRunner,
  invocation: Run,
  program: string | undefined,
  input: NodeJS.ReadableStream,
): Promise<void> {
  switch (invocation.kind) {
    case 'file':
      return runner.runText(program ?? '', { fileName: resolve(invocation.path), silent: true });
    case 'code':
      for (const code of invocation.code) {
        if (!runner.ended) await runner.runCode(code);
      }
      return;
    case 'subcommand':
      return runner.act(invocation.line, invocation.act);
    case 'prompt or pipe':
      return runner.runLines(createInterface({ input, crlfDelay: Infinity }));
  }
}
