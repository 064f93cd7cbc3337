import { resolve, sep } from 'node:path';
import { types } from 'node:util';
import type { DataSource, EntityMetadata } from 'typeorm';
import type { EvaluatorContract } from '../evaluator/evaluator';
import type { ModelContract } from '../model';
import { associationProxies } from '../relations/members';
import { prototypesOf } from '../relations/prototypes';
import type { EntityFacts, LiveValue, PropertyFacts, ScopeFacts } from './messages';

/** The shell's own modules. */
const SHELL_FOLDER = resolve(__dirname, '..') + sep;
const NODE_MODULES = `${sep}node_modules${sep}`;
/** What the shell gives entities: see `relations/active-record.ts`. */
const METHODS = ['save', 'remove', 'softRemove', 'recover', 'reload', 'hasId'];

export interface ScopeSources {
  readonly model: ModelContract;
  /** Names of TypeORM's exports in scope. */
  readonly operators: readonly string[];
  /** Where the data source in use came from, where that is known. */
  readonly sourceFile: string | undefined;
  /** Absolute. */
  readonly currentFolder: string;
}

/** What the shell is opened on, as data that can be handed to another thread. Reads no entity and no export of a module. */
export function scopeFacts({ model, operators, sourceFile, currentFolder }: ScopeSources): ScopeFacts {
  const loaded = Object.keys(require.cache).filter(
    (file) => !file.includes(NODE_MODULES) && !file.startsWith(SHELL_FOLDER) && /\.[cm]?[jt]sx?$/.test(file),
  );
  const entities = [...model.entities].flatMap(([name, target]): EntityFacts[] => {
    const metadata = model.metadataOfTarget(target);
    return metadata === undefined ? [] : [entityFacts(name, metadata, model)];
  });
  return {
    folder: currentFolder,
    sourceFile,
    files: [...(sourceFile === undefined ? [] : [sourceFile]), ...loaded],
    entities,
    operators,
  };
}

function entityFacts(name: string, metadata: EntityMetadata, model: ModelContract): EntityFacts {
  const { target, relations, embeddeds } = metadata;
  const inEmbedded = embeddeds.map(({ propertyName, isArray }): PropertyFacts => {
    const { columns } = embeddeds.find((each) => each.propertyName === propertyName)!;
    const inner = columns.map((column) => `${JSON.stringify(column.propertyName)}: ${columnType(column, model)}`);
    const type = `{ ${inner.join('; ')} }${isArray ? '[]' : ''}`;
    return {
      name: propertyName,
      kind: 'column',
      type,
      detail: `columns ${columns.map((each) => each.databaseName).join(', ')}`,
    };
  });
  const columns = metadata.columns
    .filter(({ embeddedMetadata, isVirtual, relationMetadata, propertyName }) => {
      if (embeddedMetadata !== undefined || (isVirtual && relationMetadata === undefined)) return false;
      return !relations.some((relation) => relation.propertyName === propertyName) && !isVirtual;
    })
    .map((column): PropertyFacts => ({
      name: column.propertyName,
      kind: 'column',
      type: columnType(column, model),
      detail: `column ${metadata.tableName}.${column.databaseName}`,
    }));
  const related = relations
    .filter(({ embeddedMetadata }) => embeddedMetadata === undefined)
    .map((relation): PropertyFacts => {
      const other = nameOf(relation.inverseEntityMetadata, model);
      const isMany = relation.isOneToMany || relation.isManyToMany;
      const type = isMany ? `${other}[]` : `${other} | null`;
      return {
        name: relation.propertyName,
        kind: 'relation',
        type: relation.isLazy ? `Promise<${type}>` : type,
        detail: `relation to ${other}`,
      };
    });
  const proxies = [...associationProxies(target)].map(([property, { association, far }]): PropertyFacts => {
    const over = relations.find((relation) => relation.propertyName === association)?.inverseEntityMetadata;
    const end = over?.relations.find((relation) => relation.propertyName === far)?.inverseEntityMetadata;
    const other = end === undefined ? 'any' : nameOf(end, model);
    return { name: property, kind: 'relation', type: `${other}[]`, detail: `${association} to ${other}` };
  });
  return {
    name,
    className: typeof target === 'function' ? target.name : undefined,
    properties: [...columns, ...inEmbedded, ...related, ...proxies],
    lazy: relations.filter(({ isLazy }) => isLazy).map(({ propertyName }) => propertyName),
    methods: METHODS.filter((method) => !hasMethod(target, method)),
    isTree: metadata.treeType !== undefined,
  };
}

function nameOf(metadata: EntityMetadata, model: ModelContract): string {
  for (const [name, target] of model.entities) if (model.metadataOfTarget(target) === metadata) return name;
  return 'any';
}

/** Whether a class has the method itself, or from one that it extends. */
function hasMethod(target: unknown, name: string): boolean {
  const prototype: unknown = typeof target === 'function' ? target.prototype : undefined;
  if (typeof prototype !== 'object' || prototype === null) return false;
  return [prototype, ...prototypesOf(prototype)].some(
    (each) => Object.getOwnPropertyDescriptor(each, name) !== undefined,
  );
}

type Column = EntityMetadata['columns'][number];

/** What values of a column are in TypeScript. */
function columnType(column: Column, { dataSource }: ModelContract): string {
  const type = plainType(column, dataSource);
  const list = column.isArray ? `(${type})[]` : type;
  return column.isNullable ? `${list} | null` : list;
}

const NUMBERS =
  /^(?:int|integer|int[248]|tinyint|smallint|mediumint|float|double|double precision|real|number|year|serial|smallserial)$/;
const DATES = /^(?:datetime|timestamp|datetime2|smalldatetime|timestamptz|timestamp with(?:out)? time zone)$/;
const OBJECTS = /^(?:json|jsonb|simple-json|point|polygon|geometry|geography|hstore)$/;

function plainType(column: Column, { driver }: DataSource): string {
  if (column.enum !== undefined) return column.enum.map((value) => JSON.stringify(value)).join(' | ') || 'never';
  if (column.type === Number) return 'number';
  if (column.type === Boolean) return 'boolean';
  if (column.type === Date) return 'Date';
  const type = driver.normalizeType(column);
  if (type === 'simple-array') return 'string[]';
  if (type === 'boolean' || type === 'bool') return 'boolean';
  if (NUMBERS.test(type)) return 'number';
  if (DATES.test(type)) return 'Date';
  if (OBJECTS.test(type)) return 'any';
  if (/blob|bytea|binary/.test(type)) return 'Uint8Array';
  return 'string';
}

/** The variables of the person's and of the project's, and which of them hold entities. Reads no property of an object, and runs no accessor. */
export function variablesOf(
  evaluator: Pick<EvaluatorContract, 'look' | 'ownNames'>,
  projectNames: readonly string[],
  model: ModelContract,
): readonly LiveValue[] {
  return [...new Set([...evaluator.ownNames(), ...projectNames])].map((name) => {
    const value = evaluator.look(name)?.value;
    const isList = Array.isArray(value) && !types.isProxy(value);
    const first: unknown = isList ? Object.getOwnPropertyDescriptor(value, 0)?.value : value;
    const metadata = model.metadataOf(first);
    return metadata === undefined ? { name } : { name, entity: nameOf(metadata, model), isList };
  });
}
