import type { EntityMetadata } from 'typeorm';

type ColumnMetadata = EntityMetadata['columns'][number];

/** What stands where a secret would. */
export const MASK = '••••••';

/** What must not be shown. */
export interface Masking {
  /** Whether the values of a column are secrets. */
  hides(column: ColumnMetadata): boolean;
  /** The same of what is known by its name alone: a column of a raw row, a property of a plain object. */
  hidesName(name: string): boolean;
  /** The text with every secret that is known by its value replaced by {@link MASK}. */
  redact(text: string): string;
  /** Hides nothing for as long as this runs. */
  reveal<Answer>(run: () => Promise<Answer>): Promise<Answer>;
}

/** Shows everything. */
export const NO_MASKING: Masking = {
  hides: () => false,
  hidesName: () => false,
  redact: (text) => text,
  reveal: (run) => run(),
};
