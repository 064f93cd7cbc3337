import type { ErrorContext } from './output/errors/description';
import type * as FormatErrorModule from './output/errors/format-error';
import type { FormatOptions } from './output/format-value';
import { queryLines } from './output/sql/query-lines';
import type * as ResultJsonModule from './output/result-json';
import type { LineQueries } from './queries/query-log';
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

/** What errors are told apart with, beside what they say themselves. */
function knownBy({ variables, mode }: PrinterOptions) {
  return (error: unknown, sent: LineQueries | undefined): Omit<ErrorContext, 'model' | 'masking' | 'position'> => ({
    variables: variables(),
    mode: mode?.(),
    sourceLine,
    failed: sent?.records.find((record) => record.error === error),
  });
}

function textPrinter(options: PrinterOptions): Printer {
  const { model, printers, colors, width, view, masking } = options;
  const known = knownBy(options);
  const format = (): FormatOptions => ({ model, printers, masking, colors: colors(), width: width() });
  return {
    ...valuePrinter(() => view.format, options),
    error: (error, position, sent) => errors().formatError(error, { ...format(), ...known(error, sent), position }),
    queries: (queries) => queryLines(queries, view.sql, { masking, colors, width: width() }),
  };
}

function jsonPrinter(options: PrinterOptions): Printer {
  const { model, view, masking, colors, width } = options;
  const known = knownBy(options);
  return {
    // Only what is in memory is written: a program that wants a relation asks for it.
    shown: () => [],
    value: (value) => json().resultJson(value, { model, masking }),
    error: (error, position, sent) => errors().errorToJson(error, { model, masking, ...known(error, sent), position }),
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
