import type { ObjectLiteral } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { Subject } from 'typeorm/persistence/Subject';
import { OneToManySubjectBuilder } from 'typeorm/persistence/subject-builder/OneToManySubjectBuilder';
import { OrmUtils } from 'typeorm/util/OrmUtils';

/** The parts of TypeORM's builder that are wrapped: TypeScript sees them as protected. */
interface Builder {
  readonly subjects: Subject[];
  build(): void;
  buildForSubjectRelation(subject: Subject, relation: RelationMetadata): void;
}

/** An orphan as TypeORM found it: a row missing from the list of `subject.parentSubject`. */
interface Orphan {
  readonly subject: Subject;
  /** The many-to-one relation that is to be cut. */
  readonly relation: RelationMetadata;
}

const PATCHED = Symbol.for('typeorm-shell.keepsMovedRows');

/**
 * Works around a fault of TypeORM 1.1.1 (and every version since orphans came in, typeorm/typeorm#7105): a row that leaves one
 * owner's list and enters another's, both saved in one `save()`, is updated to its new owner and then deleted as the old
 * one's orphan. Whether the old owner is part of a `save()` depends on cascades, so it is not seen in the code that loses the row.
 * An association proxy moves rows whenever an index is assigned, and `project.assignments` is often loaded then.
 *
 * After TypeORM has collected the orphans this takes out those that the same `save()` gives to another owner. It can go when
 * `OneToManySubjectBuilder` does that itself: test/association-proxy-rows.test.ts, "moves", then passes without it.
 */
export function keepMovedRows(): void {
  const builder = OneToManySubjectBuilder.prototype as unknown as Builder & { [PATCHED]?: true };
  if (builder[PATCHED] === true || typeof builder.buildForSubjectRelation !== 'function') return;
  const { build, buildForSubjectRelation } = builder;
  const orphansOf = new WeakMap<Builder, Orphan[]>();

  builder.buildForSubjectRelation = function (this: Builder, subject, relation) {
    const known = this.subjects.length;
    buildForSubjectRelation.call(this, subject, relation);
    const inverse = relation.inverseRelation;
    if (inverse === undefined) return;
    const orphans = this.subjects.slice(known).filter((each) => each.entity === undefined && isCutOff(each, inverse));
    if (orphans.length > 0) orphansOf.get(this)?.push(...orphans.map((each) => ({ subject: each, relation: inverse })));
  };
  builder.build = function (this: Builder) {
    const orphans: Orphan[] = [];
    orphansOf.set(this, orphans);
    build.call(this);
    for (const orphan of orphans) {
      if (!this.subjects.some((each) => isGivenElsewhere(each, orphan))) continue;
      this.subjects.splice(this.subjects.indexOf(orphan.subject), 1);
    }
  };
  builder[PATCHED] = true;
}

/** Whether a subject stands for a row that is to be deleted, or to lose its owner. */
function isCutOff(subject: Subject, relation: RelationMetadata): boolean {
  return (
    subject.mustBeRemoved ||
    subject.canBeSoftRemoved ||
    subject.changeMaps.some((change) => change.relation === relation && change.value === null)
  );
}

/** Whether `subject` is the orphan's own entity and leads to another owner: through a list of that owner's, or by itself. */
function isGivenElsewhere(subject: Subject, { subject: orphan, relation }: Orphan): boolean {
  if (subject.entity === undefined || subject.metadata.tableMetadataArgs !== orphan.metadata.tableMetadataArgs)
    return false;
  if (!OrmUtils.compareIds(subject.identifier, orphan.identifier)) return false;
  if (subject.changeMaps.some((change) => change.relation === relation && change.value != null)) return true;
  const owner = relation.getEntityValue(subject.entity) as ObjectLiteral | null | undefined;
  if (typeof owner !== 'object' || owner === null || owner === orphan.parentSubject?.entity) return false;
  return !OrmUtils.compareIds(relation.inverseEntityMetadata.getEntityIdMap(owner), orphan.parentSubject?.identifier);
}
