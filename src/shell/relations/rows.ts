/** A row as the driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * The entity of each row. TypeORM makes one entity for all rows with the same primary key, in the order in which the keys first
 * come; so the entities are dealt out in that order. As many entities as rows: no key came twice.
 */
export function entitiesOfRows(
  rows: readonly Row[],
  entities: readonly object[],
  names: readonly string[],
): readonly (object | undefined)[] {
  if (rows.length === entities.length) return entities;
  const known = new Map<unknown, object | undefined>();
  let next = 0;
  const dealt = rows.map((row) => {
    const identity = rowIdentity(row, names);
    if (!known.has(identity)) known.set(identity, entities[next++]);
    return known.get(identity);
  });
  if (next !== entities.length)
    throw new Error(`${entities.length} entities came out of ${next} rows: the relation cannot be told apart`);
  return dealt;
}

/**
 * The first row of each entity, in the order of the entities.
 * @param dealt what `entitiesOfRows` gave for these rows.
 */
export function firstRows(
  rows: readonly Row[],
  entities: readonly object[],
  dealt: readonly (object | undefined)[],
): readonly Row[] {
  if (rows.length === entities.length) return rows;
  const seen = new Set<object | undefined>([undefined]);
  return rows.filter((_, index) => !seen.has(dealt[index]) && seen.add(dealt[index]));
}

function rowIdentity(row: Row, names: readonly string[]): unknown {
  if (names.length === 1) return plain(row[names[0]]);
  return names.map((name) => String(plain(row[name]))).join('_');
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
