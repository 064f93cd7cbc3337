import type { DataSource } from 'typeorm';
import { defaultOf } from '../../../schema/column-facts';
import type { ColumnMetadata } from '../../../schema/entity-facts';
import { UserError } from '../../../user-error';
import { valueOfHook, type SeedValue } from '../hooks';
import type { Random } from '../random';
import { columnKind } from '../values/column-kind';
import { fewValues, valueMaker, type Bounds, type MakeValue } from '../values/make-value';
import type { MadeRow, Part } from './part';

/** How often a value that may be missing is. */
const NULLS = 0.12;

export interface ColumnPartOptions {
  readonly column: ColumnMetadata;
  /** As the person calls the entity. */
  readonly entity: string;
  readonly dataSource: DataSource;
  readonly random: Random;
  readonly bounds?: Bounds;
  readonly hook?: SeedValue;
  /** Numbers go up from it, one for each row: for a key that is nothing but a number. */
  readonly after?: bigint;
}

/**
 * Fills a column by its type and its name, or by the project's own hook.
 * @returns `undefined` where the column is better left to the database.
 * @throws UserError for a column that needs a value and of whose type nothing is known.
 */
export function columnPart(options: ColumnPartOptions): Part | undefined {
  const { column, entity, dataSource, random, bounds, hook } = options;
  const what = `${entity}.${column.propertyPath}`;
  const request = {
    kind: columnKind(column, dataSource),
    name: column.propertyPath,
    entity,
    ...(bounds && { bounds }),
  };
  const made = specialMaker(options) ?? arrayMaker(column, valueMaker(request));
  if (made === undefined && hook === undefined) {
    if (column.isNullable || defaultOf(column, dataSource) !== undefined) return undefined;
    throw new UserError(
      `${what} is of a type that the shell has no values of: ${request.kind.kind === 'unknown' ? request.kind.type : request.kind.kind}.`,
      `"seed" in the settings says them: seed: { ${entity}: { ${JSON.stringify(column.propertyPath)}: … } }`,
    );
  }
  const few = made === undefined || hook !== undefined ? undefined : fewValues(request);
  const isNullable = column.isNullable && !column.isPrimary;
  const name = column.databaseName;
  const stored = storage(column, dataSource);
  const never = column.isCreateDate || column.isUpdateDate || column.isVersion;
  const fill = (row: MadeRow, value: unknown): true => {
    row[name] = value;
    return true;
  };
  return {
    columns: [name],
    isNullable,
    ...(few && {
      size: few.length,
      fillAt: (row: MadeRow, place: number) => fill(row, stored(few[place])),
    }),
    fill: (row, facts, attempt) => {
      const own = hook === undefined ? undefined : valueOfHook(hook, { index: facts.index, random }, what);
      if (own !== undefined) return fill(row, dataSource.driver.preparePersistentValue(own, column) as unknown);
      if (made === undefined) return fill(row, null);
      if (isNullable && !never && random.chance(NULLS)) return fill(row, null);
      return fill(row, stored(made(random, facts, attempt)));
    },
  };
}

/** Columns whose values TypeORM, or a key, decides. */
function specialMaker({ column, after }: ColumnPartOptions): MakeValue | undefined {
  if (column.isVersion) return () => 1;
  if (after !== undefined) {
    let last = after;
    return () => {
      last += 1n;
      // A column of larger numbers than JavaScript has takes them as texts.
      return last <= Number.MAX_SAFE_INTEGER ? Number(last) : String(last);
    };
  }
  if (column.isTreeLevel || column.isNestedSetLeft || column.isNestedSetRight) return () => 0;
  if (column.isMaterializedPath) return () => '';
  return undefined;
}

/** PostgreSQL has lists of every type. */
function arrayMaker({ isArray }: ColumnMetadata, make: MakeValue | undefined): MakeValue | undefined {
  if (!isArray || make === undefined) return make;
  return (random, facts, attempt) => Array.from({ length: random.between(1, 3) }, () => make(random, facts, attempt));
}

/**
 * A value goes through the column's transformer where that makes of it what the column can hold, and reads it back: of what the
 * application has in memory nothing is known but that. Otherwise it is what the transformer reads.
 */
function storage(column: ColumnMetadata, { driver }: DataSource): (value: unknown) => unknown {
  const { transformer } = column;
  const plain = Object.create(column, { transformer: { value: undefined } }) as ColumnMetadata;
  const prepared = (value: unknown): unknown => driver.preparePersistentValue(value, plain) as unknown;
  if (transformer === undefined) return prepared;
  const through = (value: unknown): unknown => driver.preparePersistentValue(value, column) as unknown;
  return (value) => {
    const direct = prepared(value);
    try {
      const stored = through(value);
      const isAlike = typeof stored === typeof direct && stored !== null && !Number.isNaN(stored);
      if (isAlike && reads(driver, stored, column)) return stored;
    } catch {
      // It takes something else.
    }
    return direct;
  };
}

function reads(driver: DataSource['driver'], stored: unknown, column: ColumnMetadata): boolean {
  try {
    driver.prepareHydratedValue(stored, column);
    return true;
  } catch {
    return false;
  }
}
