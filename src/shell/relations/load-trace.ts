import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { QueryMark, QueryRecorder } from '../queries/recorder';

/** A relation that was loaded while a line ran, for one owner or for many. */
export interface RelationLoad {
  readonly relation: RelationMetadata;
  /** Whether the line had written to the database before. */
  readonly afterWrite: boolean;
}

/** Which relations a line has loaded: a relation counts once, and once more after a write. It costs a query one look into a map. */
export class LoadTrace {
  readonly #recorder: QueryRecorder;
  #lineStart: QueryMark;
  readonly #before = new Set<RelationMetadata>();
  readonly #after = new Set<RelationMetadata>();

  constructor(recorder: QueryRecorder) {
    this.#recorder = recorder;
    this.#lineStart = recorder.mark();
  }

  startLine(): void {
    this.#lineStart = this.#recorder.mark();
    this.#before.clear();
    this.#after.clear();
  }

  /** A query for the relation begins. */
  note(relation: RelationMetadata): void {
    (this.#recorder.wroteSince(this.#lineStart) ? this.#after : this.#before).add(relation);
  }

  /** What the line has loaded until now. */
  get loads(): readonly RelationLoad[] {
    return [
      ...[...this.#before].map((relation) => ({ relation, afterWrite: false })),
      ...[...this.#after].map((relation) => ({ relation, afterWrite: true })),
    ];
  }
}
