import { sep } from 'node:path';
import { isTypeScript } from '../project/module-format';
import type { EntityPlace } from './entity-places';
import { MODULE, WAIT } from './implicit-await';
import type { EntityFacts } from './messages';

export interface PlacedEntity {
  readonly facts: EntityFacts;
  readonly place: EntityPlace | undefined;
}

/** All that TypeORM exports, for what is asked about it. */
export const TYPEORM = '__typeorm';

/** The shell's own names, as they are in the module that all inputs import from. */
export const SHELL_NAMES = ['dataSource', 'manager', 'repo', 'sql', 'require', WAIT, MODULE, TYPEORM] as const;

/**
 * The module that declares what is in scope from the start. An entity is its class, with what the shell gives every entity; where there is no
 * class with types, it is what the metadata says.
 */
export function givenNames(entities: readonly PlacedEntity[], operators: readonly string[]): string {
  const own = new Set(entities.map(({ facts }) => facts.name));
  const exported = operators.filter((name) => !own.has(name));
  return [
    "import type * as typeorm from 'typeorm';",
    exported.length > 0 ? `export { ${exported.join(', ')} } from 'typeorm';` : '',
    SHELL,
    ...entities.map(entityText),
  ].join('\n');
}

const SHELL = `
export declare function ${WAIT}<T>(value: T): Awaited<T>;
export declare const ${TYPEORM}: typeof typeorm;
export declare function ${MODULE}<T>(value: unknown): T;
type __Methods<Repository, Own> = Pick<
  Repository,
  Exclude<{ [K in keyof Repository]: Repository[K] extends Function ? K : never }[keyof Repository], keyof Own>
>;
/** An entity that its metadata alone tells of. */
interface __Schema<Entity extends typeorm.ObjectLiteral> extends typeorm.EntitySchema<Entity> {
  new (): Entity;
  readonly prototype: Entity;
}
/** The data source that the shell is on, initialised. */
export declare const dataSource: typeorm.DataSource;
/** The data source's EntityManager. */
export declare const manager: typeorm.EntityManager;
/** Gives the repository of an entity: its class, its EntitySchema, or its name. */
export declare function repo<Entity extends typeorm.ObjectLiteral>(entity: typeorm.EntityTarget<Entity>): typeorm.Repository<Entity>;
export interface __Sql {
  /**
   * Runs a query; each \`\${value}\` becomes a parameter, an array a list of them, never text. Gives the rows, or
   * \`{ affected }\` for a statement that writes and gives none back.
   */
  (strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<any>;
  /** A part of a query: sql\`select * from employees \${sql.part\`where id = \${1}\`}\`. */
  part(strings: TemplateStringsArray, ...values: readonly unknown[]): unknown;
  /** A table's or a column's name, quoted: sql.name('employees', 'id'). */
  name(...path: readonly string[]): unknown;
}
export declare const sql: __Sql;
/** Loads a CommonJS module, as if from a file in the current folder. */
export declare const require: (module: string) => any;
`;

/** What the shell's methods of an entity are, for a class that has none of that name. */
const METHODS: Readonly<Record<string, string>> = {
  save: '/** Saves the entity: inserts it, or updates what has changed. */ save(options?: typeorm.SaveOptions): Promise<this>;',
  remove: '/** Deletes the row of the entity. */ remove(options?: typeorm.RemoveOptions): Promise<this>;',
  softRemove:
    '/** Marks the row of the entity as deleted. */ softRemove(options?: typeorm.SaveOptions): Promise<this>;',
  recover: '/** Takes back what softRemove has done. */ recover(options?: typeorm.SaveOptions): Promise<this>;',
  reload: '/** Reads the entity from the database again; what was not saved is lost. */ reload(): Promise<void>;',
  hasId: '/** Whether it has a value for each column of its primary key. */ hasId(): boolean;',
};

function entityText({ facts, place }: PlacedEntity): string {
  const { name, isTree } = facts;
  const repository = `typeorm.${isTree ? 'TreeRepository' : 'Repository'}<${name}>`;
  const methods = facts.methods.map((each) => `  ${METHODS[each] ?? ''}`).join('\n');
  const exportName = place?.exportName;
  if (place === undefined || exportName === undefined || !isTyped(place.file)) {
    const type =
      place === undefined || exportName === undefined ? undefined : `import(${specifierOf(place)}).${exportName}`;
    const base = type === undefined ? '' : ` extends Omit<${type}, ${unionOf(facts)}>`;
    return `
export interface ${name}${base} {
${facts.properties.map((each) => `  ${JSON.stringify(each.name)}: ${each.type};`).join('\n')}
${methods}
}
export declare const ${name}: __Schema<${name}> & __Methods<${repository}, __Schema<${name}>>;`;
  }
  const specifier = specifierOf(place);
  const type = `import(${specifier}).${exportName}`;
  // What is exported as default cannot be added to.
  const adds = exportName === facts.className && methods !== '';
  return `
export type ${name} = ${type};
export declare const ${name}: typeof ${type} & __Methods<${repository}, typeof ${type}>;
${adds ? `declare module ${specifier} {\n interface ${exportName} {\n${methods}\n }\n}` : ''}`;
}

/** JavaScript tells what methods a class has, and little of what is in its columns. */
function isTyped(file: string): boolean {
  return isTypeScript(file);
}

function unionOf({ properties, methods }: EntityFacts): string {
  return [...properties.map(({ name }) => name), ...methods].map((name) => JSON.stringify(name)).join(' | ') || 'never';
}

/** A file as every way of resolving finds it. */
export function specifierOf({ file }: Pick<EntityPlace, 'file'>): string {
  return JSON.stringify(
    file
      .split(sep)
      .join('/')
      .replace(/(\.d)?\.([cm]?)tsx?$/, '.$2js'),
  );
}
