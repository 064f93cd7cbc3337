import type { EntityMetadata } from 'typeorm';
import type { ModelContract } from '../model';
import type { QueryMark, QueryRecorder } from '../queries/recorder';
import { UserError } from '../user-error';
import { isAskedAtPrompt } from './asked-at-prompt';

/**
 * Knows the entities that a query gave without their key, because it selected other columns only: they have rows, and what
 * belongs to those cannot be found. To look at, they are the same as entities that were never saved.
 */
export class Keyless {
  readonly #model: ModelContract;
  readonly #recorder: QueryRecorder;
  readonly #known = new WeakMap<object, EntityMetadata>();
  #seen: QueryMark;

  constructor(model: ModelContract, recorder: QueryRecorder) {
    this.#model = model;
    this.#recorder = recorder;
    this.#seen = recorder.mark();
  }

  /** A promise was waited for. Where a question to the database was the last thing before, this is its answer. */
  note(result: object): void {
    const mark = this.#recorder.mark();
    const asked = mark > this.#seen && this.#recorder.since(mark - 1)[0]?.kind === 'read';
    this.#seen = mark;
    if (!asked) return;
    const entities: readonly unknown[] = Array.isArray(result) ? (result as unknown[]) : [result];
    // One query selects the same columns for all.
    if (this.#without(entities[0]) === undefined) return;
    for (const entity of entities) {
      const metadata = this.#without(entity);
      if (metadata !== undefined) this.#known.set(entity as object, metadata);
    }
  }

  /** @throws UserError for an entity that was read without its key: what a relation of it leads to cannot be known. */
  refuseTouch(entity: object, relation: string): void {
    const lacking = this.#lacking(entity);
    if (lacking !== undefined)
      throw new UserError(
        `This ${lacking.name} was read without its ${lacking.key}, so its ${relation} cannot be found.`,
        `Select ${lacking.key} too.`,
      );
  }

  /** @throws UserError for an entity that was read without its key and is to be saved: TypeORM would insert a second row. */
  refuseSave(entity: object): void {
    const lacking = this.#lacking(entity);
    if (lacking !== undefined && isAskedAtPrompt())
      throw new UserError(
        `This ${lacking.name} was read without its ${lacking.key}, so saving it would add a row and change none.`,
        `Select ${lacking.key} too; for a new row, hand its values to create().`,
      );
  }

  /** What an entity lacks that was read without its key, and has none still. */
  #lacking(entity: object): { readonly name: string; readonly key: string } | undefined {
    const metadata = this.#known.get(entity);
    const columns = metadata?.primaryColumns.filter((column) => column.getEntityValue(entity) == null) ?? [];
    if (metadata === undefined || columns.length === 0) return undefined;
    return { name: metadata.name, key: columns.map(({ propertyPath }) => propertyPath).join(' and ') };
  }

  #without(entity: unknown): EntityMetadata | undefined {
    const metadata = this.#model.metadataOf(entity);
    if (metadata === undefined || metadata.primaryColumns.length === 0) return undefined;
    return metadata.hasId(entity as object) ? undefined : metadata;
  }
}
