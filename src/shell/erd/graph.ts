/** What a box stands for. Junction and closure tables are made by TypeORM: no class stands for them. */
export type EntityKind = 'entity' | 'view' | 'junction' | 'closure';

/** A column as the database has it. */
export interface ErdColumn {
  /** The property, through the embedded objects it is in (`address.street`); of a column without one, its name in the database. */
  readonly name: string;
  readonly databaseName: string;
  /** `varchar(50)`; empty where it is not known, as in a view. */
  readonly type: string;
  readonly isPrimary: boolean;
  readonly isForeign: boolean;
  /** By itself: of a key of several columns none is. */
  readonly isUnique: boolean;
  readonly isNullable: boolean;
  readonly comment?: string;
}

/** A property of an entity that leads to others. */
export interface ErdProperty {
  /** Through the embedded objects it is in. */
  readonly name: string;
  /** The id of the entity that it leads to. */
  readonly target: string;
  readonly isToMany: boolean;
  /** Of a property that leads to one: whether there may be none. */
  readonly isNullable: boolean;
  /** The id of the junction table between the two. */
  readonly through?: string;
  /** What deleting the other does, `CASCADE`; absent where the database refuses, or the foreign key is elsewhere. */
  readonly onDelete?: string;
}

export interface ErdEntity {
  /** Another for each: what it is called at the prompt, or the table that TypeORM makes. */
  readonly id: string;
  readonly kind: EntityKind;
  /** With its schema where it is not the usual one. */
  readonly table: string;
  /** The id of the entity whose table and columns it shares: single table inheritance. */
  readonly parent?: string;
  readonly comment?: string;
  /** Of a child in single table inheritance, only what it adds. */
  readonly columns: readonly ErdColumn[];
  readonly properties: readonly ErdProperty[];
}

/** One end of a line. */
export interface ErdEnd {
  readonly entity: string;
  /** The property of this entity that leads to the other end. */
  readonly property?: string;
  /** The columns that hold the key together, by {@link ErdColumn.name}. */
  readonly columns: readonly string[];
  /** How many of this entity belong to one of the other end. */
  readonly many: boolean;
  /** Whether there may be none of it. */
  readonly optional: boolean;
}

/** A line of the diagram. */
export interface ErdRelation {
  readonly id: string;
  readonly kind: 'relation' | 'inheritance';
  /** Who holds the foreign key, or the child. */
  readonly from: ErdEnd;
  /** Whom the key refers to, or the parent. */
  readonly to: ErdEnd;
  readonly onDelete?: string;
}

/** An entity-relationship diagram as data. */
export interface ErdGraph {
  readonly entities: readonly ErdEntity[];
  readonly relations: readonly ErdRelation[];
}

/** Whether both ends are the same box. */
export function isSelfRelation({ from, to }: ErdRelation): boolean {
  return from.entity === to.entity;
}

/** How many relations there are: two lines that meet in a junction table are one. */
export function countRelations({ entities, relations }: ErdGraph): number {
  const junctions = entities.filter(({ kind }) => kind === 'junction').length;
  return relations.filter(({ kind }) => kind === 'relation').length - junctions;
}

/** `5 tables`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
