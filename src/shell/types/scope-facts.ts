import { resolve, sep } from 'node:path';
import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import { columnType } from '../completion/model/column-type';
import { propertiesOf, suggestionOf, type Property } from '../completion/model/properties';
import type { EvaluatorContract } from '../evaluator/evaluator';
import type { ModelContract } from '../model';
import { prototypesOf } from '../relations/prototypes';
import { EntityNames } from '../schema/entity-facts';
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
  const { target, relations } = metadata;
  const names = new EntityNames(model);
  return {
    name,
    className: typeof target === 'function' ? target.name : undefined,
    properties: [...propertiesOf({ metadata }).values()].map((property) => propertyFacts(property, names)),
    lazy: relations.filter(({ isLazy }) => isLazy).map(({ propertyName }) => propertyName),
    methods: METHODS.filter((method) => !hasMethod(target, method)),
    isTree: metadata.treeType !== undefined,
  };
}

function propertyFacts(property: Property, names: EntityNames): PropertyFacts {
  const { detail = '' } = suggestionOf(property, names);
  const kind = property.kind === 'relation' ? 'relation' : 'column';
  return { name: property.name, kind, type: typeOf(property, names), detail };
}

/** What a property holds, as TypeScript writes it. */
function typeOf(property: Property, names: EntityNames): string {
  switch (property.kind) {
    case 'column': {
      const { text } = columnType(property.column);
      // A driver gives a Buffer and takes any bytes.
      const type = text?.replace(/\bBuffer\b/, 'Uint8Array') ?? 'any';
      return property.column.isNullable ? `${type} | null` : type;
    }
    case 'embedded': {
      const inner = [...propertiesOf(property.holder).values()].map(
        (each) => `${JSON.stringify(each.name)}: ${typeOf(each, names)}`,
      );
      return `{ ${inner.join('; ')} }${property.isList ? '[]' : ''}`;
    }
    case 'relation': {
      const other = names.has(property.target) ? names.of(property.target) : 'any';
      const type = property.isList ? `${other}[]` : `${other} | null`;
      return property.relation?.isLazy === true ? `Promise<${type}>` : type;
    }
    case 'relation id':
      return 'any';
  }
}

/** Whether a class has the method itself, or from one that it extends. */
function hasMethod(target: unknown, name: string): boolean {
  const prototype: unknown = typeof target === 'function' ? target.prototype : undefined;
  if (typeof prototype !== 'object' || prototype === null) return false;
  return [prototype, ...prototypesOf(prototype)].some(
    (each) => Object.getOwnPropertyDescriptor(each, name) !== undefined,
  );
}

/** The variables of the person's and of the project's, and which of them hold entities. Reads no property of an object, and runs no accessor. */
export function variablesOf(
  evaluator: Pick<EvaluatorContract, 'look' | 'ownNames'>,
  projectNames: readonly string[],
  model: ModelContract,
): readonly LiveValue[] {
  const names = new EntityNames(model);
  return [...new Set([...evaluator.ownNames(), ...projectNames])].map((name) => {
    const value = evaluator.look(name)?.value;
    const isList = Array.isArray(value) && !types.isProxy(value);
    const first: unknown = isList ? Object.getOwnPropertyDescriptor(value, 0)?.value : value;
    const metadata = model.metadataOf(first);
    return metadata === undefined ? { name } : { name, entity: names.of(metadata), isList };
  });
}
