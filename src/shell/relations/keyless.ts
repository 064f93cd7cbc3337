import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { ModelContract } from '../model';
import type { QueryMark, QueryRecorder } from '../queries/recorder';
import { UserError } from '../user-error';
import { isAskedAtPrompt } from './asked-at-prompt';
import { loadedValue } from './relation-value';
import { elementsOf } from './unsaved-changes';

/** So many entities of a result are looked at for relations that came with them, and so many relations after one another. */
const SAMPLE = 20;
const DEEPEST = 4;

/**
 * Knows the entities that a query gave without their key, because it selected other columns only: they have rows, and what
 * belongs to those cannot be found. To look at, they are the same as entities that were never saved.
 */
export class Keyless {
  readonly #model: ModelContract;
  readonly #recorder: QueryRecorder;
  readonly #known = new WeakSet<object>();
  #seen: QueryMark;

  constructor(model: ModelContract, recorder: QueryRecorder) {
    this.#model = model;
    this.#recorder = recorder;
    this.#seen = recorder.mark();
  }

  /** A promise was waited for. Where a question to the database was the last thing before, this is its answer. */
  note(result: object): void {
    const mark = this.#recorder.mark();
    const asked = mark > this.#seen && this.#recorder.latest?.kind === 'read';
    this.#seen = mark;
    if (!asked) return;
    this.#look(Array.isArray(result) ? (result as unknown[]) : [result], 0);
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
    const metadata = this.#known.has(entity) ? this.#model.metadataOf(entity) : undefined;
    const columns = metadata?.primaryColumns.filter((column) => column.getEntityValue(entity) == null) ?? [];
    if (metadata === undefined || columns.length === 0) return undefined;
    return { name: metadata.name, key: columns.map(({ propertyPath }) => propertyPath).join(' and ') };
  }

  /** One query selects the same columns for all, so some of them tell whether it is worth looking at all. */
  #look(entities: readonly unknown[], depth: number): void {
    const metadata = this.#model.metadataOf(entities[0]);
    if (metadata === undefined || depth > DEEPEST) return;
    if (this.#isWithoutKey(entities[0])) {
      for (const each of entities) if (this.#isWithoutKey(each)) this.#known.add(each as object);
    }
    const sample = entities.slice(0, SAMPLE);
    for (const relation of metadata.relations) {
      const some = this.#related(sample, relation);
      if (some.length > 0)
        this.#look(this.#isWithoutKey(some[0]) ? this.#related(entities, relation) : some, depth + 1);
    }
  }

  /** What has come with entities in one of their relations. */
  #related(owners: readonly unknown[], relation: RelationMetadata): readonly object[] {
    const related: object[] = [];
    for (const owner of owners) {
      const value = this.#model.metadataOf(owner) && loadedValue(owner as object, relation);
      if (value !== undefined) for (const each of elementsOf(value)) related.push(each);
    }
    return related;
  }

  #isWithoutKey(entity: unknown): boolean {
    const metadata = this.#model.metadataOf(entity);
    return metadata !== undefined && metadata.primaryColumns.length > 0 && !metadata.hasId(entity as object);
  }
}
