import { tableOf } from '../table/table-of';
import type { JsonOptions } from '../to-json';
import { csvParts, type CsvOptions } from './csv';
import { jsonParts, ndjsonParts } from './json';
import { markdownParts } from './markdown';

/** A piece of what is written, and how many rows end in it. */
export interface Part {
  readonly text: string;
  readonly rows: number;
}

/** A value on its way out: made piece by piece, so that its text is never in memory as a whole. */
export interface Export {
  /** How many there are; 1 for what is no list. */
  readonly rows: number;
  readonly parts: Iterable<Part>;
}

export const EXPORT_FORMATS = ['csv', 'json', 'ndjson', 'markdown'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The formats by how the names of their files end. */
export const EXTENSIONS: ReadonlyMap<string, ExportFormat> = new Map([
  ['csv', 'csv'],
  ['json', 'json'],
  ['ndjson', 'ndjson'],
  ['jsonl', 'ndjson'],
  ['md', 'markdown'],
  ['markdown', 'markdown'],
]);

export type ExportOptions = CsvOptions & Pick<JsonOptions, 'model'>;

/**
 * A value in one of the formats. Nothing is loaded for it.
 * @returns `undefined` where the format has rows and columns and the value has none
 */
export function exportOf(value: unknown, format: ExportFormat, options: ExportOptions): Export | undefined {
  switch (format) {
    case 'json':
    case 'ndjson': {
      const list = listOf(value);
      const parts = format === 'json' ? jsonParts(list, options) : ndjsonParts(list, options);
      return { rows: Array.isArray(list) ? list.length : 1, parts };
    }
    case 'csv':
    case 'markdown': {
      const table = tableOf(value, options);
      if (!table) return undefined;
      const parts = format === 'csv' ? csvParts(table, options) : markdownParts(table, options);
      return { rows: table.rows.length, parts };
    }
  }
}

/** A set is a list in JSON too. */
function listOf(value: unknown): unknown {
  return value instanceof Set ? [...(value as ReadonlySet<unknown>)] : value;
}
