import type { EntityMetadata } from 'typeorm';

/** A method by which an entity prints itself, with the arguments of `[util.inspect.custom]`. */
export type OwnPrinter = (this: unknown, depth: number, options: object, inspector: unknown) => unknown;

/** Printers that a project gives for its entities, whose classes need not say anything. They go before what a class says. */
export type Printers = ReadonlyMap<EntityMetadata, OwnPrinter>;

/** The same for who only asks: which ones there are may change meanwhile. */
export type PrinterLookup = Pick<Printers, 'get'>;
