import type { ModelContract } from './model';
import type { PrinterLookup } from './own-printer';
import type * as ExportModule from './output/export/export';
import { ownPrinter } from './output/entity-text';
import { displayWidth } from './output/display-width';
import { formatValue, SHOWN_ELEMENTS, valuesShown, wholeList, type FormatOptions } from './output/format-value';
import { kindOf } from './output/kind-of';
import { textOf, type LongText } from './output/long-text';
import { readQuietly } from './output/own-data';
import type * as TableModule from './output/table/print-table';
import type * as UniformModule from './output/table/uniform';
import { NO_COLORS, themeOf, type Colors } from './output/theme';
import { visibleLines } from './output/visible';
import { countText } from './output/column-text';
import type { Masking } from './safety/masking/masking';
import type { ValuePrinter } from './session';
import type { ResultFormat } from './view';

/** So many rows of one result are shown at most as JSON or CSV. */
const MOST_ROWS = 10_000;

export interface ValuePrinterOptions {
  readonly model: ModelContract;
  readonly printers?: PrinterLookup;
  readonly masking: Masking;
  readonly colors: () => Colors;
  readonly width: () => number;
  /** Columns that a table may take: `width` unless told. Where the output is no terminal, nothing has to fit. */
  readonly tableWidth?: () => number;
  /** The format was asked for, for this one value: where it has none, that is said. */
  readonly asked?: boolean;
}

/**
 * How values become text for people.
 * @param format asked each time
 */
export function valuePrinter(format: () => ResultFormat, options: ValuePrinterOptions): ValuePrinter {
  // The session asks these in order: what was found out for one answer is kept for the next.
  let last: Printing | undefined;
  const start = (value: unknown): Printing => (last = new Printing(value, format(), options));
  const goOn = (value: unknown): Printing => (last && last.value === value ? last : start(value));
  return {
    shown: (value) => start(value).shown(),
    value: (value) => goOn(value).text(),
    long: (value) => goOn(value).long(),
    remark: (value) => {
      const said = goOn(value).remark();
      last = undefined;
      return said;
    },
  };
}

/** One value in one format. */
class Printing {
  private short: LongText | undefined | 'not asked' = 'not asked';
  /** The value, if it is a list. */
  private readonly list: readonly unknown[] | undefined;

  constructor(
    readonly value: unknown,
    private readonly format: ResultFormat,
    private readonly options: ValuePrinterOptions,
  ) {
    this.list = listOf(value);
  }

  shown(): readonly unknown[] {
    if (this.isData || this.shortTable()) return [];
    return valuesShown(this.value, this.formatOptions);
  }

  text(): string {
    const data = this.data();
    if (data !== undefined) return data;
    const table = this.shortTable();
    return table ? textOf(table) : formatValue(this.value, this.formatOptions);
  }

  long(): LongText | undefined {
    const { list } = this;
    if (this.isData || list === undefined || lengthOf(list) <= SHOWN_ELEMENTS) return undefined;
    if (!this.shortTable()) return wholeList(list, this.formatOptions);
    // Its columns are found when it is read: few lists are.
    return { lines: list.length, pieces: () => this.table(Infinity)?.pieces() ?? [] };
  }

  remark(): string | undefined {
    const { value, list, format } = this;
    if (list !== undefined) {
      const more = this.isData ? lengthOf(list) - MOST_ROWS : 0;
      return more > 0 ? `${countText(more)} more: .save-result FILE writes all.` : undefined;
    }
    if (!this.options.asked) return undefined;
    if (format === 'list') return `${kindOf(value)} is no list: it is shown as it is.`;
    const isShown =
      format === 'csv' ? this.data() !== undefined : format !== 'table' || this.shortTable() !== undefined;
    return isShown ? undefined : `${kindOf(value)} has no rows: it is shown as it is.`;
  }

  private get isData(): boolean {
    return this.format === 'json' || this.format === 'csv';
  }

  /** The value as a program reads it; `undefined` for what cannot be CSV. */
  private data(): string | undefined {
    if (!this.isData) return undefined;
    const value: unknown = this.list ? this.list.slice(0, MOST_ROWS) : this.value;
    const format = this.format === 'json' ? 'json' : 'csv';
    const written = exporting().exportOf(value, format, {
      ...this.cellOptions,
      model: this.options.model,
      lineEnd: '\n',
    });
    // An empty list has no columns either.
    if (!written || (format === 'csv' && written.rows === 0)) return undefined;
    return visibleLines(Array.from(written.parts, ({ text }) => text).join(''), false).replace(/\n$/, '');
  }

  private shortTable(): LongText | undefined {
    if (this.short === 'not asked') this.short = this.table(SHOWN_ELEMENTS);
    return this.short;
  }

  private table(limit: number): LongText | undefined {
    const shape = this.shape();
    if (shape === undefined) return undefined;
    const { colors } = this.options;
    const options = { ...this.cellOptions, theme: themeOf(colors()), width: this.tableWidth, limit };
    return tables().tableText(this.value, { ...options, records: shape === 'record' });
  }

  private get tableWidth(): number {
    const { width, tableWidth = width } = this.options;
    return tableWidth();
  }

  /** Whether the value is to be a table, or a record: one column a line. */
  private shape(): 'table' | 'record' | undefined {
    const { value, list, format } = this;
    if (format === 'table') return 'table';
    if (format !== 'auto') return undefined;
    const { model, printers } = this.options;
    const metadataOf = (object: unknown) => model.metadataOf(object);
    const first = list ? readQuietly(list, 0) : value;
    const metadata = metadataOf(first);
    // A class that says how it prints has said how its lists are to look.
    if (metadata && (printers?.get(metadata) ?? ownPrinter(first as object))) return undefined;
    if (list) return isObject(first) && uniform().isUniform(list, SHOWN_ELEMENTS, metadataOf) ? 'table' : undefined;
    if (metadata === undefined) return undefined;
    const line = formatValue(value, { ...this.formatOptions, colors: NO_COLORS });
    return displayWidth(line) > this.tableWidth ? 'record' : undefined;
  }

  private get formatOptions(): FormatOptions {
    const { model, printers, masking, colors, width } = this.options;
    return { model, printers, masking, colors: colors(), width: width(), oneALine: this.format === 'list' };
  }

  private get cellOptions() {
    const { model, printers, masking } = this.options;
    return {
      metadataOf: (object: unknown) => model.metadataOf(object),
      masking,
      describe: (object: object) =>
        formatValue(object, { model, printers, masking, colors: NO_COLORS, width: Infinity }),
    };
  }
}

function listOf(value: unknown): readonly unknown[] | undefined {
  try {
    return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
  } catch {
    // A Proxy that was revoked prints as that.
    return undefined;
  }
}

/** Not through traps that throw. */
function lengthOf(list: readonly unknown[]): number {
  return Number(readQuietly(list, 'length') ?? 0);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

// Loaded when the first of them is needed: most lines print one value, and a start is to be short.
/* eslint-disable @typescript-eslint/no-require-imports */

function tables(): typeof TableModule {
  return require('./output/table/print-table') as typeof TableModule;
}

function uniform(): typeof UniformModule {
  return require('./output/table/uniform') as typeof UniformModule;
}

function exporting(): typeof ExportModule {
  return require('./output/export/export') as typeof ExportModule;
}
