/** One thing that the person did at a prompt. */
export type Reading =
  /** A line was entered. `held`: it came out of a paste, or with Alt-Enter, and more follows before anything is to run. */
  | { readonly kind: 'line'; readonly text: string; readonly held: boolean }
  /** Ctrl-C. `text` is what stood on the line, now dropped. */
  | { readonly kind: 'interrupt'; readonly text: string }
  /** Ctrl-D on an empty line, or the input is over. */
  | { readonly kind: 'end' };

/** A terminal to write to. */
export interface TerminalOutput extends NodeJS.WritableStream {
  readonly columns: number | undefined;
  /** Begins a new line if something was written that did not end its own. */
  freshLine(): void;
  /** The terminal itself began a new line: it echoed Enter. */
  lineWasEnded(): void;
  /** Keeps what is written from now on: another program has the terminal. */
  hold(): void;
  /** Writes what was kept. */
  resume(): void;
}

/** Where the prompt loop gets its lines from: `LineEditor` in a terminal, `PlainLines` in a dumb one. */
export interface Editor {
  /** Shows the prompt and waits for what the person does. One at a time. */
  read(prompt: string): Promise<Reading>;
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
