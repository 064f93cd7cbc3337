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

/** @returns of a day, however it was given, `2022-05-17`: the column has no time, so it has none before it is saved either. */
export function day(value: Date | string | null | undefined): string | Date | null | undefined {
  return value instanceof Date && !Number.isNaN(value.getTime()) ? wallClock(value).slice(0, 10) : value;
}

function text(value: unknown): string {
  if (value instanceof Date) return wallClock(value);
  // One entity is one line, and what somebody wrote into a column is no command to the terminal.
  return String(value ?? null).replace(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1));
}
