import { commandDuringInput, isCommand, parseCommand } from '../commands/parse-command';
import type { Command, CommandContext, ShellRooms } from '../commands/command';
import type { Outcome } from '../session';
import type { History } from '../safety/history';
import type { Editor, Reading } from './editor';

const PROMPT = '> ';
const CONTINUATION = '... ';

export interface PromptLoopOptions {
  readonly rooms: ShellRooms;
  readonly editor: Editor;
  readonly history: History;
  readonly commands: readonly Command[];
  readonly width: () => number;
  readonly resolvePath: (path: string) => string;
  /** Code begins or ends to run. */
  readonly onRunning: (running: boolean) => void;
}

/** Reads inputs at the prompt and runs them, one after the other, until the person leaves. */
export class PromptLoop {
  readonly #options: PromptLoopOptions;
  #pending: string[] = [];
  #left = false;
  #running = false;
  #hinted = false;

  constructor(options: PromptLoopOptions) {
    this.#options = options;
  }

  /** Resolves when the person leaves. */
  async run(): Promise<void> {
    const { editor } = this.#options;
    while (!this.#left) {
      const reading = await editor.read(this.#pending.length > 0 ? CONTINUATION : PROMPT);
      await this.#take(reading);
    }
    editor.release();
  }

  /** Ctrl-C as a signal: ends what runs. */
  interrupt(): void {
    const { editor, rooms } = this.#options;
    if (this.#running) rooms.session.interrupt();
    else editor.interrupt();
  }

  /** Shows an error that came from nowhere. */
  showStray(error: unknown): void {
    const failure = this.#options.rooms.session.failure(error);
    this.#print(failure.text);
  }

  async #take(reading: Reading): Promise<void> {
    if (reading.kind !== 'interrupt') this.#hinted = false;
    switch (reading.kind) {
      case 'end':
        this.#left = true;
        return;
      case 'interrupt':
        return this.#drop(reading.text);
      case 'line':
        return this.#enter(reading.text, reading.held);
    }
  }

  #drop(text: string): void {
    const nothing = text === '' && this.#pending.length === 0;
    this.#pending = [];
    if (nothing && this.#hinted) this.#print(this.#dim('To leave, press Ctrl-D or type .exit.'));
    this.#hinted = nothing && !this.#hinted;
  }

  async #enter(line: string, held: boolean): Promise<void> {
    const { commands, history } = this.#options;
    const { session } = this.#options.rooms;
    const first = this.#pending.length === 0;
    if (!first && !held) {
      const command = commandDuringInput(line, commands);
      if (command) {
        this.#pending = [];
        return this.#runCommand(`.${command.name}`);
      }
    }
    if (first && !held && line.trim() === '') return;
    const text = [...this.#pending, line].join('\n');
    if (first && !held && isCommand(line)) {
      history.add(line);
      return this.#runCommand(line);
    }
    if (held || session.evaluator.isUnfinished(text)) {
      this.#pending.push(line);
      return;
    }
    this.#pending = [];
    history.add(text);
    await this.#evaluate(text);
  }

  async #evaluate(text: string, fileName?: string): Promise<void> {
    const { editor, rooms } = this.#options;
    editor.release();
    this.#setRunning(true);
    try {
      this.#show(await rooms.session.run(text, { fileName }));
    } finally {
      this.#setRunning(false);
    }
  }

  #setRunning(running: boolean): void {
    this.#running = running;
    this.#options.onRunning(running);
  }

  #show(outcome: Outcome): void {
    // The terminal showed `^C` itself, without a new line.
    if (!outcome.ok && outcome.interrupted) this.#print('');
    if (outcome.text !== undefined) this.#print(outcome.text);
    for (const line of outcome.queryLines) this.#print(line);
    for (const notice of outcome.notices) this.#print(this.#dim(notice));
  }

  #dim(text: string): string {
    return this.#options.rooms.colors().dim(text);
  }

  async #runCommand(input: string): Promise<void> {
    const { commands, editor, rooms } = this.#options;
    editor.release();
    try {
      const { command, argument } = parseCommand(input, commands);
      const run = (): void | Promise<void> => command.run(this.#context(), argument);
      if (command.asksDatabase) await this.#attend(run);
      else await run();
    } catch (error) {
      const { text, interrupted } = rooms.session.failure(error);
      if (interrupted) this.#print('');
      this.#print(text);
    }
  }

  async #attend(run: () => void | Promise<void>): Promise<void> {
    this.#setRunning(true);
    try {
      for (const line of await this.#options.rooms.session.attend(run)) this.#print(line);
    } finally {
      this.#setRunning(false);
    }
  }

  #context(): CommandContext {
    const { rooms, commands, width, resolvePath } = this.#options;
    return {
      ...rooms,
      commands,
      width: width(),
      interactive: true,
      resolvePath,
      print: (text) => this.#print(text),
      run: (text, fileName) => this.#evaluate(text, fileName),
      leave: () => (this.#left = true),
      readLines: () => this.#readLines(),
    };
  }

  async #readLines(): Promise<string | undefined> {
    const lines: string[] = [];
    for (;;) {
      const reading = await this.#options.editor.read('');
      if (reading.kind === 'interrupt') return undefined;
      if (reading.kind === 'line') lines.push(reading.text);
      else break;
    }
    const text = lines.join('\n');
    this.#options.history.add(text);
    return text;
  }

  #print(text: string): void {
    this.#options.editor.say(text);
  }
}
