/**
 * What the evaluator asks of the outside while a line runs. It is how relations load when they are touched without the
 * evaluator knowing what a relation is: the evaluator itself imports nothing of TypeORM.
 */
export interface Hooks {
  /** Property names worth asking `beforeRead` about; for every other name it is not called. */
  readonly watched: ReadonlySet<PropertyKey>;
  /**
   * Called before a watched property is read, or taken apart by a destructuring pattern, in code typed at the prompt.
   * @returns a promise to wait for before the property is read, or `undefined` to read it at once.
   */
  beforeRead(object: object, key: string): Promise<unknown> | undefined;
  /**
   * What stands in for a property that reads as `undefined` (`Employee.find` on a class that has no such static method).
   * @returns the value the read gives; `undefined` when there is nothing to stand in.
   */
  missing(object: object, key: PropertyKey): unknown;
  /**
   * Called before the value of `object[key] = value` is evaluated, for a watched property.
   * @returns a promise to wait for when a setter needs what is not loaded yet, or `undefined`.
   */
  beforeSetter(object: object, key: string): Promise<unknown> | undefined;
  /**
   * Called before `object[key] = value`.
   * @returns the value to store (the same one, unless the object keeps it in another form).
   */
  beforeWrite(object: object, key: PropertyKey, value: unknown): unknown;
  /**
   * Values are about to become text (a template string, `console.log`, `String`).
   * @returns a promise to wait for first, or `undefined`.
   */
  beforePrint(values: readonly unknown[]): Promise<unknown> | undefined;
  /** The value of a promise that the line has waited for: what a query answered. */
  settled(value: unknown): void;
}
