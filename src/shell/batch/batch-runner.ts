import { setImmediate } from 'node:timers/promises';
import type { Command, CommandContext, ShellRooms } from '../commands/command';
import { continues, isCommand, parseCommand } from '../commands/parse-command';
import { LinesAhead } from './lines-ahead';
import type { Failure, RunOptions } from '../session';

export interface BatchOutput {
  /** A value, or what a command prints. */
  value(text: string): void;
  error(text: string): void;
  notice(text: string): void;
}

export interface BatchOptions {
  readonly rooms: ShellRooms;
  readonly output: BatchOutput;
  readonly commands: readonly Command[];
  readonly resolvePath: (path: string) => string;
  /** Has something done before a signal ends the process, until what it gives is called. Absent where none can come. */
  readonly beforeSignals?: (action: () => void) => () => void;
  /** Go on with the next statement after one that failed. */
  readonly keepGoing: boolean;
}

/** Rows of `.help` and `.ls` where there is no terminal to ask. */
const WIDTH = 80;

/** Runs code without a terminal: lines from a pipe, `-e`, a file. */
export class BatchRunner {
  readonly #options: BatchOptions;
  #failed = false;
  #ended = false;

  constructor(options: BatchOptions) {
    this.#options = options;
  }

  /** Whether anything failed: the exit code is 1 then. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Whether nothing more is to run: `.exit`, or an error without `--keep-going`. */
  get ended(): boolean {
    return this.#ended || (this.#failed && !this.#options.keepGoing);
  }

  /** Runs one whole text and shows its value, unless `silent`. */
  async runText(
    text: string,
    { silent = false, ...options }: RunOptions & { readonly silent?: boolean } = {},
  ): Promise<void> {
    const { rooms, output } = this.#options;
    const outcome = await rooms.session.run(text, options);
    outcome.queryLines.forEach((line) => output.notice(line));
    outcome.notices.forEach((notice) => output.notice(notice));
    if (!outcome.ok) this.#fail(outcome);
    else if (!silent && outcome.text !== undefined) output.value(outcome.text);
    // Node tells of a promise that was rejected and that nobody waits for when the event loop turns: before the next input.
    await setImmediate();
  }

  /** Runs lines as they come; a statement may go over several. Stops reading when `ended`. */
  async runLines(lines: AsyncIterable<string> | Iterable<string>): Promise<void> {
    const { evaluator } = this.#options.rooms.session;
    const pending: string[] = [];
    let number = 0;
    const runPending = async (): Promise<void> => {
      const text = pending.join('\n');
      const firstLine = number - pending.length + 1;
      pending.length = 0;
      if (text.trim() !== '') await this.runText(text, { fileName: '<stdin>', firstLine });
    };
    const ahead = new LinesAhead(lines);
    for await (const line of ahead) {
      number++;
      if (pending.length === 0 && isCommand(line)) {
        await this.#runCommand(line, number);
      } else {
        pending.push(number === 1 ? line.replace(/^\uFEFF/, '') : line);
        const isWhole = !evaluator.isUnfinished(pending.join('\n'));
        if (isWhole && !continues(await ahead.peek(), this.#options.commands)) await runPending();
      }
      if (this.ended) return;
    }
    // What is unfinished now stays so: running it says what is missing.
    if (pending.length > 0) await runPending();
  }

  /** Shows an error that came from nowhere. */
  showStray(error: unknown): void {
    this.#fail(this.#options.rooms.session.failure(error));
  }

  async #runCommand(input: string, line: number): Promise<void> {
    const { commands, rooms } = this.#options;
    try {
      const { command, argument } = parseCommand(input, commands);
      await command.run(this.#context(), argument);
    } catch (error) {
      this.#fail(rooms.session.failure(error, { fileName: '<stdin>', line, column: 1, text: input }));
    }
  }

  #fail(failure: Failure): void {
    this.#failed = true;
    this.#options.output.error(failure.text);
  }

  async #breakable<Result>(work: (stopped: AbortSignal) => Promise<Result>): Promise<Result> {
    const broken = new AbortController();
    const forget = this.#options.beforeSignals?.(() => broken.abort());
    try {
      return await work(broken.signal);
    } finally {
      forget?.();
    }
  }

  #context(): CommandContext {
    const { rooms, commands, output, resolvePath } = this.#options;
    return {
      ...rooms,
      commands,
      width: WIDTH,
      interactive: false,
      resolvePath,
      print: (text) => output.value(text),
      run: (text, fileName, options) => this.runText(text, { ...options, fileName }),
      evaluate: (text, options) => rooms.session.run(text, options),
      breakable: (work) => this.#breakable(work),
      leave: () => (this.#ended = true),
    };
  }
}
