/** A row as the driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * The entity of each row. TypeORM makes one entity for all rows with the same primary key, in the order in which the keys first
 * come; so the entities are dealt out in that order.
 */
export function entitiesOfRows(
  rows: readonly Row[],
  entities: readonly object[],
  names: readonly string[],
): (object | undefined)[] {
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

function rowIdentity(row: Row, names: readonly string[]): unknown {
  if (names.length === 1) return plain(row[names[0]]);
  return names.map((name) => String(plain(row[name]))).join('_');
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
