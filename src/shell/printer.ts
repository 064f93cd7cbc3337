import type * as ChalkModule from 'chalk' with { 'resolution-mode': 'import' };
import type { ModelContract } from './model';
import { errorToJson, formatError } from './output/errors/format-error';
import { formatValue, valuesShown, type FormatOptions } from './output/format-value';
import { toJson } from './output/to-json';
import type { Printer } from './session';

export interface PrinterOptions {
  readonly model: ModelContract;
  readonly json: boolean;
  readonly colored: boolean;
  readonly width: () => number;
  /** What is in scope, for advice on misspelt names. */
  readonly variables: () => Readonly<Record<string, unknown>>;
}

/** How this run shows values and errors: as text for people, or as JSON. */
export function printerFor(options: PrinterOptions): Printer {
  return options.json ? jsonPrinter(options) : textPrinter(options);
}

function textPrinter({ model, colored, width, variables }: PrinterOptions): Printer {
  // chalk is an ES module; Node 20.19 and later can require one.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Chalk } = require('chalk') as typeof ChalkModule;
  const colors = new Chalk({ level: colored ? 1 : 0 });
  const format = (): FormatOptions => ({ model, colors, width: width() });
  return {
    shown: (value) => valuesShown(value, format()),
    value: (value) => formatValue(value, format()),
    error: (error, position) => formatError(error, { model, colors, width: width(), variables: variables(), position }),
  };
}

function jsonPrinter({ model, variables }: PrinterOptions): Printer {
  return {
    // Only what is in memory is written: a program that wants a relation asks for it.
    shown: () => [],
    value: (value) => toJson(value, { model }),
    error: (error, position) => errorToJson(error, { model, variables: variables(), position }),
  };
}
