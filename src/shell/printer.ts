import type * as FormatErrorModule from './output/errors/format-error';
import type { FormatOptions } from './output/format-value';
import type { Colors } from './output/theme';
import { querySummary } from './output/sql/query-summary';
import type * as ResultJsonModule from './output/result-json';
import type { LineQueries } from './queries/query-log';
import type { Printer } from './session';
import { valuePrinter, type ValuePrinterOptions } from './value-printer';
import type { View } from './view';

export interface PrinterOptions extends ValuePrinterOptions {
  readonly json: boolean;
  /** What is in scope, for advice on misspelt names. */
  readonly variables: () => Readonly<Record<string, unknown>>;
  readonly view: View;
}

/** How this run shows values and errors: as text for people, or as JSON. */
export function printerFor(options: PrinterOptions): Printer {
  return options.json ? jsonPrinter(options) : textPrinter(options);
}

function textPrinter(options: PrinterOptions): Printer {
  const { model, printers, colors, width, variables, view } = options;
  const format = (): FormatOptions => ({ model, printers, colors: colors(), width: width() });
  return {
    ...valuePrinter(() => view.format, options),
    error: (error, position) => errors().formatError(error, { ...format(), variables: variables(), position }),
    queries: (queries) => queryLines(queries, view, colors),
  };
}

function queryLines(queries: LineQueries, view: View, colors: () => Colors): readonly string[] {
  const summary = view.sql === 'quiet' ? undefined : querySummary(queries);
  return summary === undefined ? [] : [colors().dim(summary)];
}

function jsonPrinter({ model, variables }: PrinterOptions): Printer {
  return {
    // Only what is in memory is written: a program that wants a relation asks for it.
    shown: () => [],
    value: (value) => json().resultJson(value, { model }),
    error: (error, position) => errors().errorToJson(error, { model, variables: variables(), position }),
    queries: () => [],
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
