import type { ChalkInstance } from 'chalk' with { 'resolution-mode': 'import' };

type Paint = (text: string) => string;

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
  readonly dim: Paint;
  readonly error: Paint;
  readonly notice: Paint;
}

/**
 * The colours of a chalk instance. Values have the colours that Node's own REPL gives them, so that an entity beside a plain
 * object does not look foreign.
 */
export function themeOf(colors: ChalkInstance): Theme {
  return {
    colored: colors.level > 0,
    number: colors.yellow,
    string: colors.green,
    boolean: colors.yellow,
    date: colors.magenta,
    null: colors.bold,
    special: colors.cyan,
    entityName: colors.cyan,
    dim: colors.dim,
    error: colors.red,
    notice: colors.yellow,
  };
}
