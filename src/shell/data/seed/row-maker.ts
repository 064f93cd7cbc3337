import { UserError } from '../../user-error';
import type { Checks } from './checks';
import type { MadeRow, Part } from './parts/part';
import type { Random } from './random';
import type { UniqueGroup } from './uniqueness';
import { RowFacts } from './values/row-facts';

/** Values that another row has are made anew so often before all that there are are gone through. */
const ATTEMPTS = 30;
/** Where they are too many to go through, so often. */
const MOST_ATTEMPTS = 200;
/** More combinations than this are not gone through. */
const MOST_PLACES = 20_000_000;

export interface RowMakerOptions {
  /** As the person calls the entity. */
  readonly entity: string;
  /** In the order in which they are filled: those that others share columns with first. */
  readonly parts: readonly Part[];
  readonly groups: readonly UniqueGroup[];
  readonly orders: Checks['orders'];
  /** Columns that are the same in every row. */
  readonly constants: MadeRow;
  readonly random: Random;
}

/** Makes the rows of one entity, no two of which have the same values where they must not. */
export class RowMaker {
  readonly #options: RowMakerOptions;
  /** How far the combinations of a group have been gone through. */
  readonly #places = new Map<UniqueGroup, { next: number; left: number }>();

  constructor(options: RowMakerOptions) {
    this.#options = options;
  }

  /** Every column that the rows have. */
  get columns(): readonly string[] {
    const { parts, constants } = this.#options;
    return [...new Set([...Object.keys(constants), ...parts.flatMap(({ columns }) => columns)])];
  }

  /** @throws UserError when there are no more values that no other row has. */
  make(index: number): MadeRow {
    const { parts, groups, constants, random } = this.#options;
    const facts = new RowFacts(random, index);
    const row: MadeRow = { ...constants };
    let again = parts;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const filled = again.every((part) => part.fill(row, facts, attempt));
      this.#order(row);
      const refused = groups.find((group) => group.has(row));
      if (filled && refused === undefined) return this.#taken(row);
      again = refused === undefined ? parts : this.#partsOf(refused);
      if (attempt >= ATTEMPTS && refused !== undefined && this.#walk(refused, row)) return this.#taken(row);
    }
    const refused = groups.find((group) => group.has(row));
    const nullable = refused && this.#partsOf(refused).find((part) => part.isNullable);
    if (refused === undefined || nullable === undefined) throw this.#exhausted(refused, index);
    for (const name of nullable.columns) row[name] = null;
    if (groups.some((group) => group.has(row))) throw this.#exhausted(refused, index);
    return this.#taken(row);
  }

  #taken(row: MadeRow): MadeRow {
    for (const group of this.#options.groups) group.take(row);
    return row;
  }

  #partsOf({ columns }: UniqueGroup): readonly Part[] {
    return this.#options.parts.filter((part) => part.columns.some((name) => columns.includes(name)));
  }

  /** What is to be lower is. */
  #order(row: MadeRow): void {
    for (const [lower, upper] of this.#options.orders) {
      const [low, high] = [row[lower], row[upper]];
      if (low === null || high === null || low === undefined || high === undefined) continue;
      const isWrong = isNumber(low) && isNumber(high) ? Number(low) > Number(high) : low > high;
      if (isWrong) [row[lower], row[upper]] = [high, low];
    }
  }

  /** Goes on through all combinations that a group has, if they can be counted. @returns whether there was one that is free. */
  #walk(group: UniqueGroup, row: MadeRow): boolean {
    const { groups, random } = this.#options;
    const parts = this.#partsOf(group);
    const all = parts.reduce((product, { size = Infinity, fillAt }) => product * (fillAt ? size : Infinity), 1);
    if (all > MOST_PLACES) return false;
    const place = this.#places.get(group) ?? { next: random.below(all), left: all };
    this.#places.set(group, place);
    for (; place.left > 0; place.left--) {
      let rest = place.next;
      place.next = (place.next + 1) % all;
      const filled = parts.every((part) => {
        const at = rest % (part.size ?? 1);
        rest = Math.floor(rest / (part.size ?? 1));
        return part.fillAt?.(row, at) ?? false;
      });
      if (filled && !groups.some((each) => each.has(row))) return true;
    }
    return false;
  }

  #exhausted(group: UniqueGroup | undefined, made: number): UserError {
    const { entity } = this.#options;
    if (group === undefined)
      return new UserError(
        `No row of ${entity} can be made: its relations share columns, and no rows that they lead to go together.`,
        'Write the first rows yourself.',
      );
    const columns = group.columns.join(', ');
    return new UserError(
      `There are no more values for ${columns} of ${entity}, which no two rows may share: ${made} ${made === 1 ? 'row is' : 'rows are'} possible.`,
      'Ask for fewer, or for more rows of what it leads to.',
    );
  }
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));
}
