import type { ModelContract } from './model';
import type { PrinterLookup } from './own-printer';
import type * as ExportModule from './output/export/export';
import { ownPrinter } from './output/entity-text';
import { formatValue, SHOWN_ELEMENTS, valuesShown, type FormatOptions } from './output/format-value';
import { textOf, type LongText } from './output/long-text';
import type * as TableModule from './output/table/print-table';
import type * as UniformModule from './output/table/uniform';
import { NO_COLORS, themeOf, type Colors } from './output/theme';
import { visibleLines } from './output/visible';
import { countText } from './output/column-text';
import type { Masking } from './safety/masking/masking';
import type { ValuePrinter } from './session';
import type { ResultFormat } from './view';

/** So many rows of one result are shown at most: in a pager, as JSON, as CSV. */
const MOST_ROWS = 10_000;

export interface ValuePrinterOptions {
  readonly model: ModelContract;
  readonly printers?: PrinterLookup;
  readonly masking: Masking;
  readonly colors: () => Colors;
  readonly width: () => number;
  /** Columns that a table may take: `width` unless told. Where the output is no terminal, nothing has to fit. */
  readonly tableWidth?: () => number;
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
    leftOut: (value) => {
      const said = goOn(value).leftOut();
      last = undefined;
      return said;
    },
  };
}

/** One value in one format. */
class Printing {
  private short: LongText | undefined | 'not asked' = 'not asked';

  constructor(
    readonly value: unknown,
    private readonly format: ResultFormat,
    private readonly options: ValuePrinterOptions,
  ) {}

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
    const short = this.isData ? undefined : this.shortTable();
    if (!short || !Array.isArray(this.value) || this.value.length <= SHOWN_ELEMENTS) return undefined;
    return {
      lines: Math.min(this.value.length, MOST_ROWS),
      // Rows beyond those that were looked at may be of another kind; then there is no more than the table of these.
      parts: () => (this.table(MOST_ROWS) ?? short).parts(),
    };
  }

  leftOut(): string | undefined {
    const more = this.isData && Array.isArray(this.value) ? this.value.length - MOST_ROWS : 0;
    return more > 0 ? `${countText(more)} more: .save-result FILE writes all.` : undefined;
  }

  private get isData(): boolean {
    return this.format === 'json' || this.format === 'csv';
  }

  /** The value as a program reads it; `undefined` for what cannot be CSV. */
  private data(): string | undefined {
    if (!this.isData) return undefined;
    const value: unknown = Array.isArray(this.value) ? this.value.slice(0, MOST_ROWS) : this.value;
    const format = this.format === 'json' ? 'json' : 'csv';
    const written = exporting().exportOf(value, format, {
      ...this.cellOptions,
      model: this.options.model,
      lineEnd: '\n',
    });
    if (!written) return undefined;
    return visibleLines(Array.from(written.parts, ({ text }) => text).join(''), false).replace(/\n$/, '');
  }

  private shortTable(): LongText | undefined {
    if (this.short === 'not asked') this.short = this.table(SHOWN_ELEMENTS);
    return this.short;
  }

  private table(limit: number): LongText | undefined {
    const tooWide = this.tooWide(limit);
    if (tooWide === undefined) return undefined;
    const { colors, width, tableWidth = width } = this.options;
    const theme = themeOf(colors());
    return tables().tableText(this.value, { ...this.cellOptions, theme, width: tableWidth(), limit, tooWide });
  }

  /** Whether the value is to be a table, and what becomes of one that is too wide. */
  private tooWide(limit: number): 'records' | 'nothing' | undefined {
    const { value, format } = this;
    if (format === 'table') return 'records';
    const first = format === 'auto' ? firstOf(value) : undefined;
    if (!Array.isArray(value) || first === undefined) return undefined;
    const { model, printers } = this.options;
    const metadata = model.metadataOf(first);
    // A class that says how it prints has said how its lists are to look.
    if (metadata && (printers?.get(metadata) ?? ownPrinter(first))) return undefined;
    const kind = uniform().uniformKind(value, limit, (object) => model.metadataOf(object));
    return kind && (kind === 'raw rows' ? 'records' : 'nothing');
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

/** The first element of a list, if it is an object. */
function firstOf(value: unknown): object | undefined {
  try {
    const first: unknown = Array.isArray(value) ? value[0] : undefined;
    return typeof first === 'object' && first !== null ? first : undefined;
  } catch {
    // A Proxy whose traps throw prints as that.
    return undefined;
  }
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
