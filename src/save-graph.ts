import type { DataSource, EntityMetadata } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';

type Row = Record<string, unknown>;

/**
 * What has to be right in memory before `save`, and what has to be saved along. Two things of SQLAlchemy that TypeORM does not do,
 * or does with a loss (both seen with TypeORM 1.1.1):
 *
 * **A list says who its members belong to.** When an assignment is moved, `employee3.assignments.push(assignment)`, its own
 * `assignment.employee` may still be the old employee. For a row that is there TypeORM follows the list, for one that it has to write
 * anew (the old employee was saved first, which deleted it) and in every later save it follows the old value. So for what is
 * saved, the members' side is set from the list.
 *
 * **New objects are saved along**, in either direction: `employee.projects.push(new project)`. TypeORM does that by `cascade`,
 * but a cascade from an assignment to its employee compares the lists there too, as far as they happen to be loaded, and
 * deletes what an outdated list lacks: `assignment.employee = employee3`, saved twice, deleted the assignment. So the
 * entities cascade from an owner to its list only, and what is new is found here.
 *
 * @param roots what `save` was called with.
 * @returns the new objects that the roots lead to, without the roots themselves.
 */
export function prepareSave(dataSource: DataSource, roots: readonly object[]): object[] {
  const seen = new Set<object>(roots);
  const unsaved: object[] = [];
  const visit = (object: object, isRoot: boolean): void => {
    const metadata = metadataOf(dataSource, object);
    if (metadata === undefined) return;
    for (const relation of metadata.relations) {
      const isList = relation.isOneToMany || relation.isManyToMany;
      const value = (object as Row)[relation.propertyName];
      const related = (isList ? (Array.isArray(value) ? (value as unknown[]) : []) : [value]).filter(isObject);
      if (isRoot && relation.isOneToMany) own(object, relation, related);
      for (const each of related) {
        if (seen.has(each)) continue;
        const isNew = metadataOf(dataSource, each)?.hasId(each) === false;
        // Through the members of a list that is saved with its owner, but not on from other rows that are there already.
        const isSavedAlong = relation.isOneToMany && relation.isCascadeInsert;
        if (!isNew && !(isRoot && isSavedAlong)) continue;
        seen.add(each);
        if (isNew && !isSavedAlong) unsaved.push(each);
        visit(each, isNew);
      }
    }
  };
  for (const root of roots) visit(root, true);
  return unsaved;
}

/** Sets the other side of a one-to-many relation where it is known and says something else. */
function own(owner: object, relation: RelationMetadata, members: readonly object[]): void {
  const inverse = relation.inverseRelation?.propertyName;
  if (inverse === undefined) return;
  for (const member of members as Row[]) {
    if (member[inverse] !== undefined && member[inverse] !== owner) member[inverse] = owner;
  }
}

function metadataOf(dataSource: DataSource, object: object): EntityMetadata | undefined {
  const type = object.constructor;
  return dataSource.hasMetadata(type) ? dataSource.getMetadata(type) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
