import type * as FormatErrorModule from './output/errors/format-error';
import type { FormatOptions } from './output/format-value';
import { queryLines } from './output/sql/query-lines';
import type * as ResultJsonModule from './output/result-json';
import type { Mode } from './safety/modes/mode';
import type { Printer } from './session';
import { valuePrinter, type ValuePrinterOptions } from './value-printer';
import { sourceLine } from './source-line';
import type { View } from './view';

export interface PrinterOptions extends ValuePrinterOptions {
  readonly json: boolean;
  /** What is in scope, for advice on misspelt names. */
  readonly variables: () => Readonly<Record<string, unknown>>;
  readonly view: View;
  /** What the session may do to its databases. */
  readonly mode?: () => Mode;
}

/** How this run shows values and errors: as text for people, or as JSON. */
export function printerFor(options: PrinterOptions): Printer {
  return options.json ? jsonPrinter(options) : textPrinter(options);
}

function textPrinter(options: PrinterOptions): Printer {
  const { model, printers, colors, width, variables, view, masking, mode } = options;
  const format = (): FormatOptions => ({ model, printers, masking, colors: colors(), width: width() });
  return {
    ...valuePrinter(() => view.format, options),
    error: (error, position) =>
      errors().formatError(error, { ...format(), variables: variables(), mode: mode?.(), position, sourceLine }),
    queries: (queries) => queryLines(queries, view.sql, { masking, colors, width: width() }),
  };
}

function jsonPrinter({ model, variables, view, masking, mode, colors, width }: PrinterOptions): Printer {
  return {
    // Only what is in memory is written: a program that wants a relation asks for it.
    shown: () => [],
    value: (value) => json().resultJson(value, { model, masking }),
    error: (error, position) =>
      errors().errorToJson(error, { model, masking, variables: variables(), mode: mode?.(), position, sourceLine }),
    queries: (queries) => queryLines(queries, view.sql, { masking, colors, width: width() }),
  };
}

// Loaded when the first of them is needed: together they would make every start some 20 ms longer.
/* eslint-disable @typescript-eslint/no-require-imports */

function errors(): typeof FormatErrorModule {
  return require('./output/errors/format-error') as typeof FormatErrorModule;
}

function json(): typeof ResultJsonModule {
  return require('./output/result-json') as typeof ResultJsonModule;
}
