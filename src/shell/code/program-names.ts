import type { EntityMetadata } from 'typeorm';

/** What an entity of the prompt is in a program. */
export interface ProgramEntity {
  /** The name that it is imported under; of an entity that cannot be imported, its name in quotes. */
  readonly expression: string;
  readonly metadata: EntityMetadata;
  /** What has methods of its own: the class. */
  readonly target: object;
}

/** What the shell's own names are in a program. */
export interface ProgramNames {
  /** The variable that holds the data source. */
  readonly dataSource: string;
  readonly entities: ReadonlyMap<string, ProgramEntity>;
  /** TypeORM's find operators that are in scope at the prompt. */
  readonly operators: ReadonlySet<string>;
  /** Names that the project's settings of the shell have put in scope. */
  readonly project: ReadonlySet<string>;
  /** The driver's placeholder for the parameter with this number, from 1. */
  placeholder(number: number): string;
  /** A table's or a column's name in SQL. */
  quote(name: string): string;
  readonly isSqlite: boolean;
}

/** The helpers of the shell that mean something in a program. */
export const SHELL_HELPERS = ['dataSource', 'manager', 'repo', 'sql'] as const;

/** How a program gets an entity's repository. */
export function repositoryOf({ expression, metadata }: ProgramEntity, dataSource: string): string {
  const method = metadata.treeType === undefined ? 'getRepository' : 'getTreeRepository';
  return `${dataSource}.${method}(${expression})`;
}
