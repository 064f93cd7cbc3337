/** A shell that runs, at a prompt or without one: what signals and stray errors reach. */
export interface Running {
  /** Runs until there is nothing more to do; the exit code. */
  run(): Promise<number>;
  /** Ctrl-C, when it comes as a signal to a terminal's shell. */
  interrupt?(): void;
  /** Asks whether to go on, in the middle of what runs; `undefined` when nobody can be asked now. Absent where there is no prompt. */
  confirm?(what: string): Promise<boolean | undefined>;
  /** Shows an error that came from nowhere: a promise that nobody waited for, a timer's callback. */
  showStray(error: unknown): void;
  /** Gives the terminal back. */
  release(): void;
}
