import { inspect } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import type { OwnPrinter, PrinterLookup } from '../own-printer';
import { errorMessage, errorName } from './error-head';
import { loadedValue } from './loaded-relations';
import { readQuietly } from './own-data';
import { shortForm, type ShortFormOptions } from './short-form';
import { valuesInOneLine } from './values-in-one-line';
import { visible, visibleLines } from './visible';

/**
 * What a class says about how it prints: its `[util.inspect.custom]`, or else a `toString` of its own.
 * @returns `undefined` when it says nothing
 */
export function ownPrinter(entity: object): OwnPrinter | undefined {
  const custom = readQuietly(entity, inspect.custom);
  if (typeof custom === 'function') return custom as OwnPrinter;
  const toString = readQuietly(entity, 'toString');
  if (typeof toString === 'function' && toString !== Object.prototype.toString) return toString as OwnPrinter;
  return undefined;
}

/**
 * The object that a class's own printing code gets as `this`. It is the entity itself, unless lazy relations are still to be
 * loaded: their getters would run a query, so a view on the entity answers in their place that there is nothing yet.
 */
function withoutLoading(entity: object, metadata: EntityMetadata): object {
  const nothing: PropertyDescriptorMap = {};
  let found = false;
  for (const relation of metadata.lazyRelations) {
    if (relation.embeddedMetadata || loadedValue(entity, relation) !== undefined) continue;
    nothing[relation.propertyName] = { value: Promise.resolve(undefined), configurable: true };
    found = true;
  }
  return found ? (Object.create(entity, nothing) as object) : entity;
}

export interface EntityTextOptions extends ShortFormOptions {
  readonly printers?: PrinterLookup;
  /** Prints an object that a class returned instead of text. */
  readonly show: (value: object) => string;
}

/** An entity in one short piece of text: as its class says it, or else `<ClassName 1, ...columns>`. */
export function entityText(entity: object, metadata: EntityMetadata, options: EntityTextOptions): string {
  const { show, printers, metadataOf } = options;
  const print = printers?.get(metadata) ?? ownPrinter(entity);
  if (!print) return shortForm(entity, metadata, options);
  const self = withoutLoading(entity, metadata);
  try {
    const said = print.call(self, 2, { colors: false, stylize: (text: string) => text }, inspect);
    if (typeof said !== 'object') return visibleLines(valuesInOneLine(String(said), entity, metadata), false);
    if (said !== entity && said !== self && said !== null && !metadataOf(said)) return show(said);
    return shortForm(entity, metadata, options);
  } catch (error) {
    const columns = shortForm(entity, metadata, options);
    // A class with private fields cannot print the view that stands for it; that is no fault of the class.
    if (self !== entity) return columns;
    return `${columns} ${options.theme.notice(visible(`[its own printing failed: ${errorMessage(error) || errorName(error)}]`))}`;
  }
}
