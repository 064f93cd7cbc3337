/** One thing that the person did at a prompt. */
export type Reading =
  /** A line was entered, or a whole input of several. */
  | { readonly kind: 'line'; readonly text: string }
  /** Ctrl-C. `text` is what stood there, now dropped. */
  | { readonly kind: 'interrupt'; readonly text: string }
  /** Ctrl-D on an empty line, or the input is over. */
  | { readonly kind: 'end' };

/** A terminal to write to. */
export interface TerminalOutput extends NodeJS.WritableStream {
  readonly columns: number | undefined;
  /** Lines; `undefined` when it has no end. */
  readonly rows: number | undefined;
  /** Begins a new line if something was written that did not end its own. */
  freshLine(): void;
  /** The terminal itself began a new line: it echoed Enter. */
  lineWasEnded(): void;
  /** Keeps what is written from now on: another program has the terminal. */
  hold(): void;
  /** Writes what was kept. */
  resume(): void;
}

export interface ReadOptions {
  /**
   * Whether a whole input is wanted, where the editor can give one: it goes on over several lines while it is unfinished. Otherwise Enter
   * enters what stands there.
   */
  readonly whole?: boolean;
  /** What stands there to begin with, where the editor can show it. */
  readonly begin?: string;
  /**
   * Whether only what is typed from now on counts, where the editor can tell: nobody has seen the prompt before. What was typed until then
   * stands at the next prompt.
   */
  readonly unseen?: boolean;
}

/** Where the prompt loop gets its lines from: `InputEditor` in a terminal, `PlainLines` in a dumb one. */
export interface Editor {
  /** Shows the prompt and waits for what the person does. One at a time. */
  read(prompt: string, options?: ReadOptions): Promise<Reading>;
  /**
   * Gives the terminal back while code runs: what is typed meanwhile waits for the next `read`, and Ctrl-C becomes a signal
   * again, which also reaches a loop that never lets go.
   */
  release(): void;
  /** Writes what code wrote, as it is: above the prompt when one is shown, so that it stays whole. */
  write(text: string): void;
  /** Writes a line of the shell's own, on a line of its own. */
  say(line: string): void;
  /** Shows a line in the place of the last one, while code runs; `undefined` takes it away. Absent where lines stay as they are. */
  status?(line: string | undefined): void;
  /** Ctrl-C came as a signal while a prompt was shown. */
  interrupt(): void;
  /** Ends a `read` as Ctrl-C does: nobody waits for what it would give. */
  drop(): void;
  /** Leaves the terminal as it was found. */
  close(): void;
}
