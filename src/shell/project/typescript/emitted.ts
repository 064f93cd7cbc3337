/** What a compiler made of one file of the project. */
export interface EmittedFile {
  /** Absolute path of the file that was compiled. */
  readonly source: string;
  readonly text: string;
  /** Its source map as JSON. */
  readonly map: string | undefined;
  /** What is wrong with its syntax, `line:column: message`; such a file must not run. */
  readonly problem: string | undefined;
}

/** What a compiler made of a program. */
export interface Emitted {
  readonly files: readonly EmittedFile[];
  /** Every file of the program that was read, declarations too: when one changes, so may what comes out. */
  readonly read: readonly string[];
}
