import { setImmediate } from 'node:timers/promises';
import { InterruptedError, type SourcePosition } from '../evaluator/evaluator';
import { readQuietly } from '../output/own-data';
import type { SubcommandRun } from '../command-line';
import type { Command, CommandContext, ShellRooms } from '../commands/command';
import { continues, isCommand, parseCommand } from '../commands/parse-command';
import { LinesAhead } from './lines-ahead';
import type { ByteSink } from '../safety/write-whole';
import type { Failure, RunOptions } from '../session';

export interface BatchOutput {
  /** A value, or what a command prints for people. */
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
  readonly beforeSignals?: (action: () => void) => (isBrokenOff: boolean) => void;
  /** Go on with the next statement after one that failed. */
  readonly keepGoing: boolean;
  /** Values are JSON, for a program: what commands print goes where notices go. */
  readonly json?: boolean;
  /** Columns of the output; 80 unless told. */
  readonly width?: number;
  /** Where somebody looks on: as in {@link CommandContext}. */
  readonly status?: (line: string | undefined) => void;
  readonly confirm?: (question: string) => Promise<boolean>;
  readonly standardOutput?: ByteSink;
}

/** Rows of `.help` and `.ls` where there is no terminal to ask. */
const WIDTH = 80;

/** Runs code without a terminal: lines from a pipe, `-e`, a file. */
export class BatchRunner {
  readonly #options: BatchOptions;
  #failed = false;
  #ended = false;
  /** The shell is left. */
  #abandoned = false;

  constructor(options: BatchOptions) {
    this.#options = options;
  }

  /** Whether anything failed: the exit code is 1 then. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Whether nothing more is to run: `.exit`, or an error without `--keep-going`. */
  get ended(): boolean {
    return this.#ended || this.#abandoned || (this.#failed && !this.#options.keepGoing);
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

  /** Runs the text of an `-e`: a dot-command, which may go over several lines, or code. */
  async runCode(text: string): Promise<void> {
    const command = text.trimStart();
    const line = text.slice(0, text.length - command.length).split('\n').length;
    if (isCommand(text)) await this.#runCommand(command, { fileName: '<eval>', line });
    else await this.runText(text, { fileName: '<eval>' });
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
        await this.#runCommand(line, { fileName: '<stdin>', line: number });
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

  /**
   * Does one thing to the shell, in place of input.
   * @param line what the person has written for it.
   */
  async act(line: string, action: SubcommandRun['act']): Promise<void> {
    const { output, rooms } = this.#options;
    const work = async (): Promise<void> => {
      const verdict = await action(this.#context());
      if (verdict?.ok === false) this.#failed = true;
    };
    try {
      (await rooms.session.command(line, work)).forEach((heard) => output.notice(heard));
    } catch (error) {
      this.#fail(rooms.session.failure(error));
    }
  }

  /** Shows an error that came from nowhere. */
  showStray(error: unknown): void {
    this.#fail(this.#options.rooms.session.failure(error));
  }

  /** The shell is left, whatever it is doing. */
  abandon(): void {
    this.#abandoned = true;
    this.#options.rooms.session.interrupt();
  }

  async #runCommand(input: string, place: Pick<SourcePosition, 'fileName' | 'line'>): Promise<void> {
    const { commands, output, rooms } = this.#options;
    const work = async (): Promise<void> => {
      const { command, argument } = parseCommand(input, commands);
      const run = (): void | Promise<void> => command.run(this.#context(), argument);
      if (command.asksDatabase) (await rooms.session.attend(run)).forEach((said) => output.notice(said));
      else await run();
    };
    try {
      (await rooms.session.command(input, work)).forEach((heard) => output.notice(heard));
    } catch (error) {
      // That it was broken off is no news: why the shell is left has been told.
      if (this.#abandoned) return;
      this.#fail(rooms.session.failure(error, { ...place, column: 1, text: input.split('\n')[0] }));
    }
  }

  #fail(failure: Failure): void {
    this.#failed = true;
    this.#options.output.error(failure.text);
  }

  async #breakable<Result>(work: (stopped: AbortSignal) => Promise<Result>): Promise<Result> {
    const { session } = this.#options.rooms;
    const forget = this.#options.beforeSignals?.(() => session.interrupt());
    let isBrokenOff = false;
    try {
      return await session.breakable(work);
    } catch (error) {
      isBrokenOff = error instanceof InterruptedError || readQuietly(error, 'name') === 'AbortError';
      throw error;
    } finally {
      forget?.(isBrokenOff);
    }
  }

  #context(): CommandContext {
    const {
      rooms,
      commands,
      output,
      resolvePath,
      width = WIDTH,
      json = false,
      status,
      confirm,
      standardOutput,
    } = this.#options;
    const print = (text: string): void => (json ? output.notice(text) : output.value(text));
    return {
      ...rooms,
      commands,
      width,
      interactive: false,
      json,
      resolvePath,
      print,
      show: async (text) => print(text),
      run: (text, fileName, options) => this.runText(text, { ...options, fileName }),
      evaluate: (text, options) => rooms.session.run(text, options),
      breakable: (work) => this.#breakable(work),
      status,
      confirm,
      notice: (text) => output.notice(text),
      standardOutput,
      leave: () => (this.#ended = true),
    };
  }
}
