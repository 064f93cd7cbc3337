import type * as ChalkModule from 'chalk' with { 'resolution-mode': 'import' };
import type { ModelContract } from './model';
import type { PrinterLookup } from './own-printer';
import type * as FormatErrorModule from './output/errors/format-error';
import { formatValue, valuesShown, type FormatOptions } from './output/format-value';
import { NO_COLORS, type Colors } from './output/theme';
import type * as ResultJsonModule from './output/result-json';
import type { Printer } from './session';

export interface PrinterOptions {
  readonly model: ModelContract;
  readonly printers?: PrinterLookup;
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

function textPrinter({ model, printers, colored, width, variables }: PrinterOptions): Printer {
  let colors: Colors | undefined = colored ? undefined : NO_COLORS;
  const format = (): FormatOptions => ({ model, printers, colors: (colors ??= chalk()), width: width() });
  return {
    shown: (value) => valuesShown(value, format()),
    value: (value) => formatValue(value, format()),
    error: (error, position) => errors().formatError(error, { ...format(), variables: variables(), position }),
  };
}

function jsonPrinter({ model, variables }: PrinterOptions): Printer {
  return {
    // Only what is in memory is written: a program that wants a relation asks for it.
    shown: () => [],
    value: (value) => json().resultJson(value, { model }),
    error: (error, position) => errors().errorToJson(error, { model, variables: variables(), position }),
  };
}

// Loaded when the first of them is needed: together they would make every start some 20 ms longer.
/* eslint-disable @typescript-eslint/no-require-imports */

/** chalk is an ES module; Node 20.19 and later can require one. */
function chalk(): Colors {
  const { Chalk } = require('chalk') as typeof ChalkModule;
  return new Chalk({ level: 1 });
}

function errors(): typeof FormatErrorModule {
  return require('./output/errors/format-error') as typeof FormatErrorModule;
}

function json(): typeof ResultJsonModule {
  return require('./output/result-json') as typeof ResultJsonModule;
}
