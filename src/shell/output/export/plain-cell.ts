import { types } from 'node:util';
import { MASK } from '../../safety/masking/masking';
import { functionHead } from '../function-head';
import { clockText, objectText, type CellOptions } from '../table/cell';
import { NOT_LOADED, type Column } from '../table/table';

/** A value in a file that other programs read. */
export interface PlainCell {
  readonly text: string;
  /** It is text that somebody wrote, no number or date: it may look like anything. */
  readonly isText: boolean;
}

/**
 * What a row holds in a column, whole: dates as they are stored, instants as ISO 8601 in UTC, bytes as base64, JSON columns as JSON.
 * @returns `null` for NULL, for what is not loaded and for what is not there
 */
export function plainCell(row: unknown, column: Column, options: CellOptions): PlainCell | null {
  const value = column.read(row);
  if (value === undefined || value === null || value === NOT_LOADED) return null;
  if (column.secret) return { text: MASK, isText: false };
  const cell = plainValue(value, column.of?.(row) ?? column, options);
  return { ...cell, text: options.masking.redact(cell.text) };
}

function plainValue(value: NonNullable<unknown>, { clock }: Column, options: CellOptions): PlainCell {
  switch (typeof value) {
    case 'number':
    case 'bigint':
    case 'boolean':
      return { text: String(value), isText: false };
    case 'object':
      break;
    case 'function':
      return { text: functionHead(value), isText: true };
    default:
      return { text: String(value), isText: true };
  }
  if (types.isDate(value)) {
    const isInstant = clock.zoned && !Number.isNaN(value.getTime());
    return { text: isInstant ? value.toISOString() : clockText(value, clock), isText: false };
  }
  if (types.isUint8Array(value))
    return { text: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'), isText: true };
  return { text: objectText(value, options), isText: true };
}
