/** Whether a value is an object of no class: `{ … }`, or one without a prototype. A Proxy is asked, which runs its trap. */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
