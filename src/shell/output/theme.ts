type Paint = (text: string) => string;

/** The part of chalk that is used here: an instance of it will do. */
export interface Colors {
  /** 0: no colours. */
  readonly level: number;
  readonly bold: Paint;
  readonly cyan: Paint;
  readonly dim: Paint;
  readonly green: Paint;
  readonly inverse: Paint;
  readonly magenta: Paint;
  readonly red: Paint;
  readonly underline: Paint;
  readonly yellow: Paint;
}

const same: Paint = (text) => text;

/** What an instance of chalk with level 0 does, without loading chalk. */
export const NO_COLORS: Colors = {
  level: 0,
  bold: same,
  cyan: same,
  dim: same,
  green: same,
  inverse: same,
  magenta: same,
  red: same,
  underline: same,
  yellow: same,
};

/** What each colour means. Everything in the shell that is coloured asks here. */
export interface Theme {
  /** False when the text must hold no escape codes at all. */
  readonly colored: boolean;
  readonly number: Paint;
  readonly string: Paint;
  readonly boolean: Paint;
  readonly date: Paint;
  readonly null: Paint;
  /** Functions, classes, `<DataSource ...>`: things that are named, not spelled out. */
  readonly special: Paint;
  readonly entityName: Paint;
  /** Words of the language. */
  readonly keyword: Paint;
  /** Dot-commands. */
  readonly command: Paint;
  readonly dim: Paint;
  readonly error: Paint;
  readonly notice: Paint;
  /** The bracket at the cursor and the one that belongs to it. */
  readonly bracket: Paint;
  /** What was searched for, where it stands. */
  readonly match: Paint;
  /** The one of several that is chosen. */
  readonly chosen: Paint;
}

/**
 * What is painted with which colour. Values have the colours that Node's own REPL gives them, so that an entity beside a plain
 * object does not look foreign.
 */
export function themeOf(colors: Colors): Theme {
  return {
    colored: colors.level > 0,
    number: colors.yellow,
    string: colors.green,
    boolean: colors.yellow,
    date: colors.magenta,
    null: colors.bold,
    special: colors.cyan,
    entityName: colors.cyan,
    keyword: colors.magenta,
    command: colors.cyan,
    dim: colors.dim,
    error: colors.red,
    notice: colors.yellow,
    bracket: (text) => colors.bold(colors.underline(text)),
    match: colors.underline,
    chosen: colors.inverse,
  };
}
