import { wallClock } from '../wall-clock';

/** Stands for what has not been loaded; `null` means that there is none. */
export const NOT_LOADED = '…';

/**
 * How every entity of this project prints: `<Employee 1, Uri Lee, 2022-05-17>`.
 * @param name the class.
 * @param values in order; `null` and `undefined` (a column that nothing was set to) print as `null`.
 */
export function represent(name: string, ...values: readonly unknown[]): string {
  return `<${[name, values.map(text).join(', ')].join(' ')}>`;
}

/**
 * What an entity prints of another that it belongs to.
 * @param owner the entity that prints itself.
 * @param related the value of the relation: `null` for none, `undefined` for not loaded.
 * @param read takes out what is shown of it.
 */
export function representRelated<Related>(
  owner: { readonly id?: unknown },
  related: Related | null | undefined,
  read: (related: Related) => unknown,
): unknown {
  if (related) return read(related);
  // Of an entity that was never saved there is nothing to load.
  return related === undefined && owner.id !== undefined ? NOT_LOADED : null;
}

function text(value: unknown): string {
  if (value instanceof Date) return wallClock(value);
  return String(value ?? null);
}
