import type { ModelContract } from '../../model';
import { errorMessage, errorName } from '../error-head';
import { ownData, readQuietly } from '../own-data';
import type { ErrorContext, Finding } from './description';
import { didYouMean } from '../../near-names';
import { entityProblem } from './entity-problem';
import { unregisteredAdvice } from './unregistered';
import { ModelNames, propertyNames } from './model-names';

const MOST_LISTED = 12;

function list(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).join(', ');
  return names.length > MOST_LISTED ? `${shown}, … (${names.length} in all)` : shown;
}

function noProperty(entity: string, path: string, names: ModelNames): Finding {
  const title = `${entity} has no property "${path}".`;
  const metadata = names.ofEntity(entity);
  if (!metadata) return { title };
  const holder = path.slice(0, path.lastIndexOf('.') + 1);
  const known = propertyNames(metadata, holder);
  const [first = '', ...rest] = path.split('.');
  const relation = metadata.relations.find(({ propertyPath }) => propertyPath === first);
  if (relation !== undefined && rest.length > 0)
    return {
      title,
      advice: `Write ${first}: ${rest.reduceRight((inner, name) => `{ ${name}: ${inner} }`, '…')}.`,
    };
  // A path that leads through something that is not there has nothing beside it.
  const near = didYouMean(path.slice(holder.length), known, '"', holder);
  return {
    title,
    advice:
      near ??
      (known.length === 0 ? undefined : `${holder === '' ? 'It' : `"${holder.slice(0, -1)}"`} has: ${list(known)}.`),
  };
}

/** TypeORM's message knows the relation, not the entity: it is one of those that have no such relation. */
function noRelations(message: string, names: ModelNames): Finding {
  const missing = [...message.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
  const relations = names.entityNames.flatMap(
    (name) => names.ofEntity(name)?.relations.map((one) => one.propertyPath) ?? [],
  );
  const title =
    missing.length === 1
      ? `There is no relation "${missing.join()}".`
      : `There are no relations ${missing.map((one) => `"${one}"`).join(', ')}.`;
  const [path = ''] = missing;
  return { title, advice: didYouMean(path, relations) ?? didYouMean(path.split('.').at(-1) ?? '', relations) };
}

function noEntity(name: string, model: ModelContract | undefined): Finding {
  return { title: `${name} is not an entity of this data source.`, advice: unregisteredAdvice(name, model) };
}

/** `{ id: 99 }` out of the criteria of `findOneOrFail`, which TypeORM prints as JSON over many lines. */
function notFound(error: unknown, message: string): Finding {
  const [, entity = 'entity'] = /of type "([^"]+)"/.exec(message) ?? [];
  const criteria = ownData(error, 'criteria');
  const where = readQuietly(criteria, 'where') ?? criteria;
  const text = criteriaText(where);
  return {
    title: text === undefined ? `There is no ${entity} like that.` : `There is no ${entity} that matches ${text}.`,
    advice: 'findOneBy gives null instead of an error when nothing matches.',
  };
}

function criteriaText(where: unknown): string | undefined {
  const text = conditionText(where, 0);
  if (text === '{}' || text === 'undefined') return undefined;
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** A condition as one would write it, operators too: `{ name: Like("Z%") }`. */
function conditionText(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  // Criteria may lead in circles.
  if (depth > 5) return '…';
  const inner = (each: unknown): string => conditionText(each, depth + 1);
  const type = ownData(value, '_type');
  if (typeof type === 'string') {
    const operand = ownData(value, '_value');
    const text = type === 'between' && Array.isArray(operand) ? operand.map(inner).join(', ') : inner(operand);
    return `${type.charAt(0).toUpperCase()}${type.slice(1)}(${operand === undefined ? '' : text})`;
  }
  if (Array.isArray(value)) return `[${value.map(inner).join(', ')}]`;
  const parts = Object.entries(value).map(([name, each]) => `${name}: ${inner(each)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

function emptyCondition(what: string, path: string): Finding {
  const empty = what.toLowerCase();
  return {
    title: `The condition on "${path}" is ${empty}.`,
    advice:
      empty === 'null'
        ? `To look for rows that have none, write IsNull().`
        : 'Give it a value, or leave the condition out.',
  };
}

/** What TypeORM itself finds wrong with names, conditions and entities; `undefined` for everything else. */
export function describeModelError(error: unknown, { model }: ErrorContext): Finding | undefined {
  const names = new ModelNames(model);
  const message = errorMessage(error);
  switch (errorName(error)) {
    case 'EntityPropertyNotFoundError': {
      const [, path, entity] = /^Property "(.+?)" was not found in "(.+?)"/.exec(message) ?? [];
      return path === undefined || entity === undefined ? undefined : noProperty(entity, path, names);
    }
    case 'FindRelationsNotFoundError':
      return noRelations(message, names);
    case 'EntityMetadataNotFoundError':
    case 'RepositoryNotFoundError': {
      const [, name] = /^No (?:metadata|repository) for "(.+?)" was found/.exec(message) ?? [];
      return name === undefined ? undefined : noEntity(name, model);
    }
    case 'EntityNotFoundError':
      return notFound(error, message);
    case 'MustBeEntityError': {
      const [, operation = 'save', given = 'it'] =
        /^Cannot (\w+), given value must be an entity, instead "(.+?)" is given/.exec(message) ?? [];
      return {
        title: `Cannot ${operation} ${given}: it is no entity.`,
        advice: 'Hand over an entity, or an array of them.',
      };
    }
    case 'UpdateValuesMissingError':
      return {
        title: 'There is nothing to write: the update has no values.',
        advice: 'Say what to set: update(1, { … }).',
      };
    case 'SubjectWithoutIdentifierError': {
      const [, entity = 'entity'] = /Subject (\S+) must have an identifier/.exec(message) ?? [];
      return {
        title: `This ${entity} was never saved: it has no row.`,
        advice: 'Save it first, or load the one you mean.',
      };
    }
    case 'CannotDetermineEntityError':
      return {
        title: 'A plain object does not say which entity it is.',
        advice: `Name the class first: manager.save(${names.entityNames[0] ?? 'Entity'}, { … }).`,
      };
    case 'TypeORMError': {
      const [, what, path] =
        /^(Undefined|Null) value encountered in property '(.+?)' of a where condition/.exec(message) ?? [];
      if (what !== undefined && path !== undefined) return emptyCondition(what, path);
      const [, relation] = /^Relation with property path (\S+) in entity was not found/.exec(message) ?? [];
      if (relation !== undefined) return noRelations(`"${relation}"`, names);
      const [, column, owner] = /^Column "?(\S+?)"? was not found in (?:table )?"?([^\s"]+)/.exec(message) ?? [];
      if (column !== undefined && owner !== undefined) return noProperty(owner, column, names);
      const [, emptied] = /^Empty criteria\(s\) are not allowed for the (\w+) method/.exec(message) ?? [];
      if (emptied !== undefined)
        return {
          title: `${emptied}() needs conditions: without any it would take every row.`,
          advice: `Say which rows, such as ${emptied}({ id: 1 }${emptied === 'update' ? ', { … }' : ''}).`,
        };
      const [, alias] = /^"(.+?)" alias was not found/.exec(message) ?? [];
      if (alias !== undefined)
        return { title: `The query has no alias "${alias}".`, advice: 'Join the relation under that alias first.' };
      return entityProblem(message);
    }
    default:
      return entityProblem(message);
  }
}
