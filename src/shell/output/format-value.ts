import type { EntityMetadata } from 'typeorm';
import type { ModelContract } from '../model';
import type { PrinterLookup } from '../own-printer';
import { NO_MASKING, type Masking } from '../safety/masking/masking';
import { entityText } from './entity-text';
import type { LongText } from './long-text';
import { Printer } from './printable';
import { themeOf, type Colors } from './theme';

/** So many elements of one list are shown, and rows of one table. */
export const SHOWN_ELEMENTS = 100;

export interface FormatOptions {
  readonly model: ModelContract;
  readonly printers?: PrinterLookup;
  /** What must not be shown: nothing unless told. */
  readonly masking?: Masking;
  /** A chalk instance; with level 0 the text holds no escape codes. */
  readonly colors: Colors;
  /** Columns of the terminal. */
  readonly width: number;
  /** So many elements of an array, a map, a set or an object are shown. {@link SHOWN_ELEMENTS} unless told. */
  readonly limit?: number;
  /** Each element of a list on a line of its own. */
  readonly oneALine?: boolean;
}

type EntityText = (entity: object, metadata: EntityMetadata, show: (value: object) => string) => string;

function printer(
  { model, printers, masking = NO_MASKING, colors, width, limit = SHOWN_ELEMENTS, oneALine = false }: FormatOptions,
  describe?: EntityText,
): Printer {
  const theme = themeOf(colors);
  const metadataOf = (object: unknown): EntityMetadata | undefined => model.metadataOf(object);
  return new Printer({
    metadataOf,
    metadataOfTarget: (target) => model.metadataOfTarget(target),
    entityText:
      describe ??
      ((entity, metadata, show) => entityText(entity, metadata, { metadataOf, printers, masking, theme, show })),
    masking,
    theme,
    width,
    limit,
    oneALine,
  });
}

/**
 * The text that the shell shows for a value. Entities are told by their class, or else by their columns; everything else looks as
 * in Node's REPL. Runs no query and changes nothing. Never throws: what cannot be shown says so in its place.
 * @returns `''` for `undefined`, otherwise lines without a newline at the end
 */
export function formatValue(value: unknown, options: FormatOptions): string {
  return value === undefined ? '' : printer(options).print(value);
}

/**
 * All elements of a list that `formatValue` prints one a line when there are many: also those beyond the first. Each is printed when it is taken.
 * @returns `undefined` for what prints otherwise
 */
export function wholeList(list: readonly unknown[], options: FormatOptions): LongText | undefined {
  if (!printer(options).isOneALine(list)) return undefined;
  const { length } = list;
  return {
    lines: length,
    pieces: function* () {
      yield { shown: [], parts: () => ['['] };
      for (let from = 0; from < length; from += SHOWN_ELEMENTS) {
        const to = Math.min(length, from + SHOWN_ELEMENTS);
        const shown = valuesShown(list.slice(from, to), options);
        yield { shown, parts: () => printer(options).elementLines(list, from, to) };
      }
      yield { shown: [], parts: () => [']'] };
    },
  };
}

/**
 * The entities that `formatValue` would print for a value, in order of appearance and within its limits: so that what their classes
 * read to print themselves can be loaded before.
 */
export function valuesShown(value: unknown, options: FormatOptions): object[] {
  const shown = new Set<object>();
  // The same walk as for printing, in which nothing of an entity is read.
  const seeing = printer(options, (entity) => {
    shown.add(entity);
    return '';
  });
  seeing.print(value);
  return [...shown];
}
